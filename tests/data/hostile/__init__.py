"""Generators of spreadsheet files: plain ones, and ones made to break the program that reads them."""
