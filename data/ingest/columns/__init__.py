"""Read one found table: parse its columns by the contract of its kind, and report every cell that cannot be used."""
