"""The satisfaction survey by the book: the index with its interval, elements, services, respondents."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isfinite

import numpy as np
import pandas as pd

from analysis.stats.intervals import mean_interval, t_interval
from analysis.survey.index import SCALE, Index, Pooling, clustered_interval, index_from, index_of, known, own_index
from analysis.targets.compute import NO_STEP, standing, step_of
from analysis.text.disclosure import FEWEST, PROFILE_COLUMNS, hidden, in_age_bands, told_together
from data.panel.dataset import Dataset, Units, inside
from data.problems import NoAnswer, Problem
from data.vocabulary.ikm import NINTH, UNSUR, grade, ikm_by, round_half_up
from data.vocabulary.indicators import IKM, capaian
from data.vocabulary.periods import first_day, last_day, period_of
from data.vocabulary.regulations import SKM_ELEMENTS, SKM_SCALE, SKM_SOURCE


def survey(
    dataset: Dataset, units: Units = (), year: int | None = None, weight: str = NINTH,
    pooling: Pooling = "responden",
) -> SkmResult:  # fmt: skip
    """The survey's result in those units (none: all) and that year (None: all); NoAnswer without respondents."""
    return satisfaction(forms(dataset, units, year), weight, pooling)


def survey_course(dataset: Dataset, units: Units, freq: str, weight: str) -> pd.DataFrame:
    """The index by triwulan ("Q"), semester ("6M") or year ("Y"); as `skm.trend`."""
    return trend(forms(dataset, units, None), freq, weight)


def survey_profile(dataset: Dataset, units: Units, year: int | None) -> pd.DataFrame:
    """Who answered; as `skm.profile`."""
    return profile(forms(dataset, units, year))


def survey_goals(dataset: Dataset, units: Units, weight: str) -> pd.DataFrame:
    """The index of each year that has a target: columns tahun, target, ikm, ci_low, ci_high, achieved, step, standing.

    One chosen unit is held against its own target where it has one.
    """
    goals = dataset.target[dataset.target["indikator"] == IKM.key]
    meant = goals["unit"].isin(units) if len(units) == 1 else goals["unit"].isna()
    goals = goals[meant | goals["unit"].isna()].sort_values("unit").drop_duplicates("tahun").sort_values("tahun")
    held = goals[goals["tahun"].isin(survey_years(dataset))]
    found = [
        (year, goal, index_of(respondents(asked), weight))
        for year, goal in zip(held["tahun"], held["target"], strict=True)
        if len(asked := forms(dataset, units, year))
    ]
    return pd.DataFrame(
        [(year, goal, one.ikm, one.ci_low, one.ci_high, *_held_to(one, goal)) for year, goal, one in found],
        columns=["tahun", "target", "ikm", "ci_low", "ci_high", "achieved", "step", "standing"],
    )


def _held_to(found: Index, goal: float) -> tuple[float, str, str]:
    """Capaian, its step, and where the index stands beside the goal as far as its interval tells."""
    achieved = capaian(found.ikm, goal, IKM.better)
    step = step_of(achieved)
    return achieved, step.word if step else NO_STEP, standing(found.ci_low, found.ci_high, goal)


def survey_years(dataset: Dataset) -> list[int]:
    """Years with respondents, the newest first."""
    return sorted({period.year for period in dataset.skm["period"].dropna().unique()}, reverse=True)


def forms(dataset: Dataset, units: Units, year: int | None) -> pd.DataFrame:
    """The survey's rows in those units (none: all) and that year (None: all)."""
    rows = inside(dataset.skm, units)
    return rows if year is None else rows[rows["period"].isin(_within(rows["period"].unique(), year))]


def _within(periods: Iterable[pd.Period], year: int) -> list[pd.Period]:
    return [period for period in periods if period.year == year]


CEILING = 95.0
TOP_ANSWER = 4.0
NO_SERVICE = "Layanan tidak diisi"
COUNTED_THERE = (
    "Laporan dan hitungan SKM dibuat di tiap kecamatan: di sini jawabannya sudah dihitung per unit dan periode. "
    "IKM-nya ada di halaman Survei kepuasan (SKM) dan di laporan kinerja dan pelatihan."
)

_CUT_MIN_N = 100


@dataclass(frozen=True, slots=True)
class Element:
    """One element: mean answer (nrr, 1–4), the same on the 25–100 scale with its 95% interval, share of answer 4."""

    key: str
    label: str
    nrr: float
    index: float
    ci_low: float
    ci_high: float
    top_share: float
    n: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """Respondents by their own index (25–100): columns index, n; one bar a possible sum of nine answers.

    hard_cut: the lower tail ends as if the lowest forms had been left out; None below 100 respondents.
    """

    bars: pd.DataFrame
    hard_cut: bool | None


