"""Words as data: what is known of Chinese reports and of their field, one list for one meaning."""

from annals.text.lexicon.loading import LexiconError, changed_lexicon, shipped_lexicon, shipped_topics
from annals.text.lexicon.words import LISTS, Lexicon

__all__ = ["LISTS", "Lexicon", "LexiconError", "changed_lexicon", "shipped_lexicon", "shipped_topics"]
