"""Where a number comes from: each figure made again from its exported rows by its formula, the main ones by hand."""

import io
import math
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from statistics import fmean, median
from typing import Any

import pandas as pd
import pytest
from statsmodels.duration.survfunc import SurvfuncRight

from analysis.before_after.compute import compare
from analysis.competence import compliance, participation
from analysis.competence import sources as competence_sources
from analysis.cost import compute as cost
from analysis.cost import minimum_cost_plan, summary
from analysis.impact import evidence
from analysis.learning import compute as learning
from analysis.overview.changes.compute import changes
from analysis.overview.latest.compute import latest_figures
from analysis.overview.summary import summarise
from analysis.provenance import books, estimates, overview, people, report
from analysis.provenance import figures as walked
from analysis.provenance.figures import figures
from analysis.provenance.origin import Source
from analysis.regression.compute import fit_regression
from analysis.report.content.build import results
from analysis.report.content.filling import UNFILLED
from analysis.service import compute as service
from analysis.stats import event_controls
from analysis.survey import compute as survey_compute
from analysis.survey import sample as survey_sample
from analysis.targets import compute as targets
from analysis.text import files
from data.ingest.load import load_books
from data.panel.build import panel_of, series
from data.panel.dataset import Dataset
from data.panel.exposure import ANY, trainings_held
from data.problems import NoAnswer
from data.samples.office import make_office
from data.samples.workbooks import write_sample
from data.vocabulary.events import events_of
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.indicators import indicator
from tests.golden.office_book import book

SMALL = 250
"""Tables shorter than this are read back from XLSX, the others from CSV."""
IKM = indicator("ikm")
U = [f"U{number}" for number in range(1, 10)]
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Books full of faults, half of whose written figures are gone, so that answers and cases count."""
    folder = tmp_path_factory.mktemp("messy")
    read = load_books(write_sample(make_office(seed=11, units=6, months=20), folder, faults=12), {})
    assert any(problem.severity == "refused" for problem in read.problems)
    return replace(
        read,
        kinerja=read.kinerja[read.kinerja["unit"].ne(read.kinerja["unit"].iloc[0])].iloc[::2].reset_index(drop=True),
    )


@pytest.fixture(scope="module")
def filled() -> Dataset:
    """One small workbook of every sheet kind."""
    return load_books([("kantor.xlsx", book())], {})


def estimated(dataset: Dataset) -> Iterator[Source]:
    """The sources of comparisons and estimates, over some of their choices."""
    panel = panel_of(dataset)
    for key in ("ikm", "lama_layanan", "nrr_u3", "volume", "tepat_waktu"):
        one, known = series(panel, key), indicator(key)
        yield estimates.compared(dataset, one, compare(one, known, window=4), {})
        yield estimates.followed(dataset, one, known, {})
    one = series(panel, "ikm")
    yield estimates.exposed(dataset, ANY, IKM, {})
    events = event_controls.during(events_of(dataset), one["period"])
    fitted = fit_regression(one, x=EXPOSURES[0], y=IKM, lag=1, events=events)
    yield estimates.regressed(dataset, one, fitted, events, {})
    yield from estimates.judged(dataset, evidence.assess_training(dataset, ANY, IKM, True), ANY, {}, True)
    fields = evidence.assess_fields(dataset, IKM)
    yield estimates.split(dataset, "bidang pelatihan", evidence.assess_fields, (IKM,), fields, {})


def of_the_office(dataset: Dataset) -> Iterator[Source]:
    """The sources of the office's pages and reports, over some of their choices."""
    units, year = tuple(sorted(dataset.layanan["unit"].unique())[:2]), compliance.training_years(dataset)[0]
    mine = books.narrowed(dataset, units)
    yield books.source(books.SERVED, dataset, service.service_by(dataset, (), ""), {}, by="")
    yield books.source(books.SERVED_BY, mine, service.service_by(dataset, units, "layanan"), {}, by="layanan")
    yield books.source(books.OPEN, mine, service.backlog_of(dataset, units), {})
    yield books.source(books.COMPLAINED, dataset, service.complaints_of(dataset, ()), {})
    moves = {"units": (), "training": ANY}
    yield books.source(books.TIME_MOVED, dataset, service.service_moves(dataset, **moves), {}, **moves)
    yield books.source(books.INDEX_MOVED, dataset, service.survey_service_moves(dataset, **moves), {}, **moves)
    yield from surveyed(dataset)
    yield from hours_and_money(dataset, year)
    yield from of_people(dataset)
    if (first := learning.since_first_person(dataset, ANY, IKM)).pairs:
        yield from estimates.since_first_person(dataset, ANY, first, {})
    yield from reported(dataset)