@dataclass(frozen=True, eq=False)
class SkmResult:
    """The index of one set of respondents and everything needed to read it.

    ikm is unrounded, ikm_rounded by hand rules to two decimals; pooling says whether every respondent ("responden") or
    every service ("layanan") has the same say. forms: the `respondents` it is about.
    ci_low and ci_high let every respondent answer by themselves; clustered_low and clustered_high let those of one unit
    and period, `n_clusters` of them, resemble each other.
    top_share is the share of all answers that are 4; ceiling warns that above 95 hardly anything can still rise.
    What takes a look at every group of respondents is made when it is first asked for.
    """

    ikm: float
    ikm_rounded: float
    mutu: str
    kinerja: str
    n: int
    n_incomplete: int
    weight: str
    pooling: Pooling
    ci_low: float
    ci_high: float
    clustered_low: float
    clustered_high: float
    n_clusters: int
    elements: tuple[Element, ...]
    lowest: tuple[Element, ...]
    highest: tuple[Element, ...]
    forms: pd.DataFrame
    top_share: float
    ceiling: bool
    period: tuple[pd.Period, pd.Period]
    unit: str = "indeks 25–100"
    source: str = SKM_SOURCE

    @cached_property
    def by(self) -> pd.DataFrame:
        """By unit and period: unit, period, ikm, ci_low, ci_high, n, mutu; of 1 to 4 respondents n alone is told."""
        table = breakdown(self.forms, ["unit", "period"], self.weight)
        few = table["n"] < FEWEST
        return table.assign(
            **{name: table[name].mask(few) for name in ("ikm", "ci_low", "ci_high")}, mutu=table["mutu"].mask(few, None)
        )

    @cached_property
    def services(self) -> pd.DataFrame:
        """By service, those of few respondents together: layanan, ikm, ci_low, ci_high, n, mutu."""
        together = self.forms.assign(layanan=told_together(self.forms["layanan"]))
        return breakdown(together, ["layanan"], self.weight)

    @cached_property
    def distribution(self) -> Distribution:
        """How the respondents spread."""
        return distribution(self.forms)


def answers(dataset: Dataset) -> pd.DataFrame:
    """The survey's forms; NoAnswer for a region, whose data hold what they come to and no form by itself."""
    if dataset.exported:
        raise NoAnswer(COUNTED_THERE)
    return dataset.skm


def satisfaction(skm: pd.DataFrame, weight: str = NINTH, pooling: Pooling = "responden") -> SkmResult:
    """The survey's result over all rows of the frame `skm` (unit, period, layanan, U1…U9); filter before calling.

    NoAnswer where nobody answered or an element has no answer at all.
    """
    forms = respondents(skm)
    index = index_of(forms, weight, pooling)
    clustered_low, clustered_high, n_clusters = clustered_interval(forms, index.ikm, weight, pooling)
    elements = tuple(_element(key, forms, float(index.nrr[key])) for key in UNSUR)
    ranked = sorted(elements, key=lambda element: element.nrr)
    return SkmResult(
        ikm=index.ikm,
        ikm_rounded=float(round_half_up(index.ikm)),
        mutu=index.grade.mutu,
        kinerja=index.grade.kinerja,
        n=index.n,
        n_incomplete=int(forms[list(UNSUR)].isna().any(axis=1).sum()),
        weight=weight,
        pooling=pooling,
        ci_low=index.ci_low,
        ci_high=index.ci_high,
        clustered_low=clustered_low,
        clustered_high=clustered_high,
        n_clusters=n_clusters,
        elements=elements,
        lowest=tuple(ranked[:3]),
        highest=tuple(sorted(elements, key=lambda element: -element.nrr)[:3]),
        forms=forms,
        top_share=_top_share(forms[list(UNSUR)]),
        ceiling=index.ikm > CEILING,
        period=_span(forms["period"]),
    )


def breakdown(skm: pd.DataFrame, by: Sequence[str], weight: str = NINTH) -> pd.DataFrame:
    """Index of each group of respondents with its 95% t interval: columns `by`, ikm, ci_low, ci_high, n, mutu.

    mutu is None where an element has no answer; the interval is NaN below two different respondents.
    """
    table = ikm_by(skm, by, weight)
    table["mutu"] = [grade(index).mutu if isfinite(index) else None for index in table["ikm"]]
    answered = skm[skm[list(UNSUR)].notna().any(axis=1)]
    own = own_index(answered, weight).groupby([answered[name] for name in by], sort=False, observed=True)
    errors = np.sqrt(own.var().to_numpy() / table["n"])
    ends = [t_interval(*row) for row in zip(table["ikm"], errors, table["n"] - 1, strict=True)]
    table[["ci_low", "ci_high"]] = np.clip(np.array(ends).reshape(-1, 2), *SCALE)
    ordered = table.sort_values(list(by), key=_sortable, ignore_index=True)
    return ordered[[*by, "ikm", "ci_low", "ci_high", "n", "mutu"]]


