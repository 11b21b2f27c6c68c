"""Texts of our own, printed to PDF, read back by four tools and built: the truth is known to the last character."""
