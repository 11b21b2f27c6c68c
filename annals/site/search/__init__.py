"""The index that readers' browsers search: from rendered pages to small files; pure."""
