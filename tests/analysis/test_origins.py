"""Where a number comes from: made again from its exported rows, by code that shares nothing with the program's own."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from statistics import fmean, median

import numpy as np
import pandas as pd
import pytest
from statsmodels.duration.survfunc import SurvfuncRight

from analysis import overview
from analysis.before_after.compute import compare
from analysis.competence import compliance, participation, sources
from analysis.competence.chart import KINDS
from analysis.cost import compute as cost
from analysis.cost import minimum_cost_plan
from analysis.cost import summary as cost_summary
from analysis.impact import evidence
from analysis.learning import compute as learning
from analysis.provenance import (
    estimate_parts,
    estimates,
    money,
    office_parts,
    panel_values,
    people_parts,
    regression_parts,
    report_parts,
)
from analysis.provenance import overview as provenance_overview
from analysis.provenance import people as provenance_people
from analysis.provenance import service as provenance_service
from analysis.provenance import survey as provenance_survey
from analysis.provenance.origin import Figure, Origin, Questions
from analysis.provenance.shown import Part, figures
from analysis.regression.compute import regress
from analysis.report.content.build import build_report, build_survey_report
from analysis.service import compute as service
from analysis.stats import event_controls
from analysis.survey import compute as survey_compute
from analysis.targets import compute as targets
from analysis.text import files
from analysis.text.wording import mask_nip
from data.ingest.load import load_books
from data.panel import dataset as panel_dataset
from data.panel import exposure as panel_exposure
from data.panel.build import build_panel, series
from data.panel.dataset import Dataset
from data.panel.exposure import ANY
from data.problems import NoAnswer
from data.samples.office import make_office
from data.samples.workbooks import write_sample
from data.vocabulary.events import events_of
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.indicators import indicator
from tests.golden.office_book import book

NUMBERS = 110
FIRST = 3
SMALL = 250
"""Tables shorter than this are read back from XLSX, the others from CSV."""
U = [f"U{number}" for number in range(1, 10)]
Rows = list[dict]


@pytest.fixture(scope="module")
def messy(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """Books full of faults, half of whose written figures are gone, so that answers and cases count; and a budget."""
    folder = tmp_path_factory.mktemp("messy")
    read = load_books(write_sample(make_office(seed=11, units=6, months=20), folder, faults=12), {})
    assert any(problem.severity == "refused" for problem in read.problems)
    budget = [(2025, "Pelatihan", 900.0, 450.0), (2025, "Pelatihan", 100.0, 70.0), (2026, "Layanan", 400.0, 401.0)]
    people = read.pelatihan["nip"].dropna().unique()[:8]
    about = {"nama_pelatihan": read.pelatihan["nama_pelatihan"].iloc[0], "kode_peserta": None, "perilaku": math.nan}
    answers = [
        {"nip": nip, "saat": saat, "motivasi": 3.0 + place % 3 + later, "percaya_diri": 2.0 + later, "reaksi": 4.0,
         **about}
        for place, nip in enumerate(people)
        for later, saat in enumerate(("sebelum", "sesudah", "3 bulan"))
    ]  # fmt: skip
    return replace(
        read,
        kinerja=read.kinerja[read.kinerja["unit"].ne(read.kinerja["unit"].iloc[0])].iloc[::2].reset_index(drop=True),
        anggaran=placed(pd.DataFrame(budget, columns=["tahun", "program", "pagu", "realisasi"])),
        evaluasi=placed(pd.DataFrame(answers)),
    )


def placed(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(file="buku.xlsx", sheet="Lembar", row=range(2, 2 + len(table)))


def parts(dataset: Dataset) -> Iterator[Questions]:
    """Every part of every page, over some of its choices."""
    panel, year = build_panel(dataset), compliance.training_years(dataset)[0]
    held = panel_exposure.trainings_held(dataset, (), None)
    found = overview.summarise(dataset)
    yield provenance_overview.overview(dataset, found)
    yield estimates.evidence(dataset, found.evidence, {})
    for key in ("ikm", "lama_layanan", "nrr_u3", "volume", "tepat_waktu"):
        one = series(panel, key)
        yield panel_values.everything(dataset, one, one, compare(one, indicator(key), window=4), {})
    for weight, pooling in (("1/9", "responden"), ("0.11", "layanan")):
        result = survey_compute.survey(dataset, (), None, weight, pooling)
        yield provenance_survey.survey(survey_compute.forms(dataset, (), None), result, {})
    units = tuple(sorted(dataset.layanan["unit"].unique())[:2])
    yield provenance_service.every(dataset, (), service.service_by(dataset, (), ""), {})
    yield provenance_service.service(dataset.layanan, service.service_by(dataset, (), "layanan"), {})
    yield provenance_service.service(
        panel_dataset.inside(dataset.layanan, units), service.service_by(dataset, units, "unit"), {}
    )
    yield provenance_people.minimum(dataset, compliance.hours(dataset, year))
    for kind in KINDS:
        of_year = panel_exposure.trainings_held(dataset, (), year)
        yield provenance_people.hours(dataset, of_year, sources.sources_of_hours(dataset, (), year), kind, {})
    yield provenance_people.participation(dataset, held, participation.attendance(dataset, None), {})
    yield provenance_people.learning(held, learning.forms_about(dataset, held), learning.learned(dataset, (), ANY), {})
    yield money.spent(dataset, ANY, cost_summary.summarise_cost(dataset, survey_compute.RESULT), {})
    if len(dataset.anggaran):
        yield money.budget(dataset.anggaran, cost.budget(dataset))
    for exposure in EXPOSURES:
        result = regress(series(panel, "ikm"), x=exposure, y=indicator("ikm"), lag=1)
        yield estimates.regression(dataset, result, {})


def drawn(dataset: Dataset) -> list[Origin]:
    """The first and the last numbers of every part, so that each method is met, and the others by lot."""
    known = [list(part.values()) for part in parts(dataset)]
    chosen = [question for part in known for question in dict.fromkeys([*part[:FIRST], *part[-1:]])]
    rest = [question for part in known for question in part if question not in chosen]
    return [question() for question in chosen + random.Random(4).sample(rest, NUMBERS - len(chosen))]


@pytest.fixture(scope="module")
def origins(sample: Dataset, messy: Dataset) -> dict[str, list[Origin]]:
    return {"sample": drawn(sample), "messy": drawn(messy)}


def exported(origin: Origin) -> Rows:
    table = pd.read_csv(io.BytesIO(files.to_csv(origin.rows)), sep=";", decimal=",", encoding="utf-8-sig")
    return table.to_dict("records")


def split(rows: Rows, *columns: str) -> dict[tuple, Rows]:
    groups: dict[tuple, Rows] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in columns), []).append(row)
    return groups


def column(rows: Rows, name: str) -> list[float]:
    return [row[name] for row in rows if row[name] == row[name]]


def index(rows: Rows, weight: float = 1 / 9) -> float:
    return sum(fmean(column(rows, name)) for name in U) * weight * 25


CELL: dict[str, Callable[[Rows], float]] = {
    "tertulis": lambda rows: rows[-1]["Nilai"],
    "rata-rata": lambda rows: fmean(column(rows, "Nilai")),
    "median": lambda rows: median(column(rows, "Nilai")),
    "jumlah": lambda rows: sum(column(rows, "Nilai")),
    "IKM": index,
}


def cell(rows: Rows) -> float:
    return CELL[rows[0]["Cara"]](rows)


def units_mean(rows: Rows) -> float:
    return fmean(fmean(cell(part) for part in split(unit, "Periode").values()) for unit in split(rows, "Unit").values())


def side(rows: Rows, name: str) -> Rows:
    return [row for row in rows if row["Sisi"] == name]


def person_means(rows: Rows) -> dict[tuple, float]:
    return {
        person: fmean(fmean(column(part, "Nilai")) for part in split(mine, "Kejadian").values())
        for person, mine in split(rows, "Orang").items()
    }


def person_change(rows: Rows) -> float:
    before, after = person_means(side(rows, "sebelum")), person_means(side(rows, "sesudah"))
    return fmean(after[person] - before[person] for person in before)


def hours(rows: Rows) -> list[float]:
    return [sum(column(mine, "JP")) for mine in split(rows, "Orang").values()]


def survey_figure(rows: Rows, about: dict[str, str]) -> float:
    strata = split(rows, "Layanan").values() if about["Tiap layanan dirata-ratakan dulu"] == "ya" else [rows]
    elements = about["Unsur"].split(", ")
    means = {name: fmean(fmean(column(part, name)) for part in strata) for name in elements}
    if len(elements) == 1:
        return means[elements[0]]
    numerator, _, denominator = about["Bobot"].partition("/")
    return sum(means.values()) * float(numerator) / float(denominator or 1) * 25


def quantile(rows: Rows, about: dict[str, str]) -> float:
    curve = SurvfuncRight(np.array(column(rows, "Nilai")), np.array(column(rows, "Selesai")))
    return float(curve.surv_times[curve.surv_prob <= 1 - float(about["Bagian berkas"]) + 1e-12][0])


def slope(rows: Rows) -> float:
    x, y = column(rows, "X"), column(rows, "Nilai")
    return sum((a - fmean(x)) * b for a, b in zip(x, y, strict=True)) / sum((a - fmean(x)) ** 2 for a in x)


def r_squared(rows: Rows) -> float:
    x, y = column(rows, "X"), column(rows, "Nilai")
    return slope(rows) ** 2 * np.var(x) / np.var(y)


def imputed(rows: Rows) -> float:
    """Both constants by going back and forth between them until nothing moves."""
    free = [row for row in rows if row["Terlatih"] == 0]
    units, periods = split(free, "Unit"), split(free, "Periode")
    alpha, beta = dict.fromkeys(units, 0.0), dict.fromkeys(periods, 0.0)
    for _ in range(3000):
        alpha = {u: fmean(r["Nilai"] - beta[(r["Periode"],)] for r in part) for u, part in units.items()}
        beta = {p: fmean(r["Nilai"] - alpha[(r["Unit"],)] for r in part) for p, part in periods.items()}
    return fmean(r["Nilai"] - alpha[(r["Unit"],)] - beta[(r["Periode"],)] for r in rows if r["Ikut"] == 1)


def ratio_of_cells(rows: Rows, about: dict[str, str]) -> float:
    top, bottom = (
        sum(cell(part) for part in split([r for r in rows if r["Indikator"] == name], "Unit", "Periode").values())
        for name in (about["Pembilang"], about["Penyebut"])
    )
    return float(about["Pengali"]) * top / bottom


def best_answers(rows: Rows) -> float:
    answers = [answer for name in U for answer in column(rows, name)]
    return 100 * sum(answer == 4 for answer in answers) / len(answers)


AGAIN: dict[str, Callable[[Rows, dict[str, str]], float]] = {
    "rata-rata unit": lambda rows, _: units_mean(rows),
    "selisih unit": lambda rows, _: units_mean(side(rows, "sesudah")) - units_mean(side(rows, "sebelum")),
    "rasio sel": ratio_of_cells,
    "persen": lambda rows, _: 100 * fmean(column(rows, "Nilai")),
    "jumlah": lambda rows, _: sum(column(rows, "Nilai")),
    "rasio": lambda rows, about: float(about["Pengali"]) * sum(column(rows, "Nilai")) / sum(column(rows, "Pembagi")),
    "bagi": lambda rows, about: sum(column(rows, "Nilai")) / float(about["Pembagi tetap"]),
    "kuantil": quantile,
    "indeks": survey_figure,
    "jawaban terbaik": lambda rows, _: best_answers(rows),
    "banyak baris": lambda rows, _: len(rows),
    "persen JP": lambda rows, about: 100 * fmean(jp >= float(about["Minimum JP"]) for jp in hours(rows)),
    "kurang JP": lambda rows, about: sum(max(float(about["Minimum JP"]) - jp, 0) for jp in hours(rows)),
    "rata-rata JP": lambda rows, _: fmean(hours(rows)),
    "biaya per orang": lambda rows, about: sum(column(rows, "Nilai"))
    / sum(jp >= float(about["Minimum JP"]) for jp in hours(rows)),
    "rata-rata orang": lambda rows, _: fmean(person_means(rows).values()),
    "selisih orang": lambda rows, _: person_change(rows),
    "kemiringan": lambda rows, about: float(about["Langkah X"]) * slope(rows),
    "konstanta": lambda rows, _: fmean(column(rows, "Nilai")) - slope(rows) * fmean(column(rows, "X")),
    "R2": lambda rows, _: 100 * r_squared(rows),
    "imputasi": lambda rows, _: imputed(rows),
}  # fmt: skip


def test_numbers_are_made_again_from_their_exported_rows_alone(origins: dict[str, list[Origin]]) -> None:
    drawn_from_both = [origin for several in origins.values() for origin in several]
    assert len(drawn_from_both) >= 200
    assert {origin.about["Cara hitung"] for origin in drawn_from_both} == set(AGAIN), "one of each kind at least"
    for origin in drawn_from_both:
        again = AGAIN[origin.about["Cara hitung"]](exported(origin), origin.about)
        assert again == pytest.approx(origin.value, rel=1e-7, abs=1e-7), origin.question
        assert origin.again == pytest.approx(origin.value, rel=1e-9, abs=1e-9), origin.question


def estimated_parts(dataset: Dataset) -> Iterator[Part]:
    """What the pages show of comparisons and estimates, over some of their choices."""
    ikm = indicator("ikm")
    one = series(build_panel(dataset), "ikm")
    yield estimate_parts.compared(dataset, one, compare(one, ikm, window=4), {})
    yield estimate_parts.followed(dataset, one, ikm, {})
    yield estimate_parts.exposed(dataset, ANY, ikm, {})
    events = event_controls.during(events_of(dataset), one["period"])
    fitted = regress(one, x=EXPOSURES[0], y=ikm, lag=1, events=events)
    yield regression_parts.regressed(dataset, one, fitted, events, {})
    yield estimate_parts.judged(dataset, evidence.assess_training(dataset, ANY, ikm, True), ANY, {}, True)
    fields = evidence.assess_fields(dataset, ikm)
    yield estimate_parts.split(dataset, "bidang pelatihan", evidence.assess_fields, (ikm,), fields, {})


def office_parts_of(dataset: Dataset) -> Iterator[Part]:
    """What the office's pages show, over some of their choices."""
    panel, year, ikm = build_panel(dataset), compliance.training_years(dataset)[0], indicator("ikm")
    yield estimate_parts.held_to_targets(dataset, targets.targets(dataset, None), panel, {})
    yield from service_parts(dataset)
    for weight, pooling in (("1/9", "responden"), ("0.11", "layanan")):
        yield office_parts.surveyed(dataset, (), None, survey_compute.survey(dataset, (), None, weight, pooling), {})
    yield office_parts.survey_course(dataset, (), "Q", "1/9", survey_compute.survey_course(dataset, (), "Q", "1/9"), {})
    yield office_parts.survey_samples(dataset, (), None, {})
    yield office_parts.survey_profile(dataset, (), None, {})
    yield office_parts.survey_goals(dataset, (), "1/9", {})
    yield office_parts.follow_up(dataset, {})
    plan = minimum_cost_plan.cheapest_plan(dataset, year)
    yield office_parts.minimum(dataset, compliance.hours(dataset, year), {})
    yield office_parts.closing(dataset, plan, {})
    yield office_parts.sources_of_hours(dataset, (), year, "mix", sources.sources_of_hours(dataset, (), year), {})
    summary = cost_summary.summarise_cost(dataset, ikm, ANY, year)
    yield office_parts.spent(dataset, ikm, ANY, year, summary, plan, {})
    yield office_parts.budget(dataset, cost.budget(dataset), {})
    yield from people_of(dataset)
    write = partial(build_report, period=pd.Period("2025-10", "M"), printed_at=datetime(2026, 11, 24))
    yield from report_parts.sections(dataset, write(dataset), write, {})[1:7:3]
    survey = partial(build_survey_report, period=pd.Period("2025", "Y"), printed_at=datetime(2026, 11, 24))
    yield from report_parts.sections(dataset, survey(dataset), survey, {})


