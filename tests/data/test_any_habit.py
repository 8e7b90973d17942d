"""Any table, laid out anyhow and typed in any mixture of habits, reads the same."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.data.corpus import HABITS, KINDS, NIPS, UNITS, Field, Habit, typed
from tests.data.made_books import loaded
from tests.data.test_corpus import plain

FIELDS = {kind.name: kind.fields for kind in KINDS}
HABIT = st.sampled_from(HABITS)
TITLES = st.lists(st.sampled_from([[], ["PEMERINTAH KOTA SURABAYA"], ["LAPORAN"], [None, "Lampiran"]]), max_size=12)
LATE_DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31)).filter(lambda day: day.day > 12)


@st.composite
def kinerja_rows(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    keys = draw(st.lists(st.tuples(st.sampled_from(UNITS), st.integers(0, 35)), min_size=2, max_size=8, unique=True))
    hundredths = st.integers(2500, 10_000).map(lambda number: number / 100)
    tenths = st.integers(200, 1000).map(lambda number: number / 10)
    return [
        (unit, date(2023 + month // 12, month % 12 + 1, 1), draw(hundredths), draw(tenths), draw(tenths),
         float(draw(st.integers(0, 900))), draw(tenths))
        for unit, month in keys
    ]  # fmt: skip


@st.composite
def pelatihan_rows(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    keys = draw(st.lists(st.tuples(st.sampled_from(NIPS), LATE_DAYS), min_size=2, max_size=8, unique=True))
    came = st.sampled_from(["selesai", "tidak hadir", "menolak", "batal"])
    hours, cost = st.integers(1, 900).map(float), st.integers(0, 20_000).map(lambda thousands: thousands * 1000.0)
    names = st.sampled_from(["Pelayanan Prima", "Nilai Dasar ASN", "TI"])
    return [(nip, draw(names), day, day, draw(hours), draw(cost), draw(came)) for nip, day in keys]


def grid(draw: Any, fields: list[Field], rows: list[list[Any]], habit: Habit | None) -> list[list[Any]]:
    """Titles, blank columns at the left, one or two header rows, blank rows between: all as it happens."""
    indent = [None] * draw(st.integers(0, 3))
    groups = draw(st.booleans()) and any(field.group for field in fields)
    header = [[*indent, *(field.heading for field in fields)]]
    if groups:
        upper = [field.group or field.heading for field in fields]
        lower = [field.heading if field.group else None for field in fields]
        header = [[*indent, *upper], [*indent, *lower]]
    lines = [*draw(TITLES), *header]
    for row in rows:
        cells = [typed(habit or draw(HABIT), field.typed, value) for field, value in zip(fields, row, strict=True)]
        lines += [[]] * draw(st.integers(0, 1)) + [[*indent, *cells]]
    return [*lines, [], [*indent, "Surabaya, 2 Januari 2027"]]


@pytest.mark.parametrize(("kind", "made"), [("kinerja", kinerja_rows()), ("pelatihan", pelatihan_rows())])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_table_in_any_habit(monkeypatch: pytest.MonkeyPatch, kind: str, made: Any, data: st.DataObject) -> None:
    truth = data.draw(made)
    order = data.draw(st.permutations(range(len(FIELDS[kind]))))
    fields = [FIELDS[kind][place] for place in order]
    rows = [[row[place] for place in order] for row in truth]
    dataset = loaded(monkeypatch, grid(data.draw, fields, rows, data.draw(st.none() | HABIT)))
    assert [each for each in dataset.problems if each.severity == "refused"] == []
    assert dataset.questions == ()
    assert read_back(dataset, kind) == expected(kind, truth)


def read_back(dataset: Any, kind: str) -> list[dict[str, Any]]:
    names = [field.name for field in FIELDS[kind]]
    if kind == "pelatihan":
        return [{name: plain(row[name]) for name in names} for row in dataset.pelatihan.to_dict("records")]
    rows: dict[int, dict[str, Any]] = {}
    for each in dataset.kinerja.to_dict("records"):
        row = rows.setdefault(each["row"], {"unit": each["unit"], "period": plain(each["period"])})
        row[each["indicator"]] = each["value"]
    return list(rows.values())


def expected(kind: str, truth: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    names = [field.name for field in FIELDS[kind]]
    return [dict(zip(names, row, strict=True)) for row in truth]
