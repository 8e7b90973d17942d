"""What the office's pages show of service, survey, hours, learning and money, made again from the rows of the books."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from analysis.charts import Chart
from analysis.competence import chart as competence_chart
from analysis.competence import compliance, sources
from analysis.competence import text as competence_text
from analysis.competence.compliance import Compliance
from analysis.competence.sources import Competence
from analysis.cost import chart as cost_chart
from analysis.cost import chart as cost_charts
from analysis.cost import compute as cost
from analysis.cost import minimum_cost_plan
from analysis.cost import text as cost_text
from analysis.cost.compute import Absorption
from analysis.cost.minimum_cost_plan import MinimumCostPlan
from analysis.cost.summary import CostSummary, summarise_cost
from analysis.provenance.rows import TRAINED, book_rows, dataset_of, of_indicators
from analysis.provenance.shown import Draw, Part
from analysis.service import chart as service_charts
from analysis.service import compute as service
from analysis.service import text as service_text
from analysis.service.compute import Complaints, ServiceMove, ServiceTime
from analysis.survey import chart as skm_charts
from analysis.survey import compute as survey
from analysis.survey import sample
from analysis.survey import text as survey_text
from analysis.survey.compute import Pooling, SkmResult
from analysis.text import cards as text_cards
from data.panel import dataset as panel_dataset
from data.panel.dataset import FRAME_COLUMNS, Dataset
from data.panel.exposure import Training
from data.vocabulary.indicators import Indicator

Filters = Mapping[str, str]
SERVED = (
    "Median dan p90 menurut Kaplan–Meier (berkas terbuka dihitung sejauh berjalan) dengan selang 95%; porsi tepat "
    "waktu dan dikembalikan dengan selang Wilson 95%; berkas terbuka: yang belum selesai."
)
OPEN = "Tiap akhir bulan: banyaknya berkas yang sudah masuk dikurangi yang sudah selesai."
COMPLAINED = "1.000 × jumlah pengaduan ÷ jumlah berkas pada unit dan periode yang punya keduanya; selang Poisson 95%."
MOVED = (
    "Nilai tiap unit dan periode (median lama menurut Kaplan–Meier, atau IKM), lalu rata-rata sesudah dikurangi "
    "sebelum pelatihan antarunit; selang dan p: uji t berpasangan, p dikoreksi Holm atas semua layanan."
)
INDEXED = (
    "Rata-rata tiap unsur × bobot {weight} × 25, dijumlahkan; yang dihitung sama: tiap {pooling}. Selang 95%: dari "
    "sebaran indeks tiap responden. Jawaban kosong tidak ikut."
)
COURSE = "IKM tiap periode dari jawaban respondennya, bobot {weight}, dengan selang 95%."
SAMPLED = "Banyaknya responden tiap unit dan periode; sampel minimal: tabel Krejcie dan Morgan atas volume layanannya."
PROFILED = "Banyaknya responden tiap kelompok, dan bagiannya dari semua responden."
AIMED = "IKM tahun itu dan selang 95%-nya dibandingkan dengan target di buku."
PLANNED = "Banyaknya rencana tindak lanjut berstatus sudah, dan bagiannya dari semua rencana tahun itu."
HOURS = "JP tiap orang: jumlah JP pelatihan yang diselesaikan tahun itu; minimum PNS sepanjang tahun: {jp} JP."
CLOSED = "Rencana termurah: harga rata-rata dan JP median tiap pelatihan, tanpa pelatihan yang sama dua kali."
SOURCES = "Jumlah JP, keikutsertaan, dan orang tiap kelompok, dari pelatihan yang diselesaikan."
SPENT_FROM = {**TRAINED, "kejadian": FRAME_COLUMNS["kejadian"]}
SUPPOSED = (
    "Harga yang sudah dibayar (biaya per JP, atau per poin perbaikan) × yang diinginkan; BCR: nilai manfaat ÷ biaya, "
    "ROI: (manfaat − biaya) ÷ biaya. Nilai manfaat, lamanya, dan keinginan diisi di halaman."
)
SPENT = (
    "Jumlah biaya, dibagi banyaknya keikutsertaan atau JP; biaya seluruh unit dibagi rata per orang. Tiap poin: biaya "
    "di unit terlatih ÷ (banyaknya unit × perubahan rata-rata). Menutup kekurangan: kekurangan JP × kuartil harga "
    "per JP, atau rencana termurah."
)
BUDGETED = "Jumlah pagu dan realisasi; serapan: 100 × realisasi ÷ pagu."


def served(
    dataset: Dataset, units: panel_dataset.Units, by: str, results: Sequence[ServiceTime], filters: Filters
) -> Part:
    """Time taken, on time and returned files of each group."""
    draws: dict[str, Draw] = {"Lama layanan": lambda found: service_charts.times(found, "")}
    if by == "":
        draws |= {
            "Kartu": lambda found: service_text.cards(found[0], None),
            "Jawaban": lambda found: service_text.sentences(found[0]),
        }
    for flag in service_charts.FLAGS:
        if any(getattr(one, flag).n for one in results):
            name = service_charts.FLAGS[flag][0]
            draws[name] = partial(_shares, flag)
    return Part(
        results, SERVED, _rows(dataset, units, "layanan"), _on_books(service.service_by, (), by), draws, filters
    )


def _shares(flag: str, found: Sequence[ServiceTime]) -> Chart:
    return service_charts.shares(found, flag, "")


def still_open(dataset: Dataset, units: panel_dataset.Units, found: pd.DataFrame, filters: Filters) -> Part:
    """Open cases at each month's end."""
    make = _on_books(service.backlog_of, ())
    draws: dict[str, Draw] = {"Tunggakan": lambda table: service_charts.backlog(table, "")}
    return Part(found, OPEN, _rows(dataset, units, "layanan"), make, draws if len(found) > 1 else {}, filters)