def service_parts(dataset: Dataset) -> Iterator[Part]:
    units = tuple(sorted(dataset.layanan["unit"].unique())[:2])
    for chosen, by in (((), ""), (units, "layanan")):
        yield office_parts.served(dataset, chosen, by, service.service_by(dataset, chosen, by), {})
    yield office_parts.still_open(dataset, units, service.backlog_of(dataset, units), {})
    yield office_parts.complained(dataset, units, service.complaints_of(dataset, units), {})
    yield office_parts.moved(dataset, (), ANY, "lama_layanan", service.service_moves(dataset, (), ANY), {})
    yield office_parts.moved(dataset, (), ANY, "ikm", service.survey_service_moves(dataset, (), ANY), {})


def people_of(dataset: Dataset) -> Iterator[Part]:
    came, held = participation.attendance(dataset, 70.0), panel_exposure.trainings_held(dataset, (), None)
    yield people_parts.invitations(dataset, came, {})
    yield people_parts.refused(dataset, came, {})
    yield people_parts.reasons(dataset, came, {})
    for table in ("by_unit", "by_age", "by_experience"):
        yield people_parts.refusals(dataset, came, table, {})
    for name, day in participation.outreaches(dataset).items():
        with suppress(NoAnswer):
            yield people_parts.reached(dataset, name, participation.after_outreach(dataset, day), {})
    yield from people_parts.learnt(dataset, learning.learned(dataset, (), ANY), held, {})


