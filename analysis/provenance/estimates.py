"""Sources of comparisons and estimates, made from values of the panel, each with the rows it stands in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.before_after.compute import BeforeAfter, sides
from analysis.cost.trainings import assess_trainings, trainings_table
from analysis.impact import tables
from analysis.impact.evidence import PLACEBOS, assess, counted_trainings, panel_judged, take_up
from analysis.impact.power import ladder
from analysis.impact.randomisation_plan import RandomisationPlan
from analysis.impact.report import Evidence, calendar_time_path, compile_impact_report, other_assumptions
from analysis.impact.text import DOSE_STEP
from analysis.impact.verdict import Verdict
from analysis.learning import compute as learning
from analysis.provenance.figures import LABELS
from analysis.provenance.formulas import AFTER, BEFORE, CHANGES, VALUES, changes_of
from analysis.provenance.origin import Filters, Formula, Source
from analysis.provenance.rows import (
    STAFF,
    TRAINED,
    TRAININGS,
    book_rows,
    cell_rows,
    dataset_of,
    of_indicators,
    panel_from_rows,
    panel_rows,
    series_of,
)
from analysis.targets.compute import TargetStatus, target_statuses
from analysis.text import sentences, wording
from data.panel.build import panel_of, series
from data.panel.dataset import FRAME_COLUMNS, Dataset
from data.panel.exposure import Training
from data.vocabulary.events import Event, events_of
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.indicators import Indicator, indicator
from data.vocabulary.periods import period_text

if TYPE_CHECKING:
    from analysis.regression.compute import Regression


def compared(dataset: Dataset, same: pd.DataFrame, result: BeforeAfter, filters: Filters) -> Source:
    """A before–after comparison; `same` is what `compare` was given for it, as a series."""

    def rows() -> pd.DataFrame:
        found = sides(same, result.window, [pair.unit for pair in result.pairs]).values()
        each = [(side, part) for both in found if not isinstance(both, str)
                for side, part in zip((BEFORE, AFTER), both, strict=True)]  # fmt: skip
        used = pd.concat([part[["unit", "period"]].assign(side=side) for side, part in each])
        return cell_rows(dataset, result.indicator.key, used)

    name = f"{wording.short_name(result.indicator)} sebelum dan sesudah"
    return Source(name, changes_of(result), CHANGES, rows, filters, {"window": result.window}, result.indicator)


def since_first_person(dataset: Dataset, training: Training, result: BeforeAfter, filters: Filters) -> list[Source]:
    """A comparison since the first person of each unit completed `training`."""
    rows = learning.first_person_series(dataset, training, result.indicator)
    return [compared(dataset, rows, result, filters)]


def followed(dataset: Dataset, rows: pd.DataFrame, known: Indicator, filters: Filters) -> Source:
    """Every value of one indicator's series, as the books give it."""
    values = rows.dropna(subset=["value"])
    found = {
        f"{unit}, {period_text(period)}": value
        for unit, period, value in zip(values["unit"], values["period"], values["value"], strict=True)
    } | {"banyak unit": values["unit"].nunique()}
    behind = partial(cell_rows, dataset, known.key, values[["unit", "period"]])
    return Source(f"{wording.short_name(known)} tiap periode", found, VALUES, behind, filters, {}, known)


def exposed(dataset: Dataset, training: Training, known: Indicator, filters: Filters) -> Source:
    """How much training each unit had had by each period in which `known` has a value."""
    rows = partial(of_indicators, dataset, [known.key], TRAINED)
    found, options = _exposure(dataset, training, known.key), {"training": training, "key": known.key}
    return Source("Paparan pelatihan", found, EXPOSED, rows, filters, options)


def regressed(
    dataset: Dataset, one: pd.DataFrame, result: Regression, events: Sequence[Event], filters: Filters
) -> Source:
    """A simple regression; `one` is the series that it was made from, `events` those taken out of it."""
    rows = partial(panel_rows, dataset, one.assign(indicator=result.y.key))
    options = {"x": result.x.key, "key": result.y.key, "lag": result.lag, "events": tuple(events)}
    told = {**filters, "X": result.x.label, "Kejadian yang dikeluarkan": sentences.named_events(events) or "tidak ada"}
    return Source(f"Regresi {wording.short_name(result.y)}", result, REGRESSED, rows, told, options, result.y)


