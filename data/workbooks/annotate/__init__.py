"""The user's own book back, with the refused cells red and commented and a list of them in a sheet of its own."""

from data.workbooks.annotate.child import annotated_book
from data.workbooks.annotate.mark import marked_name

__all__ = ["annotated_book", "marked_name"]
