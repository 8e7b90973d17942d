"""No two tables that may be taken along can be laid beside each other to tell about fewer than five persons."""

import random
from contextlib import suppress
from itertools import combinations, count, product

import numpy as np
import pandas as pd
import pytest

from analysis.competence.compliance import UnitCompliance, together
from analysis.competence.sources import grouped
from analysis.learning import compute as learning
from analysis.provenance import people
from analysis.provenance.rows import about_persons, of_persons, shuffled
from analysis.service import compute as service
from analysis.survey import compute as survey
from analysis.text.disclosure import FEWEST, for_readers
from data.ingest.load import load_books
from data.panel.attendance import completed
from data.panel.dataset import Dataset
from data.panel.exposure import ANY, Training, trainings_held
from data.problems import NoAnswer
from tests.analysis.office import nip, staff, trainings
from tests.analysis.test_provenance import of_people, of_ringkasan, of_the_office
from tests.data.test_panel import answers, table
from tests.golden.office_book import book

PLACES = {"Berkas", "Lembar", "Jenis", "Baris"}


@pytest.fixture(scope="module")
def filled() -> Dataset:
    """One small workbook of every sheet kind."""
    return load_books([("kantor.xlsx", book())], {})


@pytest.fixture(scope="module")
def tables(filled: Dataset) -> list[pd.DataFrame]:
    """The rows behind every figure of the office's pages and reports, each kind of table once."""
    found = [source.rows() for source in (*of_the_office(filled), *of_ringkasan(filled)) if source.figures]
    return list({rows.astype(str).sort_values(list(rows)).to_csv(index=False): rows for rows in found}.values())


def single(left: pd.DataFrame, right: pd.DataFrame) -> list[str]:
    """The columns of `right` that joining tells of fewer than five rows of `left`, which does not have them."""
    keys = [name for name in left.columns.intersection(right.columns) if name != "Jenis"]
    more = right.columns.difference(left.columns)
    if not keys or more.empty:
        return []
    counts = [table.astype(str).groupby(keys).size() for table in (left, right)]
    both = pd.concat(counts, axis=1, join="inner")
    return list(more) if ((both[0] < FEWEST) & (both[1] < FEWEST)).any() else []


def test_no_pair_of_tables_joins_to_a_group_under_five(tables: list[pd.DataFrame]) -> None:
    persons = [rows for rows in tables if about_persons(rows)]
    assert len(persons) > 10
    for one, other in combinations(persons, 2):
        told = {frozenset(single(one, other)), frozenset(single(other, one))} - {frozenset()}
        assert not told or set(one) <= set(other) or set(other) <= set(one), (list(one), list(other), told)


def test_rows_about_persons_name_no_row_of_the_book(tables: list[pd.DataFrame]) -> None:
    for rows in filter(about_persons, tables):
        persons = rows[rows["Jenis"].isin(["pegawai", "pelatihan", "skm", "evaluasi"])] if "Jenis" in rows else rows
        assert "Baris" not in persons or persons["Baris"].isna().all()


def test_two_tables_of_the_same_rows_stand_in_different_orders() -> None:
    frame = pd.DataFrame({"file": "a", "sheet": "b", "nip": [f"{n}" for n in range(50)], "x": range(50)})
    one, other = of_persons(frame, Nilai=frame["x"]), of_persons(frame, Nilai=frame["x"], Sisi="sesudah")
    assert one["Nilai"].tolist() != other["Nilai"].tolist()
    assert one["Nilai"].tolist() not in (sorted(one["Nilai"]), sorted(one["Nilai"], reverse=True))
    assert shuffled(frame).equals(shuffled(frame)), "a page that is drawn again shows the same order"


def test_hidden_trainings_do_not_come_back_from_all_scores_less_the_shown_ones(filled: Dataset) -> None:
    held = trainings_held(filled, (), None)
    result = learning.learned(filled, (), ANY)
    shown = set(result.by_training.loc[~result.by_training["hidden"], "nama_pelatihan"])
    scored = held.dropna(subset=["nip", "nilai_pre", "nilai_post"])
    rest = scored[~scored["nama_pelatihan"].isin(shown)]
    assert rest.empty or (rest["nip"].nunique() >= FEWEST and rest["nama_pelatihan"].nunique() >= 2)
    names = set(filled.pelatihan["nama_pelatihan"].dropna())
    for source in people.learnt(filled, result, held, {}):
        assert not names & set(source.rows().astype(str).to_numpy().ravel()), source.name


def test_there_are_tables_of_people(filled: Dataset) -> None:
    assert any(about_persons(source.rows()) for source in of_people(filled) if source.figures)


SERVICES, TRAITS = ("KTP-el", "Kartu Keluarga", "Legalisasi"), ("S1", "SMA", "SMP")
CHOICES = [units for size in (0, 1, 2) for units in combinations("ABC", size)]
"""Every choice of three units; none chosen means all."""
SEEDS = range(8)


def crowd(seed: int) -> Dataset:
    """Three units whose months are answered by none to nine people, about three services and in three educations."""
    chance = random.Random(seed)
    cells = product("ABC", [f"{year}-{month:02d}" for year in (2025, 2026) for month in (1, 2, 4)])
    asked = [
        answers(unit, month, [chance.randint(1, 4) for _ in range(9)])
        | {"layanan": chance.choice(SERVICES), "pendidikan": chance.choice(TRAITS)}
        for unit, month in cells
        for _ in range(chance.choice([0, 2, 4, 5, 9]))
    ]
    cases = [
        {"unit": unit, "layanan": service, "masuk": pd.Timestamp("2025-01-06 08:00"),
         "selesai": pd.Timestamp("2025-01-06 09:00")}
        for unit, service in product("ABC", SERVICES) for _ in range(chance.randint(0, 9))
    ]  # fmt: skip
    return Dataset(skm=table("skm", asked), layanan=table("layanan", cases))


