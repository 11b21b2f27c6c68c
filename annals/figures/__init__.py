"""Figures in context: quantities, dated events and documents of policy with the sentences that say them."""

from annals.figures.events import told_exactly
from annals.figures.reading import Readable, figures_in, joined, readable
from annals.figures.unlike import unlike_places

__all__ = ["Readable", "figures_in", "joined", "readable", "told_exactly", "unlike_places"]
