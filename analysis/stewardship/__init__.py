"""What the stewards of the data look at: quality, history, days off."""
