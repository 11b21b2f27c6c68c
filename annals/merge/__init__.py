"""What an editor changed and what the machine changed, in one text: blocks and strings only."""

from annals.merge.align import align
from annals.merge.matter import merge_matter
from annals.merge.report import merge

__all__ = ["align", "merge", "merge_matter"]