def read_back(rows: pd.DataFrame, as_workbook: bool) -> pd.DataFrame:
    if as_workbook:
        return pd.read_excel(io.BytesIO(files.to_xlsx({"Data": rows}, {})), "Data", engine="openpyxl")
    text = io.BytesIO(files.to_csv(rows))
    return pd.read_csv(text, sep=";", decimal=",", encoding="utf-8-sig", low_memory=False)


def same(shown: Figure, made: Figure) -> bool:
    return shown == made or (isinstance(shown, float) and made == pytest.approx(shown, rel=1e-9, abs=1e-9))


@pytest.fixture(scope="module")
def filled() -> Dataset:
    """One small workbook of every sheet kind."""
    return load_books([("kantor.xlsx", book())], {})


def test_all_that_is_shown_is_made_again_from_its_exported_rows(messy: Dataset, filled: Dataset) -> None:
    """By the public function itself, given nothing but the file that the page offers."""
    known = {nip for data in (messy, filled) for nip in (*data.pegawai["nip"], *data.pelatihan["nip"].dropna())}
    found = 0
    for part in (*estimated_parts(messy), *office_parts_of(filled)):
        rows = part.rows()
        assert not known & {str(cell) for cell in rows.to_numpy().ravel()}
        assert "menolak" not in set(rows.get("kehadiran", ()))
        again = part.make(read_back(rows, as_workbook=len(rows) < SMALL))
        for name, draw in part.draws.items():
            shown, made = figures(draw(part.result)), figures(draw(again))
            found += len(shown)
            assert shown.keys() == made.keys(), name
            assert [label for label in shown if not same(shown[label], made[label])] == [], name
    assert found > 500


