"""How many PNS reached the year's minimum of training hours, and who counts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import nan

import pandas as pd

from analysis.text.disclosure import FEWEST, few, hidden
from analysis.text.wording import mask_nip
from data.ingest.parsers.nip import status_of
from data.panel.attendance import completed, outcomes, unstaffed
from data.panel.dataset import Dataset
from data.panel.employment import employed, typed
from data.problems import NoAnswer
from data.vocabulary.periods import last_day
from data.vocabulary.regulations import JpRule, jp_rule


@dataclass(frozen=True, slots=True)
class UnitCompliance:
    """One unit's PNS employed the whole year: how many reached the minimum, and the JP the others still miss."""

    unit: str
    n_pns: int
    n_met: int
    share: float
    jp_missing: float


@dataclass(frozen=True, slots=True)
class Ceiling:
    """PPPK against their ceiling; `n_above` is worth a look at the contracts, not a failure."""

    rule: JpRule
    n: int
    n_above: int
    mean_jp: float


@dataclass(frozen=True, slots=True)
class Apart:
    """Staff of the year who are left out of the share: PNS who joined or left during it, and others by status."""

    joined: int
    left: int
    others: dict[str, int]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What the figures had to do without.

    Completed participations without JP or date, trained persons missing from the staff list, staff of blank status
    taken as PNS or PPPK by their NIP, and trainings of a whole unit that has nobody on the staff list.
    """

    without_jp: int
    without_date: int
    unknown_people: int
    status_from_nip: int
    units_without_staff: int


@dataclass(frozen=True, slots=True)
class Held:
    """How many of a year's months the books speak of, and whether they end before December."""

    months: int
    running: bool


WHOLE_YEAR = Held(12, False)


@dataclass(frozen=True, slots=True)
class Compliance:
    """The minimum of hours in one calendar year among the PNS employed from its first to its last day.

    share is 0–1 of n_pns (NaN when nobody is counted); jp_missing sums what each person below the minimum still lacks.
    people: one row a PNS counted, most lacking first: nip (masked), unit, jp, missing, met.
    months: how many of the year's twelve the books speak of; running: they end before December.
    """

    year: int
    rule: JpRule
    n_pns: int
    n_met: int
    share: float
    jp_missing: float
    mean_jp: float
    units: tuple[UnitCompliance, ...]
    ceiling: Ceiling | None
    apart: Apart
    gaps: Gaps
    people: pd.DataFrame
    months: int = 12
    running: bool = False
    unit: str = "JP"

    @property
    def n(self) -> int:
        """Number of PNS the share is about."""
        return self.n_pns

    @property
    def expected_jp(self) -> float:
        """The part of the minimum that would be on track after the months known."""
        return self.rule.jp * self.months / 12

    @property
    def n_on_track(self) -> int:
        """PNS with at least that many hours."""
        return int((self.people["jp"] >= self.expected_jp).sum())

    @property
    def period(self) -> pd.Period:
        """The calendar year."""
        return pd.Period(str(self.year), freq="Y")

    @property
    def source(self) -> str:
        """The article the minimum comes from."""
        return self.rule.source


def compliance(pegawai: pd.DataFrame, pelatihan: pd.DataFrame, year: int, held: Held = WHOLE_YEAR) -> Compliance:
    """The year's JP of each PNS against the minimum in force; NoAnswer where no rule was in force.

    `held` says how much of the year the books speak of.
    JP count in the calendar year a training ended, for completed trainings only.
    Source: PP 11/2017 article 203(4) as changed by PP 17/2020; the figures are in data/vocabulary/regulations.toml.
    """
    rule = jp_rule("PNS", year)
    if rule is None:
        raise NoAnswer(f"Belum ada aturan JP minimum PNS untuk tahun {year}.")
    trainings = completed(pegawai, pelatihan)
    staff = _staff(pegawai, year).join(_hours(trainings, year), on="nip").fillna({"jp": 0.0})
    people = _people(staff, rule)
    return Compliance(
        year=year,
        rule=rule,
        n_pns=len(people),
        n_met=int(people["met"].sum()),
        share=float(people["met"].mean()),
        jp_missing=float(people["missing"].sum()),
        mean_jp=float(people["jp"].mean()),
        units=tuple(_unit(str(name), rows) for name, rows in people.groupby("unit", observed=True)),
        ceiling=_ceiling(staff, year),
        apart=_apart(staff),
        gaps=_gaps(pegawai, pelatihan, trainings, year),
        people=people,
        months=held.months,
        running=held.running,
    )


def held_of(dataset: Dataset, year: int) -> Held:
    """The year's months between the first and the last that the books of performance and training speak of."""
    days = outcomes(dataset.pelatihan)["date"].dropna()
    periods = dataset.kinerja["period"].dropna().unique()
    first = min([*days, *(period.start_time for period in periods)], default=pd.Timestamp(year, 1, 1))
    last = max([*days, *map(last_day, periods)], default=pd.Timestamp(year, 12, 31))
    begun = max(first.to_period("M"), pd.Period(year=year, month=1, freq="M"))
    ended = min(last.to_period("M"), pd.Period(year=year, month=12, freq="M"))
    return Held(max((ended - begun).n + 1, 0), ended.month < 12)


def counted_pns(pegawai: pd.DataFrame, year: int) -> pd.Series:
    """NIP of the PNS employed from the year's first to its last day, of whom the share speaks."""
    return counted_people(pegawai, year)["nip"]


def counted_people(pegawai: pd.DataFrame, year: int) -> pd.DataFrame:
    """The same PNS: nip, and their last unit."""
    staff = _staff(pegawai, year)
    return staff.loc[_counted(staff), ["nip", "unit"]]


