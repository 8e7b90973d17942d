"""Tables in a sheet: where their headings stand, what kind each one is, and which rows are its data."""

from data.tables.body import Body, find_body
from data.tables.headings import Header
from data.tables.layout import Table, filled_cells, find_tables

__all__ = ["Body", "Header", "Table", "filled_cells", "find_body", "find_tables"]
