"""From the registry of names to every place that mentions one."""
