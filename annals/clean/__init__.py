"""Raw bytes to cleaned text with its ledger."""
