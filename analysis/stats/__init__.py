"""Statistics that several subjects share."""