def trend(skm: pd.DataFrame, freq: str, weight: str = NINTH) -> pd.DataFrame:
    """Index by triwulan ("Q"), semester ("6M") or year ("Y"): columns period, ikm, ci_low, ci_high, n, mutu.

    A form whose own period is longer than `freq` belongs to no single one and is left out.
    """
    forms = respondents(skm)
    coarse = {period: _coarser(period, freq) for period in forms["period"].unique()}
    forms = forms.assign(period=forms["period"].map(coarse).astype(object)).dropna(subset=["period"])
    own = own_index(forms, weight).groupby(forms["period"])
    means = forms[list(UNSUR)].groupby(forms["period"]).mean()
    strata = zip(own.size().to_numpy().reshape(-1, 1), own.var().to_numpy().reshape(-1, 1), strict=True)
    rows = [
        (period, index_from(known(nrr), *stratum, weight))
        for (period, nrr), stratum in zip(means.iterrows(), strata, strict=True)
    ]
    return pd.DataFrame(
        [(period, one.ikm, one.ci_low, one.ci_high, one.n, one.grade.mutu) for period, one in rows],
        columns=["period", "ikm", "ci_low", "ci_high", "n", "mutu"],
    )


def distribution(skm: pd.DataFrame) -> Distribution:
    """How respondents spread, and whether the low end looks cut off.

    A natural lower tail thins out; keeping only the top forms leaves a wall: one of the two lowest sums that occur
    holds at least half as many respondents as the fullest of all. A wall of forms with nine equal answers is a habit
    of respondents and is not called cut. Measured on simulated surveys (answers 2.6–3.8, 150 or 400 forms): under 1%
    of whole samples are called cut, and at least 80% of samples that keep the better half.
    """
    answers = skm[list(UNSUR)].dropna(how="all")
    sums = (answers.mean(axis=1) * 9).round().astype(int)
    counts = sums.value_counts().sort_index()
    bars = pd.DataFrame({"index": counts.index * SKM_SCALE / 9, "n": counts.to_numpy()})
    if len(sums) < _CUT_MIN_N:
        return Distribution(bars, None)
    wall = len(counts) > 2 and counts.iloc[:2].max() >= counts.max() / 2
    lowest = answers[sums <= counts.index[:2].max()]
    straight = (lowest.max(axis=1) == lowest.min(axis=1)).mean()
    return Distribution(bars, bool(wall and straight < 0.5))


def survey_warnings(dataset: Dataset) -> tuple[Problem, ...]:
    """What reading the survey sheets warned of, such as printed sums and an index that the forms do not give."""
    sheets = {(file.name, sheet.sheet) for file in dataset.files for sheet in file.sheets if sheet.kind == "skm"}
    return tuple(
        problem
        for problem in dataset.problems
        if problem.severity == "warning" and (problem.file, problem.sheet) in sheets
    )


def profile(skm: pd.DataFrame) -> pd.DataFrame:
    """Respondents by each trait the books carry: columns karakteristik, indikator, n, share (0–1); blanks stated.

    Ages given in years are shown in bands. n and share are NaN where they would tell about fewer than five persons.
    """
    present = [name for name in PROFILE_COLUMNS if name in skm and skm[name].notna().any()]
    parts = [_trait(in_age_bands(skm[name]).fillna("tidak diisi"), name) for name in present]
    return pd.concat(parts, ignore_index=True) if parts else _trait(pd.Series(dtype=object), "")


def respondents(skm: pd.DataFrame) -> pd.DataFrame:
    """Respondents with any answer, the service named; NoAnswer without any."""
    forms = skm[skm[list(UNSUR)].notna().any(axis=1)]
    if forms.empty:
        raise NoAnswer("Belum ada responden SKM: unggah buku SKM dengan kolom U1 sampai U9.")
    known(forms[list(UNSUR)].max())
    return forms.assign(layanan=forms["layanan"].fillna(NO_SERVICE))


def _sortable(column: pd.Series) -> pd.Series:
    """Periods of different kinds do not compare; their first days do."""
    return column.map(first_day) if column.name == "period" else column


def _element(key: str, forms: pd.DataFrame, nrr: float) -> Element:
    answers = forms[key].dropna()
    low, high = mean_interval(answers)
    shift = nrr - float(answers.mean())
    return Element(
        key, SKM_ELEMENTS[key], nrr, nrr * SKM_SCALE, (low + shift) * SKM_SCALE, (high + shift) * SKM_SCALE,
        _top_share(answers), len(answers),
    )  # fmt: skip


def _top_share(answers: pd.DataFrame | pd.Series) -> float:
    values = answers.to_numpy(dtype=float)
    return float(np.mean(values[~np.isnan(values)] == TOP_ANSWER))


def _coarser(period: pd.Period, freq: str) -> pd.Period | None:
    whole = period_of(period.start_time.date(), freq)
    return whole if period.end_time <= whole.end_time else None


def _span(periods: pd.Series) -> tuple[pd.Period, pd.Period]:
    known = periods.unique()
    return min(known, key=first_day), max(known, key=last_day)


def _trait(values: pd.Series, name: str) -> pd.DataFrame:
    counts = values.value_counts()
    told = counts.astype(float).mask(hidden(counts, counts)).to_numpy()
    return pd.DataFrame({"karakteristik": name, "indikator": counts.index, "n": told, "share": told / len(values)})
