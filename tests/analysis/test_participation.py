"""Funnel and refusals counted by hand; groups and reasons of fewer than five persons stay hidden."""

import math

import pandas as pd
import pytest
from statsmodels.stats.proportion import proportion_confint

from analysis.competence.participation import (
    AGE_BANDS,
    EXPERIENCE,
    OTHER_REASONS,
    UNKNOWN,
    Outreach,
    outreach,
    participation,
)
from tests.analysis.office import nip, staff, trainings


def office(
    sizes: dict[str, int], refusing: dict[str, int], birth_years: dict[str, int] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Units of those sizes, everyone invited once; the first of each unit refuse."""
    rows, calls, number = [], [], 0
    for unit, size in sizes.items():
        for place in range(size):
            number += 1
            one = nip(number, (birth_years or {}).get(unit, 1985))
            rows.append({"nip": one, "unit": unit})
            refuses = place < refusing.get(unit, 0)
            calls.append(
                {"nip": one, "kehadiran": "menolak" if refuses else "selesai", "alasan": "Sibuk" if refuses else None}
            )
    return staff(*rows), trainings(*calls)


def calls(*groups: tuple[int, dict[str, object]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Groups of so many different persons, each invited once in the same way."""
    rows = [how for size, how in groups for _ in range(size)]
    people = [nip(number) for number in range(len(rows))]
    return staff(*({"nip": one} for one in people)), trainings(
        *({"nip": one, **how} for one, how in zip(people, rows, strict=True))
    )


def test_of_a_region_age_reasons_and_scores_are_unknown_not_zero() -> None:
    """A pseudonym that begins with four digits is no year of birth, with or without being told that it is one."""
    books = [frame.assign(nip="1985" + frame["nip"].str[4:] + "c0ffee") for frame in office({"A": 20}, {"A": 8})]
    result = participation(*books, pass_mark=70, exported=True)
    assert result.by_age.empty
    assert result.reasons is None
    assert (result.funnel.tested, result.funnel.passed, result.funnel.hidden) == (None, None, frozenset())
    assert (result.funnel.completed, result.funnel.refused) == (12, 8)
    assert "nilai" not in result.source
    assert participation(*books).by_age["group"].tolist() == [UNKNOWN]


def test_funnel_by_hand() -> None:
    books = calls(
        (6, {"nilai_post": 80}), (5, {"nilai_post": 60}), (7, {"kehadiran": None}),
        (8, {"kehadiran": "menolak", "nilai_post": 99}), (9, {"kehadiran": "tidak hadir"}), (5, {"kehadiran": "batal"}),
    )  # fmt: skip
    funnel = participation(*books, pass_mark=70).funnel
    assert (funnel.invited, funnel.completed, funnel.refused, funnel.absent, funnel.cancelled) == (40, 18, 8, 9, 5)
    assert (funnel.tested, funnel.passed, funnel.pass_mark, funnel.hidden) == (11, 6, 70, frozenset())
    assert participation(*books).funnel.passed is None


def test_a_step_of_few_persons_is_hidden_with_the_one_that_would_reveal_it() -> None:
    books = calls(
        (20, {}), (6, {"kehadiran": "menolak"}), (7, {"kehadiran": "tidak hadir"}), (2, {"kehadiran": "batal"})
    )
    funnel = participation(*books).funnel
    assert (funnel.completed, funnel.refused, funnel.absent, funnel.cancelled) == (20, 6, None, None)
    assert funnel.hidden == {"absent", "cancelled"}


def test_few_who_failed_or_were_not_tested_are_not_told_by_subtraction() -> None:
    failing = calls((10, {"nilai_post": 80}), (3, {"nilai_post": 50}), (6, {}))
    assert participation(*failing, pass_mark=70).funnel.hidden == {"passed"}
    untested = calls((10, {"nilai_post": 80}), (6, {"nilai_post": 50}), (2, {}))
    assert participation(*untested, pass_mark=70).funnel.hidden == {"tested", "passed"}


def test_few_refusals_of_the_office_have_no_share() -> None:
    result = participation(*calls((30, {}), (3, {"kehadiran": "menolak"})))
    assert math.isnan(result.refusal.value)
    assert result.refusal.n == 0
    assert result.by_unit["hidden"].all()


def test_refusals_by_unit_with_their_interval() -> None:
    result = participation(*office({"A": 10, "B": 20}, {"A": 5, "B": 8}))
    table = result.by_unit.set_index("group")
    assert table[["invited", "refused", "share"]].values.tolist() == [[10, 5, 0.5], [20, 8, 0.4]]
    assert (table.loc["A", "ci_low"], table.loc["A", "ci_high"]) == pytest.approx(
        proportion_confint(5, 10, method="wilson")
    )
    assert not table["hidden"].any()
    assert (result.refusal.value, result.n, result.people) == (13 / 30, 30, 30)


def test_a_small_group_is_hidden_and_so_is_the_one_that_would_reveal_it() -> None:
    table = participation(*office({"A": 10, "B": 20, "C": 30}, {"A": 2, "B": 8, "C": 9})).by_unit
    assert table["hidden"].tolist() == [True, True, False]
    assert table.loc[:1, ["invited", "refused", "share", "ci_low", "ci_high"]].isna().all(axis=None)
    assert table.loc[2, "refused"] == 9


def test_many_refusals_of_few_persons_are_few_persons() -> None:
    pegawai = staff(*({"nip": nip(number)} for number in range(8)))
    often = [{"nip": nip(0), "kehadiran": "menolak", "nama_pelatihan": f"P{place}"} for place in range(9)]
    rest = [{"nip": nip(number)} for number in range(1, 8)]
    result = participation(pegawai, trainings(*often, *rest))
    assert result.by_unit["hidden"].tolist() == [True]
    assert result.reasons is None


def test_by_age_band_youngest_first() -> None:
    years = {"A": 1999, "B": 1990, "C": 1980, "D": 1970}
    result = participation(*office(dict.fromkeys("DCBA", 6), {"D": 6}, years))
    assert result.by_age["group"].tolist() == list(AGE_BANDS[0])
    assert result.by_age["refused"].tolist() == [0, 0, 0, 6]


def test_a_coarse_grouping_is_given_where_the_fine_one_hides_more() -> None:
    sizes = {"Kelurahan A": 8, "Kelurahan B": 8, "Seksi C": 8, "Seksi D": 8}
    table = participation(*office(sizes, {"Kelurahan A": 3, "Kelurahan B": 3, "Seksi C": 2, "Seksi D": 4})).by_unit
    assert table[["group", "invited", "refused", "hidden"]].values.tolist() == [
        ["Kelurahan", 16, 6, False],
        ["Seksi", 16, 6, False],
    ]


def test_by_experience_before_the_invitation() -> None:
    pegawai = staff(*({"nip": nip(number)} for number in range(6)))
    calls = [
        {"nip": nip(number), "nama_pelatihan": f"P{month}", "selesai": f"2025-{month:02d}-10",
         "kehadiran": "menolak" if month == 5 else "selesai"}
        for number in range(6) for month in (1, 2, 3, 4, 5)
    ]  # fmt: skip
    table = participation(pegawai, trainings(*calls)).by_experience
    assert table["group"].tolist() == list(EXPERIENCE[0])
    assert table[["invited", "refused"]].values.tolist() == [[6, 0], [12, 0], [12, 6]]


def test_reasons_are_counted_and_rare_ones_joined() -> None:
    pegawai, pelatihan = office({"A": 30}, {"A": 17})
    refused = pelatihan.index[pelatihan["kehadiran"] == "menolak"]
    pelatihan.loc[refused[:9], "alasan"] = "sibuk "
    pelatihan.loc[refused[9:13], "alasan"] = "Anak sakit"
    pelatihan.loc[refused[13:], "alasan"] = None
    reasons = participation(pegawai, pelatihan).reasons
    assert reasons is not None
    assert reasons.values.tolist() == [["Sibuk", 9], [OTHER_REASONS, 8]]


def test_attendance_never_recorded_says_nothing_about_refusals() -> None:
    pegawai = staff(*({"nip": nip(number)} for number in range(6)))
    result = participation(pegawai, trainings(*({"nip": nip(number), "kehadiran": None} for number in range(6))))
    assert result.recorded is False
    assert math.isnan(result.refusal.value)
    assert result.by_unit["share"].isna().all()


def test_no_trainings() -> None:
    result = participation(staff({"nip": nip(1)}), trainings())
    assert (result.n, result.funnel.invited) == (0, 0)
    assert result.by_unit.empty
    assert result.reasons is not None
    assert result.reasons.empty


def asked_twice(before: int, after: int) -> Outreach:
    """Twenty persons invited in January and April 2025, that many refusing; the outreach was in March."""
    pegawai = staff(*({"nip": nip(number)} for number in range(20)))
    calls = [
        {
            "nip": nip(number),
            "nama_pelatihan": day,
            "selesai": day,
            "kehadiran": "menolak" if number < refusing else "selesai",
        }
        for day, refusing in (("2024-05-01", 20), ("2025-01-10", before), ("2025-04-10", after))
        for number in range(20)
    ]
    return outreach(pegawai, trainings(*calls), pd.Timestamp("2025-03-01"))


def test_before_and_after_an_outreach() -> None:
    """12 and 5 of 20: Wilson (0.387, 0.781), (0.112, 0.469): −0.35 − √(0.138² + 0.181²), −0.35 + √(0.219² + 0.213²)."""
    result = asked_twice(12, 5)
    assert (result.before.value, result.before.n, result.after.value, result.after.n) == (0.6, 20, 0.25, 20)
    assert result.difference == pytest.approx(-0.35)
    assert (result.ci_low, result.ci_high) == pytest.approx((-0.5777, -0.0447), abs=1e-3)
    assert result.direction == -1


def test_few_refusals_on_one_side_hide_that_side_and_the_difference_but_not_the_direction() -> None:
    result = asked_twice(12, 4)
    assert result.before.value == 0.6
    assert all(math.isnan(one) for one in (result.after.value, result.difference, result.ci_low, result.ci_high))
    assert (result.after.n, result.direction) == (20, -1)
    assert asked_twice(12, 0).after.value == 0, "nobody is not few"


def test_outreach_without_a_side() -> None:
    result = outreach(staff({"nip": nip(1)}), trainings({"nip": nip(1)}), pd.Timestamp("2020-01-01"))
    assert math.isnan(result.difference)
    assert math.isnan(result.ci_low)
