"""What is computed at build time and never written where editors edit; one file a kind of page."""