def complained(dataset: Dataset, units: panel_dataset.Units, found: Complaints | None, filters: Filters) -> Part:
    """Complaints per 1,000 cases."""
    rows = partial(_of_indicators, dataset, units, ("pengaduan", "volume"))

    def card(one: Complaints | None) -> list[text_cards.Card]:
        return [service_text.complained(one)] if one else []

    return Part(found, COMPLAINED, rows, _on_books(service.complaints_of, ()), {"Pengaduan": card}, filters)


def moved(
    dataset: Dataset,
    units: panel_dataset.Units,
    training: Training,
    key: str,
    found: Sequence[ServiceMove],
    filters: Filters,
) -> Part:
    """Which service moved after a training: its time (`lama_layanan`) or its index (`ikm`)."""
    compute = service.service_moves if key == "lama_layanan" else service.survey_service_moves
    rows = partial(of_indicators, dataset, [key], TRAINED)
    name = "Lama tiap layanan" if key == "lama_layanan" else "IKM tiap layanan"
    draws: dict[str, Draw] = {} if service_charts.moves_table(found).empty else {name: service_charts.moves_table}
    return Part(found, MOVED, rows, _on_books(compute, units, training), draws, filters)


def surveyed(
    dataset: Dataset, units: panel_dataset.Units, year: int | None, result: SkmResult, filters: Filters
) -> Part:
    """One survey result."""
    pooling: Pooling = result.pooling
    words = INDEXED.format(weight=result.weight, pooling=pooling)
    make = _on_books(survey.survey, (), year, result.weight, pooling)
    return Part(
        result, words, _rows(dataset, units, "skm"), make,
        {
            "Jawaban": survey_text.sentences, "Kartu": survey_text.cards,
            "Unsur": lambda one: skm_charts.elements(one, ""), "Layanan": lambda one: skm_charts.services(one, ""),
            "Sebaran": lambda one: skm_charts.spread(one, ""), "Unit dan periode": skm_charts.by_unit,
            "Rencana": skm_charts.action_plan,
        },
        filters,
    )  # fmt: skip


