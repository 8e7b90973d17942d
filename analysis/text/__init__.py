"""Numbers, dates, files and cards in Indonesian; what is not told of small groups."""
