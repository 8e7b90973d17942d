"""What training cost, what a point of improvement cost, and how the budget was spent."""

from dataclasses import dataclass
from math import inf, isfinite, nan

import pandas as pd

from analysis.competence.compliance import Compliance, compliance, counted_pns
from data.panel.attendance import completed
from data.panel.dataset import Dataset
from data.problems import NoAnswer, NotExported
from data.vocabulary.indicators import Indicator

UNIT = "Rp"
SOURCE = "Buku pelatihan: kolom biaya, JP, dan kehadiran"
BUDGET_SOURCE = "Buku anggaran: pagu dan realisasi"


@dataclass(frozen=True, slots=True)
class TrainingCost:
    """Cost of the trainings whose cost is known; NaN rates where there is nothing to divide by.

    n: completed participations with a known cost, n_without_cost those without one. per_jp divides by the JP of the
    participations that state both. by_training: columns nama_pelatihan, n, total, per_participant, per_jp.
    """

    total: float
    n: int
    n_without_cost: int
    per_participant: float
    per_jp: float
    by_training: pd.DataFrame
    period: tuple[pd.Timestamp, pd.Timestamp]
    unit: str = UNIT
    source: str = SOURCE


@dataclass(frozen=True, slots=True)
class CostOfMinimum:
    """One year's training cost of the PNS counted, per PNS at the minimum of JP; NaN without either."""

    year: int
    total: float
    n_met: int
    per_person: float
    n_without_cost: int
    unit: str = UNIT
    source: str = SOURCE


@dataclass(frozen=True, slots=True)
class CostPerPoint:
    """Cost per trained unit and unit of improvement of one indicator, with the effect's 95% interval carried through.

    high is infinite where the effect's interval reaches zero (bounded is False: the training may have gained nothing),
    per_point where the estimate itself is no improvement, low where none of the interval is. gain and its ends are in
    the indicator's unit, positive for better. `later` was spent on the same units once the last period that the effect
    was measured in was over, and is no part of `cost`.
    """

    indicator: Indicator
    cost: float
    n_units: int
    gain: float
    gain_low: float
    gain_high: float
    per_point: float
    low: float
    high: float
    later: float = 0.0
    unit: str = "Rp per unit kerja per satuan perbaikan"
    source: str = SOURCE

    @property
    def bounded(self) -> bool:
        """Whether the data rule out that nothing was gained."""
        return isfinite(self.high)


@dataclass(frozen=True, slots=True)
class Return:
    """Benefit–cost ratio and return on investment (%), with the effect's interval carried through.

    Source: Phillips (2003), Return on Investment in Training and Performance Improvement Programs.
    """

    benefit: float
    cost: float
    bcr: float
    bcr_low: float
    bcr_high: float
    roi: float
    roi_low: float
    roi_high: float
    unit: str = "%"


@dataclass(frozen=True, slots=True)
class Absorption:
    """Budget and spending; share is realisasi ÷ pagu (0–1).

    by_programme: columns tahun, program, pagu, realisasi, share.
    """

    pagu: float
    realisasi: float
    share: float
    n: int
    by_programme: pd.DataFrame
    unit: str = UNIT
    source: str = BUDGET_SOURCE


@dataclass(frozen=True, slots=True)
class Scenario:
    """What so many JP for so many people would cost; low and high from the quartiles of past Rp per JP."""

    jp: float
    people: int
    low: float
    middle: float
    high: float
    n_trainings: int
    unit: str = UNIT
    source: str = SOURCE


def training_cost(pegawai: pd.DataFrame, pelatihan: pd.DataFrame) -> TrainingCost:
    """Cost of all completed participations in the frame; filter by year, bidang or name before calling."""
    people = completed(pegawai, pelatihan)
    known = people.dropna(subset=["biaya"])
    return TrainingCost(
        total=float(known["biaya"].sum(min_count=1)),
        n=len(known),
        n_without_cost=len(people) - len(known),
        per_participant=_ratio(known["biaya"].sum(), len(known)),
        per_jp=_per_jp(known),
        by_training=_by_training(known),
        period=(people["date"].min(), people["date"].max()),
    )


def cost_of_minimum(pegawai: pd.DataFrame, pelatihan: pd.DataFrame, year: int) -> CostOfMinimum:
    """What the year's trainings of PNS cost for each PNS who reached the minimum in force; NoAnswer without a rule."""
    status = compliance(pegawai, pelatihan, year)
    people = completed(pegawai, pelatihan)
    in_year = people[(people["date"].dt.year == year) & people["nip"].isin(counted_pns(pegawai, year))]
    total = float(in_year["biaya"].sum(min_count=1))
    missing = int(in_year["biaya"].isna().sum())
    return CostOfMinimum(year, total, status.n_met, _ratio(total, status.n_met), missing)