def survey_course(
    dataset: Dataset, units: panel_dataset.Units, freq: str, weight: str, found: pd.DataFrame, filters: Filters
) -> Part:
    """The index over time."""
    make = _on_books(survey.survey_course, (), freq, weight)
    draws: dict[str, Draw] = {} if found.empty else {"Perkembangan": lambda table: skm_charts.course(table, "")}
    return Part(found, COURSE.format(weight=weight), _rows(dataset, units, "skm"), make, draws, filters)


def survey_samples(dataset: Dataset, units: panel_dataset.Units, year: int | None, filters: Filters) -> Part:
    """Whether enough service users answered."""
    rows = partial(_of_indicators, dataset, units, ("volume",), {"skm": FRAME_COLUMNS["skm"]})
    return Part(
        sample.survey_samples(dataset, units, year), SAMPLED, rows, _on_books(sample.survey_samples, units, year),
        {"Kecukupan": survey_text.samples, "Sampel": skm_charts.samples_table}, filters,
    )  # fmt: skip


def survey_profile(dataset: Dataset, units: panel_dataset.Units, year: int | None, filters: Filters) -> Part:
    """Who answered."""
    make, rows = _on_books(survey.survey_profile, (), year), _rows(dataset, units, "skm")
    found = survey.survey_profile(dataset, units, year)
    return Part(found, PROFILED, rows, make, {"Responden": skm_charts.profile_table}, filters)


def survey_goals(dataset: Dataset, units: panel_dataset.Units, weight: str, filters: Filters) -> Part:
    """The index of each year against its target."""
    rows = partial(book_rows, dataset, {kind: FRAME_COLUMNS[kind] for kind in ("skm", "target")})
    found = survey.survey_goals(dataset, units, weight)
    return Part(found, AIMED, rows, _on_books(survey.survey_goals, units, weight),
                {"Target": skm_charts.goals_table} if len(found) else {}, filters)  # fmt: skip


def follow_up(dataset: Dataset, filters: Filters) -> Part:
    """The follow-up plans of the survey, year by year."""
    rows = partial(book_rows, dataset, {"rtl": FRAME_COLUMNS["rtl"]})
    draws: dict[str, Draw] = {
        "Tindak lanjut": lambda table: [survey_text.follow_up(table)], "Tiap tahun": skm_charts.follow_up_years,
    }  # fmt: skip
    return Part(dataset.rtl, PLANNED, rows, lambda table: dataset_of(table).rtl, draws if len(dataset.rtl) else {},
                filters)  # fmt: skip


def minimum(dataset: Dataset, status: Compliance, filters: Filters) -> Part:
    """The yearly minimum of hours by unit, and who is below it; in a region nobody is told."""
    draws: dict[str, Draw] = {
        "Jawaban": competence_text.sentences, "Kartu": competence_text.cards,
        "Tiap unit": lambda found: competence_chart.minimum(found, ""),
    }  # fmt: skip
    if not dataset.exported:
        draws["PNS yang kurang"] = lambda found: competence_chart.missing_table(found).assign(NIP="")
    words, rows = HOURS.format(jp=f"{status.rule.jp:.0f}"), partial(book_rows, dataset, TRAINED)
    return Part(status, words, rows, _on_books(compliance.hours, status.year), draws, filters)


def closing(dataset: Dataset, plan: MinimumCostPlan, filters: Filters) -> Part:
    """The cheapest way to the yearly minimum of hours."""
    return Part(
        plan, CLOSED, partial(book_rows, dataset, TRAINED), _on_books(minimum_cost_plan.cheapest_plan, plan.year),
        {"Rencana": lambda found: [cost_text.closing_plan(found)],
         "Tempat pelatihan": cost_chart.plan_table},
        filters,
    )  # fmt: skip


