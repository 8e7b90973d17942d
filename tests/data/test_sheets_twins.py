"""Any sheet, wherever on it the table stands, is read the same from every format that can hold it."""

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.workbooks import Percent, Sheet
from tests.data.read_here import sheets_of
from tests.data.twins import NA, WRITERS, Drawn, as_xlsx

VALUES = st.one_of(
    st.sampled_from([1.0, 81.5, -3.25, 198501012010011000.0, 1e-3]),
    st.sampled_from(["Kelurahan Asemrowo", "81,5", "baris & <dua>"]),
    st.sampled_from([Percent(87.5), Percent(7.0), Percent(100.0)]),
    st.sampled_from([date(2025, 2, 12), datetime(2025, 2, 12, 8, 30), time(8, 30), True, False, NA]),
)
OFFSETS = st.sampled_from([(0, 0), (0, 3), (1, 0), (2, 1), (3, 0), (31, 2), (200, 20)])
SHAPES = st.tuples(st.integers(1, 6), st.integers(1, 5))


@st.composite
def sheets(draw: st.DrawFn) -> Drawn:
    """A small table with gaps at any offset, some of its areas merged, some of its rows hidden."""
    (top, left), (height, width) = draw(OFFSETS), draw(SHAPES)
    places = [(top + r, left + c) for r in range(height) for c in range(width)]
    cells = {place: draw(VALUES) for place in places if draw(st.integers(0, 3))} or {places[0]: 1.0}
    merged = ()
    if draw(st.booleans()):
        bottom = top + height
        merged = ((bottom, left, bottom + 1, left + width),)
        cells[bottom, left] = draw(VALUES)
    rows = sorted({row for row, _ in cells})
    return Drawn(cells, merged, frozenset(draw(st.sets(st.sampled_from(rows)))))


def told(sheet: Sheet) -> tuple[Any, ...]:
    """Cells by place with their types, merged areas and hidden rows; the rows are numbered as in Excel."""
    assert sheet.first_row == 1
    cells = {(r, c): (type(v), v) for r, row in enumerate(sheet.rows) for c, v in enumerate(row) if v is not None}
    return cells, set(sheet.merged), sheet.hidden_rows


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(sheets())
def test_a_sheet_reads_as_its_xlsx_twin_does(kind: str, drawn: Drawn) -> None:
    (twin,), (found,) = sheets_of(as_xlsx(drawn)), sheets_of(WRITERS[kind](drawn))
    assert told(found) == told(twin)
    assert told(twin) == (
        {place: (type(value), value) for place, value in drawn.cells.items()}, set(drawn.merged), drawn.hidden
    )  # fmt: skip