def latest_year(pelatihan: pd.DataFrame) -> int | None:
    """The newest calendar year in which a training ended; None without any."""
    ended = pd.to_datetime(pelatihan["selesai"]).max()
    return None if pd.isna(ended) else int(ended.year)


def _staff(pegawai: pd.DataFrame, year: int) -> pd.DataFrame:
    """One row a person employed in the year: nip, status and unit of the last spell, joined, left."""
    first, last = pd.Timestamp(year, 1, 1), pd.Timestamp(year, 12, 31)
    pegawai = typed(pegawai)
    pegawai = pegawai.assign(status=pegawai["status"].fillna(pegawai["nip"].map(status_of)))
    spells = pegawai[employed(pegawai, first, last)].sort_values("mulai", na_position="first")
    joined, left = spells["mulai"].fillna(first) > first, spells["selesai"].fillna(last) < last
    groups = spells.assign(joined=joined, left=left).groupby("nip", sort=False)
    return groups.agg(
        status=("status", "last"), unit=("unit", "last"), joined=("joined", "min"), left=("left", "min")
    ).reset_index()


def _hours(trainings: pd.DataFrame, year: int) -> pd.Series:
    """JP completed in the year by each person (index nip)."""
    return trainings[trainings["date"].dt.year == year].groupby("nip")["jp"].sum()


def _counted(staff: pd.DataFrame) -> pd.Series:
    return (staff["status"] == "PNS") & ~staff["joined"] & ~staff["left"]


def _contract(staff: pd.DataFrame) -> pd.Series:
    return staff["status"].str.startswith("PPPK").eq(True)


def _people(staff: pd.DataFrame, rule: JpRule) -> pd.DataFrame:
    counted = staff[_counted(staff)]
    missing = (rule.jp - counted["jp"]).clip(lower=0)
    people = counted.assign(nip=counted["nip"].map(mask_nip), missing=missing, met=missing == 0)
    ordered = people.sort_values(["unit", "missing"], ascending=[True, False], ignore_index=True)
    return ordered[["nip", "unit", "jp", "missing", "met"]]


def _unit(name: str, people: pd.DataFrame) -> UnitCompliance:
    met = int(people["met"].sum())
    return UnitCompliance(name, len(people), met, met / len(people), float(people["missing"].sum()))


def _ceiling(staff: pd.DataFrame, year: int) -> Ceiling | None:
    rule, contract = jp_rule("PPPK", year), staff[_contract(staff)]
    if rule is None or contract.empty:
        return None
    return Ceiling(rule, len(contract), int((contract["jp"] > rule.jp).sum()), float(contract["jp"].mean()))


def _apart(staff: pd.DataFrame) -> Apart:
    pns = staff[staff["status"] == "PNS"]
    others = staff.loc[staff["status"] != "PNS", "status"].fillna("tanpa status").value_counts()
    return Apart(
        joined=int(pns["joined"].sum()),
        left=int((pns["left"] & ~pns["joined"]).sum()),
        others={str(status): int(n) for status, n in others.items()},
    )


def _gaps(pegawai: pd.DataFrame, pelatihan: pd.DataFrame, trainings: pd.DataFrame, year: int) -> Gaps:
    strangers = pelatihan.loc[pelatihan["nip"].notna() & ~pelatihan["nip"].isin(pegawai["nip"]), "nip"]
    return Gaps(
        without_jp=int(trainings.loc[trainings["date"].dt.year == year, "jp"].isna().sum()),
        without_date=int(trainings["date"].isna().sum()),
        unknown_people=int(strangers.nunique()),
        status_from_nip=int(pegawai.loc[pegawai["status"].isna(), "nip"].map(status_of).notna().sum()),
        units_without_staff=unstaffed(pegawai, pelatihan),
    )


def together(units: Sequence[UnitCompliance]) -> tuple[UnitCompliance, ...]:
    """The units, those of few PNS as one."""
    people = pd.Series([one.n_pns for one in units], dtype=int)
    small = hidden(people, people)
    pooled = [one for one, few in zip(units, small, strict=True) if few]
    shown = [one for one, few in zip(units, small, strict=True) if not few]
    return (*shown, *([total(f"{len(pooled)} unit kecil (digabung)", pooled)] if len(pooled) > 1 else pooled))


def total(name: str, units: Sequence[UnitCompliance]) -> UnitCompliance:
    """Several units as one."""
    n, met = sum(unit.n_pns for unit in units), sum(unit.n_met for unit in units)
    return UnitCompliance(name, n, met, met / n if n else nan, sum(unit.jp_missing for unit in units))


def hours(dataset: Dataset, year: int, internal: bool = True) -> Compliance:
    """The minimum of hours in one year; NoAnswer without staff list, and of few PNS where not `internal`."""
    if dataset.pegawai.empty:
        raise NoAnswer("Belum ada daftar pegawai: unggah lembar pegawai dengan NIP, status, dan unit.")
    found = compliance(dataset.pegawai, dataset.pelatihan, year, held_of(dataset, year))
    if internal:
        return found
    if few(found.n_pns):
        raise NoAnswer(f"Capaian JP tidak ditampilkan: PNS yang dihitung kurang dari {FEWEST} orang.")
    ceiling = None if found.ceiling and few(found.ceiling.n) else found.ceiling
    return replace(found, units=together(found.units), ceiling=ceiling)


def training_years(dataset: Dataset) -> list[int]:
    """Years in which a training ended, the newest first."""
    return sorted({day.year for day in pd.to_datetime(dataset.pelatihan["selesai"]).dropna()}, reverse=True)