def surveyed(dataset: Dataset) -> Iterator[Source]:
    for weight, pooling in (("1/9", "responden"), ("0.11", "layanan")):
        result = survey_compute.survey(dataset, (), None, weight, pooling)
        yield books.source(books.INDEXED, dataset, result, {}, weight=weight, pooling=pooling)
    course = survey_compute.survey_course(dataset, (), "Q", "1/9")
    yield books.source(books.COURSE, dataset, course, {}, freq="Q", weight="1/9")
    yield books.source(books.SAMPLED, dataset, survey_sample.survey_samples(dataset, (), None), {})
    yield books.source(books.PROFILED, dataset, survey_compute.survey_profile(dataset, (), None), {})
    goals = {"units": (), "weight": "1/9"}
    yield books.source(books.AIMED, dataset, survey_compute.survey_goals(dataset, **goals), {}, **goals)
    yield books.source(books.PLANNED, dataset, dataset.rtl, {})


def hours_and_money(dataset: Dataset, year: int) -> Iterator[Source]:
    yield books.source(books.HOURS, dataset, compliance.hours(dataset, year), {}, year=year)
    yield books.source(books.LACKING, dataset, compliance.hours(dataset, year), {}, year=year)
    yield books.source(books.CLOSED, dataset, minimum_cost_plan.cheapest_plan(dataset, year), {}, year=year)
    chosen = {"units": (), "year": year}
    yield books.source(books.SOURCES, dataset, competence_sources.sources_of_hours(dataset, **chosen), {}, **chosen)
    asked = {"known": IKM, "training": ANY, "year": year}
    spent, wishes = summary.summarise_cost(dataset, IKM, ANY, year), {"jp": 20.0, "people": 7, "gain": 1.5}
    yield books.source(books.SPENT, dataset, spent, {}, **asked)
    yield books.source(books.WISHED, dataset, books.at_prices(spent, **wishes), {}, **asked, **wishes)
    yield books.source(books.BUDGETED, dataset, cost.budget(dataset), {})


def of_people(dataset: Dataset) -> Iterator[Source]:
    came, held = participation.attendance(dataset, 70.0), trainings_held(dataset, (), None)
    for table in (None, "by_unit", "by_age", "by_experience"):
        yield from people.invitations(dataset, came, table, {})
    for day in participation.outreaches(dataset).values():
        with suppress(NoAnswer):
            yield from people.reached(dataset, participation.after_outreach(dataset, day), {})
    yield from people.learnt(dataset, learning.learned(dataset, (), ANY), held, {})


def reported(dataset: Dataset) -> Iterator[Source]:
    found = results(dataset, pd.Period("2025-10", "M"), None, UNFILLED)
    yield from report.performance(dataset, found, {})
    yield from report.survey(dataset, pd.Period("2025", "Y"), None, {})


TODAY = date(2026, 12, 31)


def of_ringkasan(dataset: Dataset) -> list[Source]:
    figures, month = latest_figures(dataset, TODAY), changes(dataset, today=TODAY)
    return overview.overview(dataset, figures, summarise(dataset), month, targets.targets(dataset, None))


def test_a_reader_can_choose_each_source_by_its_name(filled: Dataset) -> None:
    found = results(filled, pd.Period("2025-10", "M"), None, UNFILLED)
    surveyed = report.survey(filled, pd.Period("2025", "Y"), None, {})
    for several in (of_ringkasan(filled), report.performance(filled, found, {}), surveyed):
        names = [source.name for source in several]
        assert sorted(set(names)) == sorted(names)


def read_back(rows: pd.DataFrame) -> pd.DataFrame:
    """The table as the file that the page offers gives it."""
    if len(rows) < SMALL:
        return pd.read_excel(io.BytesIO(files.tables_xlsx({"Data": rows}, {})), "Data", engine="openpyxl")
    text = io.BytesIO(files.to_csv(rows))
    return pd.read_csv(text, sep=";", decimal=",", encoding="utf-8-sig", low_memory=False)


def same(shown: float | str, made: float | str) -> bool:
    return shown == made or (isinstance(shown, float) and made == pytest.approx(shown, rel=1e-9, abs=1e-9))


@pytest.mark.slow
def test_every_figure_is_made_again_from_its_exported_rows(messy: Dataset, filled: Dataset) -> None:
    """By the formula alone, given nothing but the file that the page offers and what was chosen."""
    known = {nip for data in (messy, filled) for nip in (*data.pegawai["nip"], *data.pelatihan["nip"].dropna())}
    made = 0
    for source in (*estimated(messy), *of_the_office(filled), *of_ringkasan(filled)):
        rows, formula = source.rows(), source.formula
        assert not known & {str(cell) for cell in rows.to_numpy().ravel()}
        assert "menolak" not in set(rows.get("kehadiran", ()))
        again = figures(formula.shown(formula.compute(read_back(rows), **source.options)))
        shown = source.figures
        assert shown.keys() <= again.keys(), source.name
        assert [label for label in shown if not same(shown[label].value, again[label].value)] == [], source.name
        made += len(shown)
    assert made > 1_000


