"""The office's table of days: what is read from it, and the sentence for each row that cannot stand."""

from datetime import date

import pandas as pd
import pytest

from analysis.stewardship.holiday_list import AT_WORK, OFF, decreed_table, office_table, read_office_table
from data.vocabulary.holidays import DECREED, OfficeDay

CHANGED = (
    OfficeDay(date(2026, 3, 24), "Loket tetap buka", off=False),
    OfficeDay(date(2026, 5, 29), "Hari jadi", off=True),
)


def filled(*rows: tuple[str | None, str | None, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["Tanggal", "Keterangan", "Libur atau masuk"])


def test_the_table_is_read_back_as_it_was_shown() -> None:
    assert read_office_table(office_table(CHANGED), DECREED) == (CHANGED, ())


def test_empty_rows_are_passed_over_and_days_put_in_order() -> None:
    table = filled((None, None, OFF), ("29/05/2026", " Hari  jadi ", OFF), (None, None, None), ("24-3-2026", "Loket tetap buka", AT_WORK))  # noqa: E501  # fmt: skip
    days, refused = read_office_table(table.drop(index=0), DECREED)
    assert days == CHANGED
    assert refused == ()


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (("besok", "x", OFF), "tanggal"),
        (("24–25 Maret 2026", "x", OFF), "satu baris per hari"),
        (("28/05/2025", "", OFF), "keterangan belum diisi"),
        (("28/05/2025", "x", None), "pilih"),
        (("25/12/2026", "x", OFF), "25 Desember 2026 sudah hari libur"),
        (("28/05/2025", "x", AT_WORK), "28 Mei 2025 memang hari kerja"),
        (("31/05/2026", "x", AT_WORK), "Minggu"),
    ],
)
def test_a_row_that_cannot_stand_is_refused_in_a_sentence(row: tuple[str, str, str | None], why: str) -> None:
    days, refused = read_office_table(filled(row), DECREED)
    assert days == ()
    assert refused[0].startswith("Baris 1: ")
    assert why in refused[0]


def test_a_day_written_twice_is_refused_the_second_time() -> None:
    days, refused = read_office_table(filled(("28/05/2025", "a", OFF), ("28 Mei 2025", "b", OFF)), DECREED)
    assert [one.name for one in days] == ["a"]
    assert "baris lain" in refused[0]


def test_the_decreed_list_says_where_this_office_works() -> None:
    shown = decreed_table(DECREED.values(), CHANGED).set_index("Tanggal")["Di kantor ini"]
    assert shown["24 Maret 2026"] == AT_WORK
    assert (shown == AT_WORK).sum() == 1
