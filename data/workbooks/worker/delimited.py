"""Read CSV: fields parted by semicolon, tab, comma or bar, every cell text as it was typed."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice, pairwise
from typing import NamedTuple

from .limits import FileRefused
from .output import Output, SheetCells

_DELIMITERS = ";\t,|"
_SAMPLE_ROWS = 100
_ROWS_BETWEEN_WORDS = 5_000
_NUMBER = re.compile(r"[\d.,%\s+-]+")
_WHOLE, _DECIMALS = re.compile(r"\s*[+-]?\d+"), re.compile(r"\d+\s*%?\s*")


class Shape(NamedTuple):
    """What parts the fields, and the row of column titles: its 0-based number and how many fields it has."""

    delimiter: str
    header: int = -1
    width: int = 0


def read_delimited(text: str, output: Output) -> None:
    """Send the one sheet of a CSV file; raises FileRefused where quotes or decimal commas would shift its fields."""
    shape = shape_of(text)
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    sheet = SheetCells(output, "CSV")
    lines = io.StringIO(text, newline="")
    for row, fields in enumerate(_checked_rows(lines, shape)):
        if row % _ROWS_BETWEEN_WORDS == 0:
            output.send("progress", lines.tell() / len(text))
        for column, field in enumerate(fields):
            if field:
                sheet.place(row, column, field)
    sheet.send()


def _checked_rows(lines: io.StringIO, shape: Shape) -> Iterator[list[str]]:
    reader = csv.reader(lines, delimiter=shape.delimiter, strict=True)
    first = 1
    try:
        for row, fields in enumerate(reader):
            if _swallows_rows(fields, shape):
                raise _stray_quote(first)
            if row > shape.header >= 0 and _parts_numbers(fields, shape):
                raise FileRefused(
                    f"memuat koma desimal tanpa tanda petik di baris {first}, sehingga kolomnya bergeser; "
                    "simpan sebagai .xlsx, lalu unggah lagi"
                )
            yield fields
            first = reader.line_num + 1
    except csv.Error as error:
        raise _stray_quote(first) from error


def _stray_quote(line: int) -> FileRefused:
    return FileRefused(f'memuat tanda petik (") tanpa pasangannya di baris {line}; hapus tanda itu, lalu unggah lagi')


def _swallows_rows(fields: list[str], shape: Shape) -> bool:
    """Tell whether quoted fields go on over lines that are rows: each line break costs a row its delimiters."""
    quoted = "".join(field for field in fields if "\n" in field)
    breaks, delimiters = quoted.count("\n"), quoted.count(shape.delimiter)
    return delimiters > 0 and (len(fields) != shape.width or delimiters >= breaks * (shape.width - 1))


def _parts_numbers(fields: list[str], shape: Shape) -> bool:
    """Tell whether a row has more fields than the titles, two of them digits that a decimal comma may have parted."""
    if shape.delimiter != "," or len(fields) <= shape.width:
        return False
    return any(_WHOLE.fullmatch(whole) and _DECIMALS.fullmatch(rest) for whole, rest in pairwise(fields))


def shape_of(text: str) -> Shape:
    """Return a file's shape: its delimiter is named in a line "sep=…", or makes the best table under its titles."""
    named = text[4:5] if text[:4].lower() == "sep=" else ""
    if named and named in _DELIMITERS:
        return _shape(text.partition("\n")[2], named)[1]
    return max((_shape(text, delimiter) for delimiter in _DELIMITERS), key=lambda scored: scored[0])[1]


def _shape(text: str, delimiter: str) -> tuple[tuple[int, int], Shape]:
    """Return how well a delimiter parts the first rows: fields in rows as wide as the titles; rows of one width."""
    rows = _sample(text, delimiter)
    widths = list(map(len, rows))
    alike = max(Counter(width for width in widths if width > 1).values(), default=0)
    titles = [
        (sum(width >= widths[at] for width in widths[at:]) * (widths[at] - 1), -at)
        for at, row in enumerate(rows)
        if _is_titles(row)
    ]
    score, at = max(titles, default=(0, 1))
    return (score, alike), Shape(delimiter, -at, widths[-at] if at <= 0 else 0)


def _sample(text: str, delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    with suppress(csv.Error):  # a field too long to be one
        rows.extend(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _SAMPLE_ROWS))
    return rows


def _is_titles(row: list[str]) -> bool:
    """Tell whether a row may hold column titles: several texts, none of them a number or still unparted."""
    return sum(map(bool, row)) > 1 and not any(_NUMBER.fullmatch(field) or set(field) & set(";\t|") for field in row)
