"""The index that readers' browsers search: from rendered pages to small files; pure."""

from annals.search.files import search_files
from annals.search.index import Home
from annals.search.page import read_page

__all__ = ["Home", "read_page", "search_files"]
