"""Read CSV: fields parted by semicolon, tab, comma or bar, every cell text as it was typed."""

import csv
import io
from collections import Counter
from itertools import islice

from .limits import Refused
from .output import Output, SheetCells

_DELIMITERS = ";\t,|"
_SAMPLE_ROWS = 100
_ROWS_BETWEEN_WORDS = 5_000


def read_delimited(text: str, output: Output) -> None:
    """Send the one sheet of a CSV file."""
    delimiter = delimiter_of(text)
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    sheet = SheetCells(output, "CSV")
    lines = io.StringIO(text, newline="")
    try:
        for row, fields in enumerate(csv.reader(lines, delimiter=delimiter)):
            if row % _ROWS_BETWEEN_WORDS == 0:
                output.send("progress", lines.tell() / len(text))
            for column, field in enumerate(fields):
                if field:
                    sheet.place(row, column, field)
    except csv.Error as error:
        raise Refused("bukan CSV yang utuh; buka di Excel, simpan sebagai .xlsx, lalu unggah lagi") from error
    sheet.send()


def delimiter_of(text: str) -> str:
    """Return what parts the fields: the line "sep=…", else what splits the most rows into equally many fields."""
    if text[:4].lower() == "sep=" and text[4:5] in _DELIMITERS:
        return text[4]
    return max(_DELIMITERS, key=lambda delimiter: _agreement(text, delimiter))


def _agreement(text: str, delimiter: str) -> int:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        widths = Counter(width for row in islice(lines, _SAMPLE_ROWS) if (width := len(row)) > 1)
    except csv.Error:
        return 0
    return max(widths.values(), default=0)
