"""Tables in a sheet: where their headings stand, what kind each one is, and which rows are its data."""

from data.tables.body import Body, find_body
from data.tables.courses import Course, course_headings, read_course
from data.tables.header import Header
from data.tables.layout import Table, filled_cells, find_tables
from data.tables.pivot import PeriodHeading, period_headings
from data.tables.quarters import quarter_headings

__all__ = [
    "Body",
    "Course",
    "Header",
    "PeriodHeading",
    "Table",
    "course_headings",
    "filled_cells",
    "find_body",
    "find_tables",
    "period_headings",
    "quarter_headings",
    "read_course",
]
