"""Annals: raw annual reports in, a public edition out."""