def test_every_figure_has_a_label_of_its_own_in_indonesian(filled: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    named: set[str] = set()
    english = {"ci", "low", "high", "before", "after", "mean", "share", "units", "of", "by", "without", "per person"}

    class Recording(dict[str, str]):
        def get(self, name: str, default: Any = None) -> Any:
            named.add(name)
            return super().get(name, default)

    monkeypatch.setattr(walked, "LABELS", Recording(walked.LABELS))
    sources = [*of_the_office(filled), *of_ringkasan(filled)]
    parts = {part for source in sources for label in source.figures for part in label.split(" · ")}
    unnamed = parts & {name.replace("_", " ") for name in named - walked.LABELS.keys()}
    same_in_both = {"n", "p", "t", "unit", "layanan", "x", "y", "median", "p90", "total", "bcr", "roi"}
    assert unnamed <= same_in_both | {"rencana", "sudah", "Periode sebelum", "Periode sesudah", "Dipakai"}
    assert not [part for part in parts if "_" in part or english & set(part.split())]
    names = [(source.name, label) for source in of_ringkasan(filled) for label in source.figures]
    assert len(names) == len(set(names))


# the main figures by plain Python, from the table as the page exports it


def split(rows: Rows, *columns: str) -> dict[tuple, Rows]:
    groups: dict[tuple, Rows] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in columns), []).append(row)
    return groups


def column(rows: Rows, name: str) -> list[float]:
    return [row[name] for row in rows if row[name] == row[name]]


def index(rows: Rows) -> float:
    return sum(fmean(column(rows, name)) for name in U) / 9 * 25


CELL: dict[str, Callable[[Rows], float]] = {
    "tertulis": lambda rows: rows[-1]["Nilai"],
    "rata-rata": lambda rows: fmean(column(rows, "Nilai")),
    "median": lambda rows: median(column(rows, "Nilai")),
    "jumlah": lambda rows: sum(column(rows, "Nilai")),
    "IKM": index,
}


def cell(rows: Rows) -> float:
    return CELL[rows[0]["Cara"]](rows)


def side(rows: Rows, name: str) -> float:
    """The mean of the units' means of one side's values."""
    units = split([row for row in rows if row["Sisi"] == name], "Unit")
    return fmean(fmean(cell(part) for part in split(unit, "Periode").values()) for unit in units.values())


def quantile(rows: Rows, share: float) -> float:
    """Of the minutes by statsmodels' Kaplan–Meier curve."""
    came, done = (pd.to_datetime(pd.Series([row[name] for row in rows])) for name in ("masuk", "selesai"))
    last = max(came.max(), done.max())
    minutes = (done.fillna(last) - came).dt.total_seconds() / 60
    curve = SurvfuncRight(minutes[minutes >= 0].to_numpy(), done.notna()[minutes >= 0].astype(int).to_numpy())
    return float(curve.surv_times[curve.surv_prob <= 1 - share + 1e-12][0])


def imputed(rows: Rows) -> float:
    """Both constants by going back and forth between them until nothing moves."""
    rows = [row for row in rows if row["Indikator"] == "ikm" and "T" not in row["Periode"]]
    rows = [
        row
        for row in rows
        if row["Periode"] != row["Mulai dilatih"] or not 1 / 6 < row["Bagian sesudah dilatih"] < 5 / 6
    ]
    for row in rows:
        begun = row["Mulai dilatih"] == row["Mulai dilatih"] and row["Periode"] >= row["Mulai dilatih"]
        row["sesudah"] = begun and (row["Periode"] != row["Mulai dilatih"] or row["Bagian sesudah dilatih"] >= 5 / 6)
    free = [row for row in rows if not row["sesudah"]]
    units, periods = split(free, "Unit"), split(free, "Periode")
    alpha, beta = dict.fromkeys(units, 0.0), dict.fromkeys(periods, 0.0)
    for _ in range(2000):
        alpha = {u: fmean(r["Nilai"] - beta[(r["Periode"],)] for r in part) for u, part in units.items()}
        beta = {p: fmean(r["Nilai"] - alpha[(r["Unit"],)] for r in part) for p, part in periods.items()}
    return fmean(
        row["Nilai"] - alpha[(row["Unit"],)] - beta[(row["Periode"],)]
        for row in rows
        if row["sesudah"] and (row["Periode"],) in beta
    )


def exported(source: Source) -> Rows:
    return read_back(source.rows()).to_dict("records")