def overall(dataset: Dataset, status: Compliance, filters: Filters) -> Part:
    """The share at the yearly minimum, as one card."""
    return Part(
        status, HOURS.format(jp=f"{status.rule.jp:.0f}"), partial(book_rows, dataset, TRAINED),
        _on_books(compliance.hours, status.year), {"Ringkas": lambda one: [competence_text.card(one)]}, filters,
    )  # fmt: skip


def sources_of_hours(
    dataset: Dataset, units: panel_dataset.Units, year: int | None, kind: str, found: Competence, filters: Filters
) -> Part:
    """Where the hours come from, by one breakdown of KINDS."""
    rows, make = partial(book_rows, dataset, TRAINED), _on_books(sources.sources_of_hours, units, year)
    return Part(found, SOURCES, rows, make, {"Asal jam": lambda one: competence_chart.hours(one, kind, "")}, filters)


def spent(
    dataset: Dataset, indicator: Indicator, training: Training, year: int | None, summary: CostSummary,
    plan: MinimumCostPlan | None, filters: Filters,
) -> Part:  # fmt: skip
    """What training cost and bought, and what closing the gap would cost."""

    def both(data: Dataset) -> tuple[CostSummary, MinimumCostPlan | None]:
        again = summarise_cost(data, indicator, training, year)
        return again, minimum_cost_plan.cheapest_plan(data, year) if plan and year else None

    draws: dict[str, Draw] = {
        "Jawaban": lambda found: cost_text.sentences(found[0]),
        "Menutup kekurangan": lambda found: cost_text.closing(*found),
    }
    if summary.costs.n:
        draws |= {
            "Kartu": lambda found: cost_text.cards(found[0]),
            "Tiap pelatihan": lambda found: cost_charts.trainings(found[0].costs, ""),
        }
    rows = partial(of_indicators, dataset, [indicator.key], SPENT_FROM)
    return Part((summary, plan), SPENT, rows, _on_books(both), draws, filters)


def supposed(
    dataset: Dataset, indicator: Indicator, training: Training, year: int | None, summary: CostSummary,
    told: Callable[[CostSummary], Sequence[str]], filters: Filters,
) -> Part:  # fmt: skip
    """What-if sentences `told` of a cost summary, with the wishes of whoever asks."""
    rows = partial(of_indicators, dataset, [indicator.key], SPENT_FROM)
    make = _on_books(summarise_cost, indicator, training, year)
    return Part(summary, SUPPOSED, rows, make, {"Bila": told}, filters)


def budget(dataset: Dataset, found: Absorption, filters: Filters) -> Part:
    """What was spent of the budget."""
    rows = partial(book_rows, dataset, {"anggaran": FRAME_COLUMNS["anggaran"]})
    draws: dict[str, Draw] = {"Serapan": lambda one: cost_charts.absorption(one, "")}
    return Part(found, BUDGETED, rows, _on_books(cost.budget), draws, filters)


def _on_books(compute: Callable[..., Any], *arguments: Any) -> Callable[[pd.DataFrame], Any]:
    """`compute(dataset, *arguments)` of the data that a table of rows holds."""

    def again(table: pd.DataFrame) -> Any:
        return compute(dataset_of(table), *arguments)

    return again


def _rows(dataset: Dataset, units: panel_dataset.Units, kind: str) -> partial[pd.DataFrame]:
    """All rows of one sheet kind in those units, once they are asked for."""
    mine: dict[str, Any] = {kind: panel_dataset.inside(getattr(dataset, kind), units)}
    return partial(book_rows, replace(dataset, **mine), {kind: FRAME_COLUMNS[kind]})


def _of_indicators(
    dataset: Dataset, units: panel_dataset.Units, keys: Sequence[str], more: Mapping[str, Sequence[str]] | None = None
) -> pd.DataFrame:
    kinds = ("kinerja", "layanan", "skm")
    mine: dict[str, Any] = {kind: panel_dataset.inside(getattr(dataset, kind), units) for kind in kinds}
    return of_indicators(replace(dataset, **mine), keys, more or {})
