"""From the pages that register names and topics to every place that mentions one."""
