"""Figures in context: quantities, dated events and documents of policy with the sentences that say them."""

from annals.figures.reading import read_figures

__all__ = ["read_figures"]
