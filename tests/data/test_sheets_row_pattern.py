"""Whole rows by pattern give what cell by cell gives, wherever the pieces of the file happen to end."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from data.workbooks.worker import archive
from data.workbooks.worker.row_pattern import RowPattern
from tests.data.hostile.packages import strings, styles, xlsx
from tests.data.read_here import sheets_of

CELLS = st.sampled_from(
    [
        '<c r="{}" t="s"><v>0</v></c>',
        '<c r="{}" t="s" s="2"><v>2</v></c>',
        '<c r="{}" s="1" t="s"><v>1</v></c>',
        '<c r="{}"><v>12.5</v></c>',
        '<c r="{}" s="2"><v>-3E2</v></c>',
        '<c r="{}" s="1"><v>45700</v></c>',
        '<c r="{}" s="1"><v>45700.75</v></c>',
        '<c r="{}" s="3"/>',
        '<c r="{}" t="b"><v>1</v></c>',
        '<c r="{}" t="e"><v>#N/A</v></c>',
        '<c r="{}" t="str"><f>A_1</f><v>a_b</v></c>',
        '<c r="{}"><f>1</f><v>7</v></c>',
        '<c r="{}"><f t="shared" si="0"/><v>8</v></c>',
        '<c r="{}"><f>1</f></c>',
        '<c r="{}" t="inlineStr"><is><t>x &amp; y</t></is></c>',
        '<c r="{}" t="n" cm="1"><v>9</v></c>',
        "",
    ]
)
ROWS = st.lists(
    st.tuples(st.sampled_from([1, 1, 1, 1, 2, 40]), st.lists(CELLS, min_size=4, max_size=4)), min_size=1, max_size=25
)


def written(rows: list[tuple[int, list[str]]]) -> str:
    parts, number = [], 0
    for step, cells in rows * 3:
        number += step
        inside = "".join(cell.format(f"{letter}{number}") for letter, cell in zip("ABCD", cells, strict=True))
        parts.append(f'<row r="{number}" spans="1:4">{inside}</row>' if inside else f'<row r="{number}"/>')
    return "".join(parts)


def sheet_rows(content: bytes, piece: int) -> list[list[object]]:
    with patch.object(archive, "_PIECE", piece):
        return [list(row) for row in sheets_of(content)[0].rows]


@settings(max_examples=150, deadline=None)
@given(ROWS, st.integers(50, 3_000))
def test_pieces_and_patterns_change_nothing(rows: list[tuple[int, list[str]]], piece: int) -> None:
    content = xlsx(written(rows), strings=strings("satu", "", "dua"), styles=styles("dd/mm/yyyy", "0.00"))
    with patch.object(RowPattern, "read", return_value=None):
        cell_by_cell = sheet_rows(content, 2**20)
    assert sheet_rows(content, piece) == cell_by_cell


def test_the_pattern_is_used_for_plain_rows_with_gaps_and_empty_rows() -> None:
    plain = '<c r="{}" t="s"><v>0</v></c>'
    rows = [(1 + i % 3, [plain, "", plain, '<c r="{}" s="1"/>'] if i % 5 else [""] * 4) for i in range(200)]
    content = xlsx(written(rows))
    expected = sheet_rows(content, 2**20)
    taken = []
    original = RowPattern.read

    def counting(self: RowPattern, chunk: str, above: int) -> object:
        columns = original(self, chunk, above)
        taken.append(columns is not None)
        return columns

    with patch.object(RowPattern, "read", counting):
        assert sheet_rows(content, 2_000) == expected
    assert taken.count(True) > len(taken) * 0.8