def judged(
    dataset: Dataset,
    weighed: Evidence,
    training: Training,
    filters: Filters,
    without_events: bool = False,
    plan: RandomisationPlan | None = None,
    thorough: bool = True,
) -> list[Source]:
    """A verdict and, where `thorough`, all that an analyst and an auditor see of it; as `assess_training` was asked."""
    known = weighed.verdict.indicator
    panel = panel_judged(dataset, training, without_events, plan)
    came = take_up(dataset, training, panel)
    rows = partial(panel_rows, dataset, panel[panel["indicator"].isin([known.key, *PLACEBOS])])
    told = dict(filters) | ({"Kehadiran": f"{came.attended} dari {came.invited} yang diundang"} if came else {})
    options = {
        "key": known.key, "events": events_of(dataset), "turnout": came, "lot": weighed.lot, "thorough": thorough,
        "trainings": counted_trainings(dataset, training, panel),
    }  # fmt: skip
    return [
        Source(f"{part}, {wording.short_name(known)}", shown, JUDGED, rows, told, {**options, "part": part}, known)
        for part, shown in _weighed(weighed, thorough).items()
    ]


def split(
    dataset: Dataset,
    name: str,
    compute: Callable[..., Mapping[str, Verdict]],
    arguments: Sequence[Any],
    verdicts: Mapping[str, Verdict],
    filters: Filters,
) -> Source:
    """The question split by `name` (bidang, kind of unit …): `compute(dataset, *arguments)` gave `verdicts`."""
    keys = sorted({*PLACEBOS, *(verdict.indicator.key for verdict in verdicts.values())})
    rows = partial(of_indicators, dataset, keys, {**TRAINED, "kejadian": FRAME_COLUMNS["kejadian"]})
    options = {"compute": compute, "arguments": tuple(arguments)}
    return Source(f"Menurut {name}", verdicts, SPLIT, rows, filters, options)


def priced(
    dataset: Dataset, verdicts: Mapping[str, Verdict], arguments: Sequence[Any], filters: Filters
) -> Source:  # fmt: skip
    """What a point cost by each training: `assess_trainings(dataset, *arguments)` gave `verdicts`."""
    keys = sorted({*PLACEBOS, *(verdict.indicator.key for verdict in verdicts.values())})
    columns = {"pegawai": STAFF, "pelatihan": (*TRAININGS, "biaya"), "kejadian": FRAME_COLUMNS["kejadian"]}
    rows = partial(of_indicators, dataset, keys, columns)
    return Source("Rp per poin", _prices(dataset, verdicts), PRICED, rows, filters, {"arguments": tuple(arguments)})


def held_to_targets(dataset: Dataset, several: Sequence[TargetStatus], panel: pd.DataFrame, filters: Filters) -> Source:
    """Every unit against every target of one year."""
    year, keys = several[0].year, {one.indicator.key for one in several}
    own = panel[panel["indicator"].isin(keys) & panel["period"].map(lambda period: period.year == year)]
    dated = replace(dataset, target=dataset.target[dataset.target["tahun"] == year])

    def rows() -> pd.DataFrame:
        return pd.concat([panel_rows(dataset, own), book_rows(dated, {"target": FRAME_COLUMNS["target"]})])

    return Source("Target", _counted(several), HELD_TO, rows, filters, {"year": year})


def _weighed(evidence: Evidence, thorough: bool) -> dict[str, Any]:
    """What a page shows of a verdict: at once, and (`thorough`) all that stands behind it."""
    verdict = evidence.verdict
    dated = calendar_time_path(verdict.design) if verdict.design else ()
    dossier = compile_impact_report(evidence) if thorough else None
    assumed = dossier.sensitivity if dossier else other_assumptions(evidence)
    at_once = {
        "Dampak pelatihan": verdict, "Yang terjadi dan perkiraan": evidence.course, "Yang terjadi per waktu": dated,
        "Kepekaan": {one.assumption: one.found for one in assumed},
    }  # fmt: skip
    if dossier is None:
        return at_once
    dose = dossier.dose.slope if dossier.dose else None
    return at_once | {
        "Sebelum dan sesudah saja": changes_of(dossier.raw),
        "Gelombang": dossier.waves,
        "Gelombang per periode": dossier.cells,
        f"Dosis per {DOSE_STEP} JP": dose and _times(DOSE_STEP, dose.estimate, dose.ci_low, dose.ci_high),
        "Unit yang dipakai": tables.design_table(dossier),
        "Daya": ladder(verdict.design) if verdict.design else (),
    }


def _times(step: float, value: float, low: float, high: float) -> dict[str, float]:
    """A slope and its interval for `step` units of what it is per."""
    return {LABELS["slope"]: step * value, LABELS["ci_low"]: step * low, LABELS["ci_high"]: step * high}


