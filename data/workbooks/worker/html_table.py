"""Read the tables of a web page that was saved or exported under an Excel name; every cell is text as shown."""

import re
from html.parser import HTMLParser

from .limits import FileRefused
from .output import Output, SheetCells, in_pieces

_MOST_COLUMNS, _MOST_ROWS = 1_000, 65_534  # the HTML standard's own bounds on spans
_BREAK = "\v"
_SPACE = re.compile("[ \t\r\n\f]+")

Attributes = dict[str, str | None]


class HtmlCell:
    """A td or th: its text and how many columns and rows it covers."""

    def __init__(self, attributes: Attributes) -> None:
        self.text = ""
        self.columns = _span(attributes.get("colspan"), _MOST_COLUMNS)
        self.rows = _span(attributes.get("rowspan"), _MOST_ROWS)

    @property
    def shown(self) -> str:
        """The text as a browser shows it: white space collapsed, a line for every br."""
        lines = (_SPACE.sub(" ", line).strip(" ") for line in self.text.split(_BREAK))
        return "\n".join(lines).strip("\n")


HtmlTable = list[list[HtmlCell]]


class TableParser(HTMLParser):
    """Gathers tables; a table inside a cell becomes a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[HtmlTable] = []
        self._open: list[HtmlTable] = []
        self._cell: list[HtmlCell | None] = [None]

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: nobody asks where in the page the parser is, and counting takes a tenth of its time."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
            self._open.append(self.tables[-1])
            self._cell.append(None)
        elif tag == "br":
            self.handle_data(_BREAK)
        elif self._open and tag in ("tr", "td", "th"):
            self._start_row_or_cell(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == "table":
            self._open.pop()
            self._cell.pop()
        elif tag in ("td", "th", "tr"):
            self._cell[-1] = None

    def handle_data(self, data: str) -> None:
        cell = self._cell[-1]
        if cell is not None and self.cdata_elem is None:
            cell.text += data

    def _start_row_or_cell(self, tag: str, attributes: Attributes) -> None:
        table = self._open[-1]
        if tag == "tr" or not table:
            table.append([])
            self._cell[-1] = None
        if tag != "tr":
            cell = HtmlCell(attributes)
            table[-1].append(cell)
            self._cell[-1] = cell


def read_html(text: str, output: Output) -> None:
    """Send every table as a sheet; raises FileRefused where the page has none."""
    parser = TableParser()
    for piece in in_pieces(text, output):
        parser.feed(piece)
    parser.close()
    tables = [table for table in parser.tables if any(table)]
    if not tables:
        raise FileRefused("berupa halaman web tanpa tabel; buka di Excel, simpan sebagai .xlsx, lalu unggah lagi")
    for number, table in enumerate(tables, 1):
        _send(table, SheetCells(output, f"Tabel {number}"))


def _send(table: HtmlTable, sheet: SheetCells) -> None:
    covered: dict[int, int] = {}  # column → first row that is free again
    for row, cells in enumerate(table):
        column = 0
        for cell in cells:
            while covered.get(column, 0) > row:
                column += 1
            if shown := cell.shown:
                sheet.place(row, column, shown)
            if cell.columns > 1 or cell.rows > 1:
                sheet.merged.append((row, column, row + cell.rows - 1, column + cell.columns - 1))
                covered.update(dict.fromkeys(range(column, column + cell.columns), row + cell.rows))
            column += cell.columns
    sheet.send()


def _span(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text and text.isdecimal() and len(text) < 9 else 1
