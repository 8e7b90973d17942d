"""Every unit before and after its own training."""