def _per_step(result: Regression) -> dict[str, Any]:
    """The regression, its slopes for the step of X that the page speaks of, and twice the mean leverage."""
    from analysis.regression.chart import COMPARISONS  # with the regression itself

    named = {
        label: _times(result.x.step, one.slope, one.ci_low, one.ci_high)
        for one, (label, _) in zip(result.slopes, COMPARISONS, strict=False)
    }
    per = f"per {wording.number(result.x.step, 0)} {result.x.unit}"
    return {"": result, per: named, "batas wajar daya ungkit": 2 * result.points["leverage"].mean()}


def _judge(rows: pd.DataFrame, key: str, part: str, thorough: bool, **beside: Any) -> Any:
    return _weighed(assess(panel_from_rows(rows), indicator(key), thorough=thorough, **beside), thorough)[part]


def _regress(rows: pd.DataFrame, x: str, key: str, lag: int, events: Sequence[Event]) -> Regression:
    from analysis.regression.compute import fit_regression

    exposure = next(one for one in EXPOSURES if one.key == x)
    return fit_regression(series_of(rows, key), x=exposure, y=indicator(key), lag=lag, events=events)


def _exposure(dataset: Dataset, training: Training, key: str) -> pd.DataFrame:
    return series(panel_of(dataset, training), key)[["unit", "period", "porsi_terlatih", "jp_per_pegawai"]]


def _counted(several: Sequence[TargetStatus]) -> dict[str, Any]:
    """Every unit's own standing with its capaian, and how many there are of each step."""
    each = {f"{wording.short_name(one.indicator)}, {one.office}": one for one in several}
    counts = Counter(one.step.word if one.step else "tanpa capaian" for one in several)
    unsure = sum(one.standing == "belum pasti" for one in several)
    return {
        **each,
        "capaian (%)": {name: one.achieved for name, one in each.items()},
        "banyak": {"semua": len(several), "belum pasti": unsure, **counts},
    }


def _prices(dataset: Dataset, verdicts: Mapping[str, Verdict]) -> dict[str, str]:
    table = trainings_table(dataset, verdicts)
    return dict(zip(table["Pelatihan"], table["Rp per poin"], strict=True))


def _targets(rows: pd.DataFrame, year: int) -> dict[str, Any]:
    every = target_statuses(panel_from_rows(rows), dataset_of(rows).target)
    return _counted([one for one in every if one.year == year])


EXPOSED = Formula(
    "paparan pelatihan",
    "Porsi sudah dilatih: bagian pegawai unit yang sudah menyelesaikan pelatihan pada akhir periode (%); "
    "JP per pegawai: "
    "jumlah JP mereka sejauh itu ÷ banyaknya pegawai.",
    lambda rows, **options: _exposure(dataset_of(rows), **options),
)
REGRESSED = Formula(
    "regresi linier sederhana",
    "Kuadrat terkecil (OLS) Nilai atas X dengan jeda {lag} periode; galat baku klaster per unit; selang 95%, uji "
    "t, dan uji F: Student t dengan derajat bebas banyaknya unit dikurangi satu; kejadian yang dikeluarkan: satu "
    "variabel boneka masing-masing.",
    _regress,
    _per_step,
)
JUDGED = Formula(
    "imputasi",
    "Tetapan unit dan periode ditaksir dari nilai sebelum dilatih; dampak: rata-rata selisih nilai sesudahnya dari "
    "jumlah kedua tetapan (imputasi). Galat baku: jackknife per unit; selang 95% dan p: Student t; uji acak: 999 "
    "undian ulang tanggal pelatihan dengan angka acuan 0. Cara lain dan tiap pemeriksaan memakai nilai yang sama; "
    f"pembanding semu memakai unsur {' dan '.join(PLACEBOS.values())}.",
    _judge,
)
SPLIT = Formula(
    "imputasi tiap bagian",
    "Seperti dampak pelatihan, tiap bagian sendiri; p dikoreksi Holm atas semua bagian.",
    lambda rows, compute, arguments: compute(dataset_of(rows), *arguments),
)
PRICED = Formula(
    "biaya tiap poin",
    "Biaya pelatihan di unit yang dampaknya diukur ÷ (banyaknya unit × dampak); rentang dari selang dampaknya.",
    lambda rows, arguments: _prices(dataset_of(rows), assess_trainings(dataset_of(rows), *arguments)),
)
HELD_TO = Formula(
    "target",
    "Rata-rata nilai unit pada tahun itu; batas kebetulan: rata-rata ± galat bakunya × kuantil t setingkat tiga sigma; "
    "capaian: 100 × rata-rata ÷ target, dibalik bila makin rendah makin baik.",
    _targets,
)
