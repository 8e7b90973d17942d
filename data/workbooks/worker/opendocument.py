"""Read .ods (OpenDocument 1.3 part 3, chapter 9): repetitions are unrolled only where they hold values."""

from collections.abc import Iterable, Iterator

from .archive import Archive
from .cell_values import duration, finite, iso_moment, percentage
from .limits import FileRefused, damaged
from .markup import parse
from .output import Cell, Encoded, Output, SheetCells, in_pieces

_DAY_MICROSECONDS = 86_400 * 10**6
_NUMBERS = ("float", "percentage", "currency")
_CELLS = {"table-cell", "covered-table-cell"}
_TEXTS = {"p", "s", "tab", "line-break"}
_IGNORED = {"annotation", "shapes", "tracked-changes"}


class OpenDocumentReader:
    """Follows table > table-row > table-cell > p and sends each table when it ends."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._ignored = 0
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._attributes: dict[str, str] = {}
        self._text: list[str] = []
        self._start_table({})

    def _start_table(self, attributes: dict[str, str]) -> None:
        hidden = attributes.get("style-name") in self._hidden_styles
        self._sheet = SheetCells(self._output, attributes.get("name", ""), hidden=hidden)
        self._row = self._column = 0
        self._repeated = 1
        self._cells: list[tuple[int, Cell | str]] = []

    def start(self, element: str, attributes: dict[str, str]) -> None:
        if self._ignored or element in _IGNORED:
            self._ignored += 1
        elif element in _CELLS:
            self._attributes, self._text = attributes, []
        elif element in _TEXTS:
            self._start_text(element, attributes)
        elif element == "table-row":
            self._start_row(attributes)
        elif element == "table":
            self._start_table(attributes)
        elif element == "style":
            self._style = attributes.get("name", "")
        elif element == "table-properties" and attributes.get("display") == "false":
            self._hidden_styles.add(self._style)

    def end(self, element: str) -> None:
        if self._ignored:
            self._ignored -= 1
        elif element in _CELLS:
            self._end_cell()
        elif element == "table-row":
            self._end_row()
        elif element == "table":
            self._sheet.send()

    def text(self, content: str) -> None:
        if not self._ignored and self._text:
            self._text.append(content)

    def _start_text(self, element: str, attributes: dict[str, str]) -> None:
        """Take what stands for characters; a paragraph is a line."""
        if element == "p":
            self._text.append("\n" if self._text else "")
        elif element == "s":
            self._text.append(" " * min(_count(attributes, "c"), 1_000))
        else:
            self._text.append("\t" if element == "tab" else "\n")

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._column = 0
        self._cells = []
        self._repeated = _count(attributes, "number-rows-repeated")
        if attributes.get("visibility") in ("collapse", "filter") and self._repeated < 2**16:
            self._sheet.hidden_rows += range(self._row, self._row + self._repeated)

    def _end_cell(self) -> None:
        repeated = _count(self._attributes, "number-columns-repeated")
        columns, rows = (_count(self._attributes, f"number-{what}-spanned") for what in ("columns", "rows"))
        if columns > 1 or rows > 1:
            self._sheet.merged.append((self._row, self._column, self._row + rows - 1, self._column + columns - 1))
        try:
            value = self._value("".join(self._text))
        except ValueError as error:
            raise damaged() from error
        if value is not None:
            self._output.check_place(self._row, self._column + repeated - 1)
            self._cells += [(self._column + i, value) for i in range(repeated)]
        self._column += repeated

    def _end_row(self) -> None:
        if self._cells:
            self._output.check_place(self._row + self._repeated - 1, self._cells[-1][0])
            if len(self._cells) * self._repeated > self._output.limits.cells:
                raise FileRefused(
                    "memuat terlalu banyak sel berulang; hapus baris yang tidak perlu, simpan, lalu unggah lagi"
                )
            for row in range(self._row, self._row + self._repeated):
                for column, value in self._cells:
                    self._sheet.place(row, column, value)
        self._row += self._repeated

    def _value(self, text: str) -> Cell | str:
        """Return the cell's value: an error where it shows one, else what its type says."""
        attributes, kind = self._attributes, self._attributes.get("value-type", "")
        if kind in _NUMBERS and not text.startswith("#"):
            number = finite(attributes.get("value", ""))
            return self._output.reference(percentage(number)) if kind == "percentage" else number
        if kind == "date":
            return self._output.reference(iso_moment(attributes.get("date-value", "")))
        if kind == "time":
            return self._output.reference(_time(attributes.get("time-value", "")))
        if kind == "boolean":
            return self._output.reference(attributes.get("boolean-value") == "true")
        if not kind and not text and "formula" in attributes:
            return self._sheet.missing()
        return text or attributes.get("string-value") or None


def read_opendocument(archive: Archive, output: Output) -> None:
    """Send every table of the archive."""
    _read(_with_progress(archive, output), output)


def read_flat_opendocument(content: bytes, output: Output) -> None:
    """Send every table of an .fods, the document without an archive."""
    _read(in_pieces(content, output), output)


def _read(pieces: Iterable[bytes], output: Output) -> None:
    reader = OpenDocumentReader(output)
    parse(pieces, reader.start, reader.end, reader.text)


def _with_progress(archive: Archive, output: Output) -> Iterator[bytes]:
    for piece in archive.pieces("content.xml"):
        yield piece
        output.send("progress", archive.progress)


def _count(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name)
    if text is None:
        return 1
    if not text.isdecimal() or len(text) > 9:
        raise damaged()
    return max(int(text), 1)


def _time(text: str) -> Encoded:
    """A time of day where it lasts less than a day, as OpenDocument has no other way to write one."""
    kind, microseconds = duration(text)
    return ("time" if 0 <= microseconds < _DAY_MICROSECONDS else kind), microseconds
