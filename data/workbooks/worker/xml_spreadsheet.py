"""Read XML Spreadsheet 2003, which web applications like to export under the name .xls."""

from .cell_values import finite, iso_moment, percentage, shown_as
from .limits import damaged
from .markup import parse
from .output import Cell, Output, SheetCells, in_pieces


class XmlSpreadsheetReader:
    """Follows Workbook > Worksheet > Table > Row > Cell > Data and sends each worksheet when it ends."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._path: list[str] = []
        self._style = ""
        self._percent_styles: set[str] = set()
        self._start_sheet("")

    def _start_sheet(self, name: str) -> None:
        self._sheet = SheetCells(self._output, name)
        self._row = self._column = 0
        self._next_row = self._next_column = 0
        self._formula = self._percent = False
        self._type = self._text = ""

    def start(self, element: str, attributes: dict[str, str]) -> None:
        self._path.append(element)
        if element == "Worksheet":
            self._start_sheet(attributes.get("Name", ""))
        elif element == "Row":
            self._start_row(attributes)
        elif element == "Cell":
            self._start_cell(attributes)
        elif element == "Style":
            self._style = attributes.get("ID", "")
        elif element == "NumberFormat" and _shows_percent(attributes.get("Format", "")):
            self._percent_styles.add(self._style)
        elif element == "Data" and "Comment" not in self._path:
            self._type = attributes.get("Type", "String")
            self._text = ""

    def end(self, element: str) -> None:
        if element == "Cell":
            self._end_cell()
        elif element == "Worksheet":
            self._sheet.send()
        self._path.pop()

    def text(self, content: str) -> None:
        if "Data" in self._path and "Comment" not in self._path:
            self._text += content
        elif self._path[-1] == "Visible":
            self._sheet.hidden |= content.strip() in ("SheetHidden", "SheetVeryHidden")

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = _whole(attributes.get("Index"), self._next_row + 1) - 1
        self._next_row = self._row + 1 + _whole(attributes.get("Span"), 0)
        self._next_column = 0
        if attributes.get("Hidden") == "1":
            self._sheet.hidden_rows += range(self._row, min(self._next_row, self._row + 2**20))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._column = _whole(attributes.get("Index"), self._next_column + 1) - 1
        right = self._column + _whole(attributes.get("MergeAcross"), 0)
        bottom = self._row + _whole(attributes.get("MergeDown"), 0)
        self._next_column = right + 1
        if right > self._column or bottom > self._row:
            self._sheet.merged.append((self._row, self._column, bottom, right))
        self._formula = "Formula" in attributes
        self._percent = attributes.get("StyleID") in self._percent_styles
        self._type, self._text = "", ""

    def _end_cell(self) -> None:
        if self._text:
            try:
                value = self._value()
            except ValueError as error:
                raise damaged() from error
            self._sheet.place(self._row, self._column, value)
        elif self._formula and self._type != "String":
            self._sheet.place(self._row, self._column, self._sheet.missing())

    def _value(self) -> Cell | str:
        if self._type == "Number":
            number = finite(self._text)
            return self._output.reference(percentage(number)) if self._percent else number
        if self._type == "Boolean":
            return self._output.reference(self._text.strip() == "1")
        if self._type == "Error":
            return self._output.reference(("error", self._text.strip()))
        if self._type == "DateTime":
            return self._output.reference(iso_moment(self._text.strip()))
        return self._text


def read_xml_spreadsheet(content: bytes, output: Output) -> None:
    """Send every worksheet of the document."""
    reader = XmlSpreadsheetReader(output)
    parse(in_pieces(content, output), reader.start, reader.end, reader.text)


def _shows_percent(code: str) -> bool:
    return code == "Percent" or shown_as(0, code) == "percent"


def _whole(text: str | None, default: int) -> int:
    if text is None:
        return default
    if not text.isdecimal() or len(text) > 9:
        raise damaged()
    return int(text)