def counts(told: Dataset, units: tuple[str, ...], year: int | None) -> dict[tuple[object, ...], float]:
    """How many people each figure of the survey's and the services' pages is about, for one choice."""
    with suppress(NoAnswer):
        result = survey.survey(told, units, year)
        course, profile = survey.survey_course(told, units, "Q", "1/9"), survey.survey_profile(told, units, year)
        served = service.service_by(told, units, "layanan") if year is None else ()
        return {
            ("semua",): result.n,
            **{("sel", unit, period): n for unit, period, n in result.by[["unit", "period", "n"]].to_numpy()},
            **{("layanan", name): n for name, n in result.services[["layanan", "n"]].to_numpy()},
            **({("triwulan", period): n for period, n in course[["period", "n"]].to_numpy()} if year is None else {}),
            **{(kind, of): n for kind, of, n in profile[["karakteristik", "indikator", "n"]].to_numpy()},
            **{("berkas", one.layanan): one.n for one in served},
        }
    return {}


@pytest.mark.parametrize("seed", SEEDS)
def test_no_choice_of_units_and_years_and_no_two_of_them_tell_of_fewer_than_five(seed: int) -> None:
    raw = crowd(seed)
    told = {(units, year): counts(for_readers(raw), units, year) for units in CHOICES for year in (None, 2025, 2026)}
    assert sum(map(len, told.values())) > 100
    for (units, year), mine in told.items():
        assert not [key for key, n in mine.items() if 0 < n < FEWEST], (units, year)
        for (fewer, within), theirs in told.items():
            if (not units or set(fewer) <= set(units)) and fewer and year in (None, within):
                for key in mine.keys() - {("triwulan",)} if year == within else mine.keys() & theirs.keys():
                    rest = mine[key] - theirs.get(key, 0 if theirs else mine[key])
                    assert not 0 < rest < FEWEST, (key, units, fewer, year, within)


def follows(told: list[np.ndarray], wanted: np.ndarray) -> bool:
    """Whether sums and differences of what is told give what is wanted."""
    if not told:
        return False
    rows = np.array(told, dtype=float)
    return np.linalg.matrix_rank(np.vstack([rows, wanted])) == np.linalg.matrix_rank(rows)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_sums_and_differences_of_scores_tell_of_fewer_than_five(seed: int) -> None:
    """All trainings, each bidang, each training by itself: every result and every row of its table, combined."""
    chance = random.Random(seed)
    sizes = {f"Diklat {letter}": chance.choice([1, 2, 3, 4, 6, 9]) for letter in "ABCDEFG"}
    fields, numbers = {name: chance.choice("xyz") for name in sizes}, count(1)
    rows = trainings(*(
        {"nip": nip(next(numbers)), "nama_pelatihan": name, "bidang": fields[name], "nilai_pre": 50.0 + place,
         "nilai_post": 60.0 + 2 * place}
        for name, size in sizes.items() for place in range(size)
    ))  # fmt: skip
    told: list[np.ndarray] = []
    for asked in (ANY, *(Training(bidang=one) for one in "xyz"), *(Training(nama=name) for name in sizes)):
        found = learning.learning(rows, training=asked)
        names = set(rows.loc[asked.matches(rows), "nama_pelatihan"])
        if found.scores and np.isfinite(found.scores.difference):
            told.append(np.array([name in names for name in sizes]))
        shown = found.by_training.loc[~found.by_training["hidden"], "nama_pelatihan"]
        told += [np.array([name == one for name in sizes]) for one in shown]
    few = [some for size in (1, 2, 3, 4) for some in combinations(sizes, size) if sum(map(sizes.get, some)) < FEWEST]
    for some in few:
        assert not follows(told, np.array([name in some for name in sizes])), some


@pytest.mark.parametrize("seed", SEEDS)
def test_no_sums_and_differences_of_hours_tell_of_fewer_than_five(seed: int) -> None:
    """The four tables of one year, combined."""
    chance = random.Random(seed)
    kinds = ["Seminar", "Magang", "Coaching", "E-Learning", "Detasering", "Workshop", "Outbond"]
    rows = trainings(*(
        {"nip": nip(number), "bentuk": chance.choice(kinds[: chance.randint(2, 7)]), "bidang": chance.choice("xyz"),
         "jp": 4}
        for number in range(1, chance.randint(12, 45))
    ))  # fmt: skip
    people = completed(staff(), rows)
    told = [(group == name).to_numpy() for group in grouped(people, internal=False).values() for name in group.unique()]
    for group in grouped(people).values():
        for name, number in group.value_counts().items():
            assert number >= FEWEST or not follows(told, (group == name).to_numpy()), name


def test_units_of_few_are_one_beside_the_office() -> None:
    units = [UnitCompliance(name, n, 1, 1 / n, 10.0) for name, n in (("A", 3), ("B", 9), ("C", 6), ("D", 12))]
    assert [(one.unit, one.n_pns) for one in together(units)] == [
        ("B", 9), ("D", 12), ("2 unit kecil (digabung)", 9)
    ]  # fmt: skip
