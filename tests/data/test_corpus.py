"""No silent change in any book of the corpus: each accepted value equals the key, each refused cell is listed."""

from collections import Counter
from datetime import date
from typing import Any

import pandas as pd
import pytest

from data.ingest.load import Dataset, load_books
from tests.data.corpus import Case, cases

ALL = list(cases())


def plain(value: Any) -> Any:
    """A value of a frame as the key writes it."""
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)):
        return None
    if isinstance(value, pd.Period):
        return value.start_time.date()
    return value.date() if isinstance(value, pd.Timestamp) else value


def rows_of(dataset: Dataset, case: Case) -> list[dict[str, Any]]:
    """The accepted rows with the key's columns; long performance figures side by side again."""
    frame = getattr(dataset, case.kind)
    if case.kind != "kinerja":
        return [{name: plain(row[name]) for name in case.rows[0]} for row in frame.to_dict("records")]
    rows: dict[int, dict[str, Any]] = {}
    for each in frame.to_dict("records"):
        row = rows.setdefault(each["row"], dict.fromkeys(case.rows[0]))
        row |= {"unit": each["unit"], "period": plain(each["period"]), each["indicator"]: each["value"]}
    return list(rows.values())


def test_the_corpus_is_large_and_varied() -> None:
    assert len({case.name for case in ALL}) == len(ALL) >= 80
    assert set(Counter(case.kind for case in ALL)) == {"kinerja", "pegawai", "pelatihan", "layanan", "skm"}
    assert sum(not case.refused for case in ALL) >= 5


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_book_equals_its_key(case: Case) -> None:
    dataset = load_books([(f"{case.kind}.xlsx", case.content)], {})
    assert [report.error for report in dataset.files] == [None]
    refused = [each for each in dataset.problems if each.severity == "refused"]
    assert [each.cell for each in refused] == case.refused
    assert all(each.reason and each.column and each.sheet == "Data" for each in refused)
    assert rows_of(dataset, case) == [
        {
            name: value.replace(day=1) if name == "period" and isinstance(value, date) else value
            for name, value in row.items()
        }
        for row in case.rows
    ]
    assert dataset.questions == ()
