"""Sources that are made from the rows of the books themselves: service, survey, hours, cost and budget."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import pandas as pd

from analysis.competence import compliance, sources
from analysis.competence.compliance import Compliance
from analysis.cost import minimum_cost_plan
from analysis.cost.compute import Return, absorption, at_past_prices, cost_of_gain, return_on_training
from analysis.cost.summary import CostSummary, summarise_cost
from analysis.provenance.origin import Formula, Source
from analysis.provenance.rows import TRAINED, dataset_of, of_indicators
from analysis.service import compute as service
from analysis.service.compute import backlog, complaints_per_thousand
from analysis.survey import compute as survey
from analysis.survey import sample
from analysis.survey.remarks import theme_counts
from analysis.text import wording
from data.panel import dataset as panel_dataset
from data.panel.build import panel_of
from data.panel.dataset import FRAME_COLUMNS, Dataset
from data.panel.exposure import Training
from data.vocabulary.indicators import IKM, Indicator, indicator

IN_UNITS = ("kinerja", "layanan", "skm")
STAFF = ("pegawai", "pelatihan")
BOUGHT = (*STAFF, "kejadian")
ANSWERS, RUPIAH = ("skm",), "Rp"
MINUTES = indicator("lama_layanan")


@dataclass(frozen=True, slots=True)
class BookFormula(Formula):
    """A formula over the rows of the sheet kinds `reads`, and those behind the values of the indicators `about`."""

    reads: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    measure: Indicator | str = ""


def source(formula: BookFormula, dataset: Dataset, found: Any, filters: Mapping[str, str], **options: Any) -> Source:
    """What a page shows of the books in `dataset`, made by a formula of this module with these options."""
    about = (options["known"].key,) if "known" in options else formula.about
    columns = {kind: TRAINED.get(kind, FRAME_COLUMNS[kind]) for kind in formula.reads}
    rows = partial(of_indicators, dataset, about, columns)
    return Source(formula.name, found, formula, rows, filters, options, formula.measure)


def narrowed(dataset: Dataset, units: panel_dataset.Units, year: int | None = None) -> Dataset:
    """The dataset with the service of those units alone (none: all) and the answers of that year (None: all)."""
    mine: dict[str, Any] = {kind: panel_dataset.inside(getattr(dataset, kind), units) for kind in IN_UNITS}
    return replace(dataset, **mine | {"skm": survey.forms(dataset, units, year)})


def _tables(result: survey.SkmResult) -> dict[str, Any]:
    """Every table that follows from the answers."""
    bars = result.distribution.bars
    spread = dict(zip(bars["index"].map(wording.number), bars["n"], strict=True))
    return {"": result, "unit": result.by, "layanan": result.services, "sebaran": spread}


def _samples(found: Any) -> dict[str, Any]:
    judged = [one for one in found if one.enough is not None]
    unknown, few = len(found) - len(judged), sum(not one.enough for one in judged)
    return {"": found, "banyak": {"dinilai": len(judged), "belum cukup": few, "belum diketahui": unknown}}


def _done(rtl: pd.DataFrame) -> dict[str, Any]:
    """How many plans of each year, and of all, are done."""
    flags = rtl.assign(done=rtl["status"] == "sudah")
    years = flags.groupby("tahun")["done"].agg(["size", "sum", "mean"]).set_axis(["rencana", "sudah", "share"], axis=1)
    done = {"rencana": len(flags), "sudah": int(flags["done"].sum()), "bagian (%)": 100 * flags["done"].mean()}
    return {"": years.reset_index(), "semua": done}


def _without_names(status: Compliance) -> dict[str, Any]:
    people = status.people
    return {"": replace(status, people=people.iloc[:0]), "banyak PNS yang kurang": int((~people["met"]).sum())}


def at_prices(summary: CostSummary, jp: float, people: float, gain: float) -> dict[str, Any]:
    """What so many hours for so many people, and so much gain, cost at the prices of a summary."""
    point, scenario = summary.point, at_past_prices(jp * people, int(people), summary.costs) if jp else None
    ends = zip(("bawah", "tengah", "atas"), cost_of_gain(point, gain, point.n_units), strict=True) if point else ()
    return {
        "PNS mencapai minimum JP": scenario,
        "perbaikan": dict(ends),
        "banyak unit": point.n_units if point else None,
    }


def _of_costs(rows: pd.DataFrame, known: Indicator, training: Training, year: int | None) -> CostSummary:
    return summarise_cost(dataset_of(rows), known, training, year)


def _returned(summary: CostSummary, value: float, periods: float) -> Return | None:
    return return_on_training(summary.point, value, periods) if summary.point else None


SERVED = BookFormula(
    "Lama dan ketepatan layanan",
    "Median dan p90 menurut Kaplan–Meier (yang belum selesai dihitung sejauh berjalan) dengan selang 95%; porsi tepat "
    "waktu dan dikembalikan dengan selang Wilson 95%.",
    lambda rows, by: service.service_by(dataset_of(rows), (), by),
    lambda found: found if len(found) > 1 else found[0],
    reads=("layanan",),
    measure="menit",
)
SERVED_BY = replace(SERVED, name="Lama dan ketepatan tiap kelompok")
OPEN = BookFormula(
    "Tunggakan",
    "Tiap akhir bulan: banyaknya berkas yang sudah masuk dikurangi yang sudah selesai.",
    lambda rows: backlog(dataset_of(rows).layanan),
    reads=("layanan",),
)
COMPLAINED = BookFormula(
    "Pengaduan per 1.000 berkas",
    "1.000 × jumlah pengaduan ÷ jumlah berkas pada unit dan periode yang punya keduanya; selang Poisson 95%.",
    lambda rows: complaints_per_thousand(panel_of(dataset_of(rows))),
    about=("pengaduan", "volume"),
)
TIME_MOVED = BookFormula(
    "Lama tiap layanan, sebelum dan sesudah",
    "Median lama tiap unit dan bulan menurut Kaplan–Meier, lalu rata-rata sesudah dikurangi sebelum pelatihan "
    "antarunit; selang dan p: uji t berpasangan, p dikoreksi Holm atas semua layanan.",
    lambda rows, **options: service.service_moves(dataset_of(rows), **options),
    reads=STAFF,
    about=("lama_layanan",),
    measure=MINUTES,
)
INDEX_MOVED = BookFormula(
    "IKM tiap layanan, sebelum dan sesudah",
    "IKM tiap unit dan periode, lalu rata-rata sesudah dikurangi sebelum pelatihan antarunit; selang dan p: uji t "
    "berpasangan, p dikoreksi Holm atas semua layanan.",
    lambda rows, **options: service.survey_service_moves(dataset_of(rows), **options),
    reads=STAFF,
    about=("ikm",),
    measure=IKM,
)
INDEXED = BookFormula(
    "IKM",
    "Rata-rata tiap unsur × bobot {weight} × 25, dijumlahkan; yang dihitung sama: tiap {pooling}. Selang 95%: dari "
    "sebaran indeks tiap responden. Jawaban kosong tidak ikut.",
    lambda rows, **options: survey.satisfaction(dataset_of(rows).skm, **options),
    _tables,
    reads=ANSWERS,
    measure=IKM,
)
COURSE = BookFormula(
    "Perkembangan IKM",
    "IKM tiap periode dari jawaban respondennya, bobot {weight}, dengan selang 95%.",
    lambda rows, **options: survey.trend(dataset_of(rows).skm, **options),
    reads=ANSWERS,
    measure=IKM,
)
SAMPLED = BookFormula(
    "Kecukupan sampel",
    "Banyaknya responden tiap unit dan periode; sampel minimal: tabel Krejcie dan Morgan atas volume layanannya.",
    lambda rows: sample.survey_samples(dataset_of(rows), (), None),
    _samples,
    reads=ANSWERS,
    about=("volume",),
)
PROFILED = BookFormula(
    "Profil responden",
    "Banyaknya responden tiap kelompok, dan bagiannya dari semua responden.",
    lambda rows: survey.profile(dataset_of(rows).skm),
    reads=ANSWERS,
)
REMARKED = BookFormula(
    "Saran warga",
    "Banyaknya saran yang menyinggung tiap unsur menurut kata-katanya; isinya tidak ikut diunduh.",
    lambda rows: theme_counts(dataset_of(rows).skm),
    reads=ANSWERS,
)
AIMED = BookFormula(
    "Target IKM",
    "IKM tahun itu dan selang 95%-nya dibandingkan dengan target di buku.",
    lambda rows, **options: survey.survey_goals(dataset_of(rows), **options),
    reads=("skm", "target"),
    measure=IKM,
)
PLANNED = BookFormula(
    "Tindak lanjut",
    "Banyaknya rencana tindak lanjut berstatus sudah, dan bagiannya dari semua rencana tahun itu.",
    lambda rows: dataset_of(rows).rtl,
    _done,
    reads=("rtl",),
)
HOURS = BookFormula(
    "Kewajiban JP",
    "JP tiap orang: jumlah JP pelatihan yang diselesaikan tahun itu; di sampingnya minimum PNS sepanjang tahun.",
    lambda rows, **options: compliance.hours(dataset_of(rows), **options),
    _without_names,
    reads=STAFF,
    measure="JP",
)
LACKING = BookFormula(
    "PNS yang kurang JP",
    HOURS.words,
    HOURS.compute,
    lambda status: status.people.loc[~status.people["met"], ["unit", "jp", "missing"]],
    reads=STAFF,
    measure="JP",
)
CLOSED = BookFormula(
    "Rencana termurah",
    "Rencana termurah: harga rata-rata dan JP median tiap pelatihan, tanpa pelatihan yang sama dua kali.",
    lambda rows, year: minimum_cost_plan.cheapest_plan(dataset_of(rows), year),
    lambda plan: {"": plan, "orang terjangkau": plan.people - plan.uncovered},
    reads=STAFF,
    measure=RUPIAH,
)
SOURCES = BookFormula(
    "Asal jam",
    "Jumlah JP, keikutsertaan, dan orang tiap kelompok, dari pelatihan yang diselesaikan.",
    lambda rows, **options: sources.sources_of_hours(dataset_of(rows), **options),
    reads=STAFF,
    measure="JP",
)
SPENT = BookFormula(
    "Biaya",
    "Jumlah biaya, dibagi banyaknya keikutsertaan atau JP; biaya seluruh unit dibagi rata per orang. Tiap poin: biaya "
    "di unit yang sudah dilatih ÷ (banyaknya unit × perubahan rata-rata). Menutup kekurangan: kekurangan "
    "JP × kuartil harga "
    "per JP.",
    _of_costs,
    reads=BOUGHT,
    measure=RUPIAH,
)
WISHED = BookFormula(
    "Biaya bila",
    "Harga yang sudah dibayar (biaya per JP, atau per poin perbaikan) × yang diinginkan di halaman.",
    lambda rows, jp, people, gain, **options: at_prices(_of_costs(rows, **options), jp, people, gain),
    reads=BOUGHT,
    measure=RUPIAH,
)
WORTH = BookFormula(
    "Manfaat terhadap biaya",
    "BCR: nilai manfaat ÷ biaya; ROI: (manfaat − biaya) ÷ biaya. Nilai manfaat dan lamanya diisi di halaman.",
    lambda rows, value, periods, **options: _returned(_of_costs(rows, **options), value, periods),
    reads=BOUGHT,
)
BUDGETED = BookFormula(
    "Serapan anggaran",
    "Jumlah pagu dan realisasi; serapan: 100 × realisasi ÷ pagu.",
    lambda rows: absorption(dataset_of(rows).anggaran),
    reads=("anggaran",),
    measure=RUPIAH,
)
