"""No two tables that may be taken along can be laid beside each other to tell about fewer than five persons."""

from itertools import combinations

import pandas as pd
import pytest

from analysis.learning import compute as learning
from analysis.provenance import people
from analysis.provenance.rows import about_persons, of_persons, shuffled
from analysis.text.disclosure import FEWEST
from data.ingest.load import load_books
from data.panel.dataset import Dataset
from data.panel.exposure import ANY, trainings_held
from tests.analysis.test_provenance import of_people, of_ringkasan, of_the_office
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
