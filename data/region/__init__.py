"""What several kecamatan have exported."""
