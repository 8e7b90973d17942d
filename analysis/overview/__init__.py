"""The figures as they are, before any estimate: the newest period, a month's changes, the table to search."""
