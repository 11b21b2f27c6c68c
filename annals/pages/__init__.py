"""What is derived when the site is built and never written where editors edit: one file a kind of page."""