def test_comparisons_and_values_by_hand(messy: Dataset) -> None:
    panel = panel_of(messy)
    for key in ("ikm", "lama_layanan", "nrr_u3", "volume", "tepat_waktu"):
        one = series(panel, key)
        compared = estimates.compared(messy, one, compare(one, indicator(key), window=4), {})
        rows, shown = exported(compared), compared.figures
        assert shown["sebelum"].value == pytest.approx(side(rows, "sebelum"))
        assert shown["sesudah"].value == pytest.approx(side(rows, "sesudah"))
        assert shown["perubahan"].value == pytest.approx(side(rows, "sesudah") - side(rows, "sebelum"))
        values = estimates.followed(messy, one, indicator(key), {})
        by_cell = split(exported(values), "Unit", "Periode")
        assert {", ".join(map(str, place)): pytest.approx(cell(part)) for place, part in by_cell.items()} == {
            label: figure.value for label, figure in values.figures.items() if label != "banyak unit"
        }


def test_the_effect_of_training_by_hand(sample: Dataset) -> None:
    verdict, *_ = estimates.judged(
        sample, evidence.assess_training(sample, ANY, IKM, thorough=False), ANY, {}, thorough=False
    )
    effect = next(figure for label, figure in verdict.figures.items() if label.endswith("· perkiraan"))
    assert effect.value == pytest.approx(imputed(exported(verdict)), abs=1e-6)


def test_service_survey_hours_and_money_by_hand(sample: Dataset) -> None:
    served = books.source(books.SERVED, sample, service.service_by(sample, (), ""), {}, by="")
    cases = exported(served)
    assert served.figures["median"].value == quantile(cases, 0.5)
    assert served.figures["p90"].value == quantile(cases, 0.9)
    survey = books.source(
        books.INDEXED,
        sample,
        survey_compute.survey(sample, (), None, "1/9", "responden"),
        {},
        weight="1/9",
        pooling="responden",
    )
    answers = exported(survey)
    assert survey.figures["IKM"].value == pytest.approx(index(answers))
    assert survey.figures["n"].value == len(answers)
    best = [answer == 4 for name in U for answer in column(answers, name)]
    assert survey.figures["jawaban terbaik"].value == pytest.approx(100 * fmean(best))
    budget = books.source(books.BUDGETED, sample, cost.budget(sample), {})
    rows = exported(budget)
    spent, planned = sum(column(rows, "realisasi")), sum(column(rows, "pagu"))
    assert budget.figures["bagian"].value == pytest.approx(100 * spent / planned)


def test_what_travels_along_says_figure_formula_and_choice(sample: Dataset) -> None:
    """Of a comparison: unit, period, n, formula and filters beside the rows, and the same figure again."""
    rows, chosen = series(panel_of(sample), "ikm"), {"Pelatihan": "semua pelatihan"}
    change = estimates.compared(sample, rows, compare(rows, indicator("ikm")), chosen).origin("perubahan")
    assert change.again == pytest.approx(change.value)
    assert (change.unit, change.n) == ("poin", len(change.rows))
    assert {"Berkas", "Lembar", "Baris", "Unit", "Periode", "Sisi", "Cara", "Nilai"} <= set(change.rows)
    assert change.about["Cara hitung"] == "perubahan berpasangan antarunit"
    assert change.about["Periode sebelum dan sesudah"] == "6"
    assert change.about["Pelatihan"] == "semua pelatihan"
    assert change.period.count(" sampai ") == 1


def test_rows_of_the_book_are_those_of_the_number() -> None:
    """Two units, one month on each side, worked by hand: (82 + 92) / 2 − (80 + 84) / 2 = 5, from rows 2, 3, 4 and 5."""
    months = pd.PeriodIndex(["2026-01", "2026-02"], freq="M")
    values = [("A", 0, 80.0), ("A", 1, 82.0), ("B", 0, 84.0), ("B", 1, 92.0), ("C", 0, 1.0)]
    table = pd.DataFrame([(unit, months[month], "ikm", value, math.nan) for unit, month, value in values])
    columns = ["unit", "period", "indicator", "value", "n"]
    kinerja = table.set_axis(columns, axis=1).astype({"period": object})
    kinerja = kinerja.assign(file="buku.xlsx", sheet="Lembar", row=range(2, 7))
    one = kinerja.assign(first_treated=months[1], period=kinerja["period"].astype("period[M]"))
    result = compare(one, indicator("ikm"), window=1)
    origin = estimates.compared(Dataset(kinerja=kinerja), one, result, {"Pelatihan": "Prima"}).origin("perubahan")
    assert origin.value == origin.again == 5
    assert sorted(origin.rows["Baris"]) == [2, 3, 4, 5]
    assert origin.about["Pelatihan"] == "Prima"
