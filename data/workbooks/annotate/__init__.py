"""The user's own book back, with the refused cells red and commented and a list of them in a sheet of its own."""

from data.workbooks.annotate.mark import mark_refused, marked_name

__all__ = ["mark_refused", "marked_name"]
