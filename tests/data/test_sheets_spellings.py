"""However a sheet of .xlsx is spelled, it is read to the same cells, and to those that other readers find."""

import io
from typing import Any
from unittest.mock import patch

import openpyxl
import pytest
import python_calamine

from data.workbooks.worker import archive
from data.workbooks.worker.canonical import Rewriter
from tests.data.hostile.packages import strings, xlsx
from tests.data.read_here import sheets_of
from tests.data.spellings import package, random_sheet

SHEETS = 1_200
FOR_OPENPYXL = 25  # every n-th: it takes 25 ms a file
PIECES = (97, 1_000, 5_000, 2**20, 2**20)

Cells = dict[tuple[int, int], Any]


def cells_of(rows: Any) -> Cells:
    cells = ((r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value not in (None, ""))
    return {(r, c): float(value) if type(value) is int else value for r, c, value in cells}


def by_calamine(content: bytes) -> Cells:
    book = python_calamine.load_workbook(io.BytesIO(content))
    return cells_of(book.get_sheet_by_index(0).to_python(skip_empty_area=False))


def by_openpyxl(content: bytes) -> Cells:
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
    found = cells_of(sheet.iter_rows(values_only=True, max_col=20))
    return {place: "\ra" if value == "_x000D_a" else value for place, value in found.items()}  # it keeps such escapes


@pytest.mark.slow
def test_any_spelling_reads_to_the_cells_that_were_spelled() -> None:
    """calamine loses values that a comment or a reference parts, so it is asked where nothing is spelled oddly."""
    for seed in range(SHEETS):
        drawn = random_sheet(seed)
        content = package(drawn)
        with patch.object(archive, "_PIECE", drawn.rng.choice(PIECES)):
            (sheet,) = sheets_of(content)
        found = cells_of(sheet.rows)
        assert found == {p: "\ra" if value == "_x000D_a" else value for p, value in drawn.cells.items()}, seed
        assert (len(sheet.merged), sheet.hidden_rows) == (len(drawn.merged), drawn.hidden), seed
        if seed % FOR_OPENPYXL == 0:
            assert found == by_openpyxl(content), seed
        if not drawn.odd:
            assert found == by_calamine(content), seed


ODD = {
    "quotes": ("<c r=\"A1\" t='s'><v>0</v></c>", False),
    "blanks": ('<c r="A1" t = "s" ><v>0</v></c>', False),
    "formula": ('<c r="A1" t="s"><f>B1&gt;C1</f><v>0</v></c>', False),
    "prefixed value": ('<c r="A1" t="s"><x:v xmlns:x="urn:x">0</x:v></c>', False),
    "comment in a value": ('<c r="A1" t="s"><v><!-- <row> -->0</v></c>', False),
    "reference": ('<c r="A1" t="s"><v>&#x0000000030;</v></c>', True),
    "prefixed cell": ('<x:c xmlns:x="urn:x" r="A1" t="s"><v>0</v></x:c>', True),
    "end of a tag in a value": ('<c r="A1" lain="&gt;>" t="s"><v>0</v></c>', True),
    "nameless": ('<c t="s"><v>0</v></c>', True),
}


@pytest.mark.parametrize(("cell", "rewritten"), ODD.values(), ids=ODD)
def test_what_the_patterns_do_not_wholly_understand_goes_through_the_parser(cell: str, rewritten: bool) -> None:
    rows = f'<row r="1">{cell}</row>' + "".join(f'<row r="{r}"><c r="A{r}"><v>{r}</v></c></row>' for r in range(2, 9))
    with patch.object(Rewriter, "rewrite", autospec=True, side_effect=Rewriter.rewrite) as slow:
        (sheet,) = sheets_of(xlsx(rows, strings=strings("satu")))
    assert [row[0] for row in sheet.rows] == ["satu", *map(float, range(2, 9))]
    assert bool(slow.call_count) == rewritten


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a&#x0000000E9;b", "aéb"),
        ("_xD83D__xDE00_", "😀"),
        ("satu _xD800_ dua", "satu _xD800_ dua"),
        ("_xDE00__x0041_", "_xDE00_A"),
        ("&amp;amp;", "&amp;"),
    ],
)
def test_references_and_escapes_of_text(written: str, read: str) -> None:
    rows = f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>{written}</t></is></c></row>'
    (sheet,) = sheets_of(xlsx(rows, strings=strings(written)))
    assert sheet.rows[0] == [read, read]
