"""One value of a book at a time, or one column: text to dates, periods, numbers, durations, NIP and unit names."""
