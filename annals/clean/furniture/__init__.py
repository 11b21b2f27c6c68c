"""Which lines belong to the printed page, not to the text: page numbers, running titles."""
