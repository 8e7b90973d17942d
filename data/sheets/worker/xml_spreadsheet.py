"""Read XML Spreadsheet 2003, which web applications like to export under the name .xls."""

from .cell_values import finite, iso_moment
from .limits import damaged
from .markup import parse
from .output import Cell, Grid, Output


class XmlSpreadsheetReader:
    """Follows Workbook > Worksheet > Table > Row > Cell > Data and sends each worksheet when it ends."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._path: list[str] = []
        self._start_sheet("")

    def _start_sheet(self, name: str) -> None:
        self._name = name
        self._hidden = False
        self._grid = Grid(self._output)
        self._merged: list[tuple[int, int, int, int]] = []
        self._hidden_rows: list[int] = []
        self._missing = 0
        self._row = self._column = 0
        self._next_row = self._next_column = 0
        self._formula = False
        self._type = self._text = ""

    def start(self, element: str, attributes: dict[str, str]) -> None:
        self._path.append(element)
        if element == "Worksheet":
            self._start_sheet(attributes.get("Name", ""))
        elif element == "Row":
            self._start_row(attributes)
        elif element == "Cell":
            self._start_cell(attributes)
        elif element == "Data" and "Comment" not in self._path:
            self._type = attributes.get("Type", "String")
            self._text = ""

    def end(self, element: str) -> None:
        if element == "Cell":
            self._end_cell()
        elif element == "Worksheet":
            self._grid.send()
            self._output.sheet(
                self._name,
                hidden=self._hidden,
                merged=self._merged,
                hidden_rows=self._hidden_rows,
                formulas_without_value=self._missing,
            )
        self._path.pop()

    def text(self, content: str) -> None:
        if "Data" in self._path and "Comment" not in self._path:
            self._text += content
        elif self._path[-1] == "Visible":
            self._hidden = self._hidden or content.strip() in ("SheetHidden", "SheetVeryHidden")

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = _whole(attributes.get("Index"), self._next_row + 1) - 1
        self._next_row = self._row + 1 + _whole(attributes.get("Span"), 0)
        self._next_column = 0
        if attributes.get("Hidden") == "1":
            self._hidden_rows += range(self._row, min(self._next_row, self._row + 2**20))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._column = _whole(attributes.get("Index"), self._next_column + 1) - 1
        right = self._column + _whole(attributes.get("MergeAcross"), 0)
        bottom = self._row + _whole(attributes.get("MergeDown"), 0)
        self._next_column = right + 1
        if right > self._column or bottom > self._row:
            self._merged.append((self._row, self._column, bottom, right))
        self._formula = "Formula" in attributes
        self._type, self._text = "", ""

    def _end_cell(self) -> None:
        if self._text:
            try:
                value = self._value()
            except ValueError as error:
                raise damaged() from error
            self._grid.place(self._row, self._column, value)
        elif self._formula and self._type != "String":
            self._missing += 1
            self._grid.place(self._row, self._column, self._output.reference(("missing", None)))

    def _value(self) -> Cell | str:
        if self._type == "Number":
            return finite(self._text)
        if self._type == "Boolean":
            return self._output.reference(self._text.strip() == "1")
        if self._type == "Error":
            return self._output.reference(("error", self._text.strip()))
        if self._type == "DateTime":
            return self._output.reference(iso_moment(self._text.strip()))
        return self._text


def read_xml_spreadsheet(content: bytes | str, output: Output) -> None:
    """Send every worksheet of the document."""
    reader = XmlSpreadsheetReader(output)
    parse([content], reader.start, reader.end, reader.text)


def _whole(text: str | None, default: int) -> int:
    if text is None:
        return default
    if not text.isdecimal() or len(text) > 9:
        raise damaged()
    return int(text)
