"""Tables in a sheet: where their headings stand, what kind each one is, and which rows are its data."""

from data.ingest.tables.body import Body, find_body
from data.ingest.tables.courses import Course, course_headings, read_course
from data.ingest.tables.header import Header
from data.ingest.tables.layout import Table, filled_cells, find_tables
from data.ingest.tables.pivot import FigureHeading, figure_headings, hours_headings
from data.ingest.tables.quarters import quarter_headings

__all__ = [
    "Body",
    "Course",
    "FigureHeading",
    "Header",
    "Table",
    "course_headings",
    "figure_headings",
    "filled_cells",
    "find_body",
    "find_tables",
    "hours_headings",
    "quarter_headings",
    "read_course",
]
