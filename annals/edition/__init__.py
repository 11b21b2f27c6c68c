"""The order of the whole, and the only room that touches the disk."""
