"""Files as people have them to the raw text of a report."""
