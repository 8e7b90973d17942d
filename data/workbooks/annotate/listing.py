"""The sheet "Perlu diperbaiki": one line a refused cell, with a link to it."""

from collections.abc import Sequence

from data.problems import Problem
from data.workbooks.annotate.notes import MAIN
from data.workbooks.annotate.package import OFFICE, Package
from data.workbooks.annotate.xml import DECLARATION, append_child, attribute, attributes, prefix_of, start_tags, text

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
TITLE = "Perlu diperbaiki"
HEADER = ("Lembar", "Sel", "Kolom", "Isi sekarang", "Yang perlu diperbaiki")
WIDTHS = (24, 8, 24, 28, 90)


def is_listing(package: Package, title: str, part: str) -> bool:
    """Whether a sheet is the listing of an earlier marking: by its title, and links to cells in its second column."""
    if not title.startswith(TITLE):
        return False
    xml = package.xml(part)
    links = [attributes(tag[0]) for tag in start_tags(xml, prefix_of(xml) + b"hyperlink")]
    return bool(links) and all(link.get("ref", "").startswith("B") and "location" in link for link in links)


def add_listing(package: Package, workbook: str, listing: bytes) -> None:
    """Append the sheet after the book's own."""
    xml = package.xml(workbook)
    p = prefix_of(xml)
    known = [attributes(tag[0]) for tag in start_tags(xml, p + b"sheet")]
    name = package.free_name("xl/worksheets/perbaikan{}.xml")
    package.add(name, listing, SHEET_TYPE)
    link = package.relate(workbook, "worksheet", name)
    number = max((int(sheet["sheetId"]) for sheet in known), default=0) + 1
    element = b"<%bsheet xmlns:r=%b name=%b sheetId=\"%d\" r:id=%b/>" % (
        p, attribute(OFFICE), attribute(_free_title([sheet["name"] for sheet in known])), number, attribute(link),
    )  # fmt: skip
    package.parts[workbook] = append_child(xml, p + b"sheets", element)


def _free_title(taken: Sequence[str]) -> str:
    lower = {title.casefold() for title in taken}
    titles = [TITLE, *(f"{TITLE} {number}" for number in range(2, len(taken) + 3))]
    return next(title for title in titles if title.casefold() not in lower)


def listing_part(problems: Sequence[Problem], remarks: Sequence[str], style: int) -> bytes:
    """The sheet's part; `style` is the number of the style that keeps text as text."""
    count = f"{len(problems)} sel perlu diperbaiki. Perbaiki sel merah, simpan, lalu unggah lagi buku ini."
    lines: list[Sequence[str]] = [[TITLE], [count], *([remark] for remark in remarks), [], HEADER]
    top = len(lines)
    lines += [(p.sheet, p.cell or "", p.column or "", p.value or "", p.reason) for p in problems]
    rows = b"".join(_row(number, line, style) for number, line in enumerate(lines, 1))
    links = b"".join(_link(top + number, p) for number, p in enumerate(problems, 1) if p.cell)
    columns = b"".join(
        b'<col min="%d" max="%d" width="%d" customWidth="1"/>' % (number, number, width)
        for number, width in enumerate(WIDTHS, 1)
    )
    hyperlinks = b"<hyperlinks>%b</hyperlinks>" % links if links else b""
    return DECLARATION + b'<worksheet xmlns="%b"><cols>%b</cols><sheetData>%b</sheetData>%b</worksheet>' % (
        MAIN, columns, rows, hyperlinks,
    )  # fmt: skip


def _row(number: int, line: Sequence[str], style: int) -> bytes:
    cells = b"".join(
        b'<c r="%c%d" s="%d" t="inlineStr"><is><t xml:space="preserve">%b</t></is></c>'
        % (65 + column, number, style, text(value))
        for column, value in enumerate(line)
    )
    return b'<row r="%d">%b</row>' % (number, cells)


def _link(row: int, problem: Problem) -> bytes:
    sheet = problem.sheet.replace("'", "''")
    return b'<hyperlink ref="B%d" location=%b/>' % (row, attribute(f"'{sheet}'!{problem.cell}"))
