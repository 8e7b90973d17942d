"""The effect of training against untrained units, and what may be said about it."""
