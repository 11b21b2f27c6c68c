"""A page as plain Markdown: the twin beside each page, and the tree that another engine builds."""