def cost_per_point(
    cost: float, n_units: int, effect: float, ci_low: float, ci_high: float, indicator: Indicator, later: float = 0.0
) -> CostPerPoint:
    """Rupiah per trained unit for one point of improvement; the interval is Fieller's with the cost known exactly.

    cost: rupiah spent on the `n_units` trained units together. effect with its 95% interval: mean change of those units
    in the indicator's unit, from any method. ValueError without units or with a negative cost.
    """
    if n_units < 1 or cost < 0:
        raise ValueError(
            "Biaya per poin memerlukan sedikitnya satu unit yang sudah dilatih dan biaya yang tidak negatif."
        )
    sign = 1 if indicator.better == "higher" else -1
    gain, gain_low, gain_high = (sign * effect, *sorted((sign * ci_low, sign * ci_high)))
    each = cost / n_units
    low, middle, high = (_per_gain(each, value) for value in (gain_high, gain, gain_low))
    return CostPerPoint(indicator, cost, n_units, gain, gain_low, gain_high, middle, low, high, later)


def return_on_training(point: CostPerPoint, value_of_point: float, periods: float = 1) -> Return:
    """BCR and ROI where the office states what one point in one unit is worth a period, and for how many periods.

    Phillips: BCR = benefit ÷ cost, ROI = (benefit − cost) ÷ cost × 100. ValueError without a cost.
    """
    if point.cost <= 0:
        raise ValueError("BCR dan ROI memerlukan biaya lebih dari nol.")
    worth = value_of_point * point.n_units * periods
    bcr, low, high = (gain * worth / point.cost for gain in (point.gain, point.gain_low, point.gain_high))
    roi, roi_low, roi_high = ((ratio - 1) * 100 for ratio in (bcr, low, high))
    return Return(point.gain * worth, point.cost, bcr, low, high, roi, roi_low, roi_high)


def absorption(anggaran: pd.DataFrame) -> Absorption | None:
    """Spending against budget; anggaran has columns tahun, program, pagu, realisasi. None without complete rows."""
    known = anggaran.dropna(subset=["pagu", "realisasi"])
    if known.empty:
        return None
    sums = known.groupby(["tahun", "program"], as_index=False)[["pagu", "realisasi"]].sum()
    sums["share"] = [_ratio(spent, budget) for spent, budget in zip(sums["realisasi"], sums["pagu"], strict=True)]
    pagu, spent = float(known["pagu"].sum()), float(known["realisasi"].sum())
    return Absorption(pagu, spent, _ratio(spent, pagu), len(known), sums)


def cost_to_close(status: Compliance, costs: TrainingCost) -> Scenario | None:
    """What closing the year's gap would cost at past prices; None where no training states both cost and JP."""
    return at_past_prices(status.jp_missing, status.n_pns - status.n_met, costs)


def at_past_prices(jp: float, people: int, costs: TrainingCost) -> Scenario | None:
    """What `jp` hours for `people` together would cost; None where no training states both cost and JP."""
    prices = costs.by_training["per_jp"].dropna()
    if prices.empty:
        return None
    low, middle, high = (float(price) * jp for price in prices.quantile([0.25, 0.5, 0.75]))
    return Scenario(jp, people, low, middle, high, len(prices))


def cost_of_gain(point: CostPerPoint, gain: float, units: int) -> tuple[float, float, float]:
    """Rupiah for so much improvement in so many units at the cost of a point so far: low, middle, high.

    Proportional to the gain asked for, with the effect's 95% interval carried through; ends as in `point`.
    """
    return point.low * gain * units, point.per_point * gain * units, point.high * gain * units


def _per_gain(cost: float, gain: float) -> float:
    if gain != gain:
        return nan
    return cost / gain if gain > 0 else inf


def _per_jp(rows: pd.DataFrame) -> float:
    both = rows.dropna(subset=["jp"])
    return _ratio(both["biaya"].sum(), both["jp"].sum())


def _by_training(known: pd.DataFrame) -> pd.DataFrame:
    groups = known.assign(priced=known["biaya"].where(known["jp"].notna())).groupby("nama_pelatihan", as_index=False)
    table = groups.agg(
        n=("biaya", "size"), total=("biaya", "sum"), per_participant=("biaya", "mean"), priced=("priced", "sum"),
        jp=("jp", "sum"),
    )  # fmt: skip
    table["per_jp"] = [_ratio(*pair) for pair in zip(table.pop("priced"), table.pop("jp"), strict=True)]
    return table


def _ratio(top: float, bottom: float) -> float:
    return float(top / bottom) if bottom else nan


def budget(dataset: Dataset) -> Absorption:
    """What was spent of the budget; NoAnswer without complete rows."""
    if dataset.exported:
        raise NotExported("Lembar anggaran")
    found = absorption(dataset.anggaran)
    if found is None:
        raise NoAnswer("Belum ada lembar anggaran: unggah buku dengan kolom tahun, program, pagu, dan realisasi.")
    return found
