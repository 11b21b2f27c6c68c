"""The words that ship, read once for all tests."""

from annals.text.lexicon import shipped_lexicon

LEXICON = shipped_lexicon()
