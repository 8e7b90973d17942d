"""Days off: what the decrees say, what an office changes, and what that does to promises in working days."""

import tomllib
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data.panel.service_cases import on_time
from data.problems import BookError
from data.vocabulary import holidays
from data.vocabulary.holidays import (
    DECREED,
    FIRST_YEAR,
    JOINT_KIND,
    LAST_YEAR,
    NATIONAL_KIND,
    OfficeDay,
    days_off,
    days_off_digest,
    office_days,
)
from tests.data.persons import ANI
from tests.data.test_timeliness import case

LOCAL = OfficeDay(date(2025, 5, 28), "Hari jadi “Asemrowo” \\ uji", off=True)
OPEN = OfficeDay(date(2025, 8, 18), "Kantor tetap buka", off=False)


@pytest.fixture(autouse=True)
def an_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office that has changed nothing yet."""
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path / "kantor"))
    return tmp_path / "kantor"


def test_every_day_of_the_decrees_copied_by_hand_is_the_package_s_and_none_is_missing() -> None:
    """2023 to 2026 were once copied from the published decrees; polling days stand under their own."""
    decrees = tomllib.loads((Path(__file__).parent / "decreed_days.toml").read_text(encoding="utf-8"))["decrees"]
    kinds = (("national", NATIONAL_KIND), ("joint", JOINT_KIND))
    copied = {
        date.fromisoformat(day): (kind, decree["source"])
        for decree in decrees for key, kind in kinds for day in decree.get(key, {})
    }  # fmt: skip
    assert len(copied) == 109
    ours = {day: (one.kind, one.source) for day, one in DECREED.items() if 2023 <= day.year <= 2026}
    assert ours == copied


def test_each_year_has_as_many_days_off_as_its_decree_announced() -> None:
    """2022: 16 and 4; 2023: 16 and 8, then one more for Idul Fitri and two for Idul Adha; 2024: two polling days."""
    announced = {2022: (16, 4), 2023: (16, 11), 2024: (17 + 2, 10), 2025: (17, 11), 2026: (17, 8), 2027: (18, 8)}
    counted = Counter((one.day.year, one.kind) for one in DECREED.values())
    assert counted == {(year, kind): n for year, both in announced.items()
                       for kind, n in zip((NATIONAL_KIND, JOINT_KIND), both, strict=True)}  # fmt: skip
    assert (FIRST_YEAR, LAST_YEAR) == (2022, 2027)


def test_joint_leave_always_falls_on_a_weekday() -> None:
    assert [one.day for one in DECREED.values() if one.kind == JOINT_KIND and one.day.weekday() > 4] == []


@pytest.mark.parametrize(
    ("masuk", "selesai", "taken"),
    [
        # Thursday 27 March 2025: Friday is joint leave, Monday to Monday are Idul Fitri and its leave; Tuesday 8 April
        ("2025-03-27 14:00", "2025-04-08 09:00", 1),
        ("2025-03-27 14:00", "2025-04-09 09:00", 2),
        # Friday 15 August 2025: Sunday the 17th is the holiday, Monday the 18th joint leave; Tuesday the 19th
        ("2025-08-15 10:00", "2025-08-19 10:00", 1),
        # Wednesday 24 December 2025: 25 and 26 are free, Monday 29, Tuesday 30, Wednesday 31, 1 January free, Friday 2
        ("2025-12-24 10:00", "2026-01-02 15:00", 4),
        # Tuesday 13 February 2024: polling day is free, Thursday 15
        ("2024-02-13", "2024-02-15", 1),
    ],
)
def test_working_days_over_decreed_days_off_counted_by_hand(masuk: str, selesai: str, taken: int) -> None:
    assert on_time(case(masuk, selesai, None, taken)).tolist() == [1]
    assert on_time(case(masuk, selesai, None, taken - 1)).tolist() == [0]


def test_an_office_adds_a_day_off_and_works_on_another() -> None:
    """Tuesday 27 to Friday 30 May 2025: 29 and 30 are decreed off, so one working day; none with the 28th off too."""
    over_may, over_august = case("2025-05-27", "2025-05-30", None, 0), case("2025-08-15", "2025-08-19", None, 1)
    assert [*on_time(over_may), *on_time(over_august)] == [0, 1]
    before = days_off_digest()
    holidays.change_office_days((), [OPEN, LOCAL], ANI)
    assert office_days() == (LOCAL, OPEN)
    assert [*on_time(over_may), *on_time(over_august)] == [1, 0]
    assert days_off_digest() != before
    assert len(days_off()) == len(DECREED)


def test_the_last_change_is_taken_back_and_brought_again() -> None:
    assert not holidays.can_take_back()
    holidays.change_office_days((), [LOCAL], ANI)
    holidays.change_office_days([LOCAL], [LOCAL, OPEN], ANI)
    for expected in [(LOCAL,), (LOCAL, OPEN), (LOCAL,)]:
        holidays.take_back(ANI)
        assert office_days() == expected


def test_the_first_change_is_taken_back_too() -> None:
    holidays.change_office_days((), [LOCAL], ANI)
    holidays.take_back(ANI)
    assert office_days() == ()


def test_what_somebody_else_changed_meanwhile_stays_but_for_days_that_both_changed() -> None:
    """Both saw LOCAL and OPEN; one renames LOCAL and adds a day, the other takes LOCAL away and adds another day."""
    seen = [LOCAL, OPEN]
    added, other = (OfficeDay(date(2026, 5, day), "Banjir", off=True) for day in (26, 28))
    holidays.change_office_days((), seen, ANI)
    holidays.change_office_days(seen, [replace(LOCAL, name="Hari jadi kota"), OPEN, added], ANI)
    holidays.change_office_days(seen, [OPEN, other], ANI)
    assert office_days() == (OPEN, added, other)
    holidays.take_back(ANI)
    assert office_days() == (replace(LOCAL, name="Hari jadi kota"), OPEN, added)


@pytest.mark.parametrize("text", ["hari =", "", "hari = [{tanggal = 2025-01-02}]", 'hari = [{tanggal = "2025-01-02", keterangan = "a", libur = true}]'])  # noqa: E501  # fmt: skip
def test_a_spoilt_list_is_said_not_passed_over(text: str, an_office: Path) -> None:
    an_office.mkdir()
    (an_office / "libur.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BookError, match=r"libur\.toml"):
        days_off()
