"""Cleaned text to a document, its sections to topics, its blocks to pages."""
