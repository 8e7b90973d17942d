"""The simple regression of an indicator on training."""