def test_a_nip_is_masked_in_every_table(origins: dict[str, list[Origin]], messy: Dataset) -> None:
    known = {*messy.pegawai["nip"].dropna(), *messy.pelatihan["nip"].dropna()}
    texts = [files.to_csv(origin.rows).decode("utf-8-sig") for origin in origins["messy"]]
    assert not any(nip in text for nip in known for text in texts)
    assert any(mask_nip(nip) in text for nip in known for text in texts)


def test_rows_of_the_book_are_those_of_the_number() -> None:
    """Two units, one month on each side, worked by hand: (82 + 92) / 2 − (80 + 84) / 2 = 5, from rows 2, 3, 4 and 5."""
    months = pd.PeriodIndex(["2026-01", "2026-02"], freq="M")
    values = [("A", 0, 80.0), ("A", 1, 82.0), ("B", 0, 84.0), ("B", 1, 92.0), ("C", 0, 1.0)]
    table = pd.DataFrame([(unit, months[month], "ikm", value, math.nan) for unit, month, value in values])
    columns = ["unit", "period", "indicator", "value", "n"]
    kinerja = placed(table.set_axis(columns, axis=1).astype({"period": object}))
    one = kinerja.assign(first_treated=months[1], period=kinerja["period"].astype("period[M]"))
    result = compare(one, indicator("ikm"), window=1)
    found = panel_values.comparison(Dataset(kinerja=kinerja), one, result, {"Pelatihan": "Prima"})
    origin = found["IKM: perubahan rata-rata"]()
    assert origin.value == origin.again == 5
    assert sorted(origin.rows["Baris"]) == [2, 3, 4, 5]
    assert origin.about["Pelatihan"] == "Prima"
    assert found["IKM: B, sesudah"]().rows["Baris"].tolist() == [5]
