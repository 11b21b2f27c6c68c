"""The cleaning rules, one family a file; `clean/order.py` says in which order they run."""
