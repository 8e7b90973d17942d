"""What a report says: sections from the results its pages show too."""
