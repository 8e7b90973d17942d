"""The city: its kecamatan side by side, without a league table."""
