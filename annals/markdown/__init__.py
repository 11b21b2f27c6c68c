"""The one reader of Markdown and the one writer."""
