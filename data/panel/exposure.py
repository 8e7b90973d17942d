"""How much training a unit has had by the end of each period: share of staff trained, JP per employee, first period.

A training counts from its last day for those who completed it (`data.panel.attendance`), and belongs to the unit that
has the person on its roster at the period's end: people who move take their training along, people who leave take it
away."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.memoize import memoize
from data.panel.attendance import COMPLETED, HOURS_SUM, called, outcomes, whole_unit_days
from data.panel.dataset import Dataset, Units, inside
from data.panel.employment import staff_spells
from data.problems import UnknownName
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.periods import first_day, frequency, last_day, period_of, period_span

TRAINED = "porsi_terlatih"
MEASURES = [*(exposure.key for exposure in reversed(EXPOSURES)), "first_treated", "share_after"]
AFTER_FROM, BEFORE_UP_TO = 5 / 6, 1 / 6


@dataclass(frozen=True, slots=True)
class Training:
    """Which trainings are meant: of one bidang, with `nama` in their name, of one bentuk, or (none given) all.

    `whole_period`: the period in which a unit becomes trained counts as after, however late in it that was.
    """

    bidang: str | None = None
    nama: str | None = None
    bentuk: str | None = None
    whole_period: bool = False

    def matches(self, pelatihan: pd.DataFrame) -> pd.Series:
        """True for the rows of `pelatihan` that are meant; capitals do not matter."""
        meant = pd.Series(True, index=pelatihan.index)
        if self.bidang is not None:
            meant &= _plain(pelatihan["bidang"]) == self.bidang.casefold()
        if self.nama is not None:
            meant &= _plain(pelatihan["nama_pelatihan"]).str.contains(self.nama.casefold(), regex=False)
        if self.bentuk is not None:
            meant &= _plain(pelatihan["bentuk"]) == self.bentuk.casefold()
        return meant


ANY = Training()


def meant(pelatihan: pd.DataFrame, training: Training) -> pd.DataFrame:
    """The rows that are meant, as one frame however often it is asked for."""
    return pelatihan if training == ANY else _meant(pelatihan, training)


@memoize()
def _meant(pelatihan: pd.DataFrame, training: Training) -> pd.DataFrame:
    return pelatihan[training.matches(pelatihan)]


@dataclass(frozen=True, slots=True)
class ExposureTable:
    """Training exposure of each asked unit and period.

    `table`: unit, period, every measure of `EXPOSURES` in its unit, first_treated (Period of the row's frequency, or
    NaT), share_after (share of that period that comes after the day the unit became trained, 0–1; NaN where never
    trained). `notes`: Indonesian sentences on everything that was assumed or could not be counted.
    """

    table: pd.DataFrame
    notes: tuple[str, ...]


def event_time(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with `first_treated` moved to the first period that counts as after training, `mixed` and `transition`.

    The period in which a unit becomes trained is a mixture of before and after. It counts as after where at least
    AFTER_FROM of it come after that day (`share_after`), as before where at most BEFORE_UP_TO do, and otherwise as
    neither: the unit's rows are `mixed`, its row of that period is the `transition`, and the next period is the first
    one after. Without a column `share_after` the period counts as after; rows without `first_treated` are left alone.
    """
    if "first_treated" not in rows or "share_after" not in rows:
        return rows.assign(mixed=False, transition=False)
    share = rows["share_after"].fillna(1.0).to_numpy(float)
    first = rows["first_treated"]
    late = (share < AFTER_FROM) & first.notna().to_numpy()
    mixed = late & (share > BEFORE_UP_TO)
    starts = [start + 1 if moved else start for start, moved in zip(first, late, strict=True)]
    transition = mixed & (rows["period"].astype(object) == first.astype(object)).to_numpy()
    return rows.assign(
        first_treated=pd.Series(starts, rows.index, dtype=first.dtype), mixed=mixed, transition=transition
    )


def trainings_held(dataset: Dataset, units: Units, year: int | None, training: Training = ANY) -> pd.DataFrame:
    """The training rows of those units (none: all) that ended in that year (None: any) and are of that training."""
    rows = inside(dataset.pelatihan, units)
    held = rows if year is None else rows[pd.to_datetime(rows["selesai"]).dt.year == year]
    return meant(held, training)


def find_training(pelatihan: pd.DataFrame, text: str) -> Training:
    """The trainings `text` names: a bidang, any part of a training's name, or a bentuk; UnknownName otherwise."""
    for training in (Training(bidang=text), Training(nama=text), Training(bentuk=text)):
        if training.matches(pelatihan).any():
            return training
    known = sorted(set(pelatihan["bidang"].dropna()) | set(pelatihan["nama_pelatihan"].dropna()))
    listed = "; ".join(known) if known else "belum ada pelatihan di buku mana pun"
    raise UnknownName(f"Pelatihan “{text}” tidak ditemukan. Yang ada: {listed}.")


def trainings_in(pelatihan: pd.DataFrame) -> list[str]:
    """Every bidang, then every training name, that a user may choose."""
    return [*sorted(pelatihan["bidang"].dropna().unique()), *sorted(pelatihan["nama_pelatihan"].dropna().unique())]


def measure_exposure(
    pegawai: pd.DataFrame,
    pelatihan: pd.DataFrame,
    cells: pd.DataFrame,
    training: Training = ANY,
    threshold: float = 0.5,
) -> ExposureTable:
    """Exposure to `training` at the end of each unit and period in `cells` (columns unit, period).

    A unit is first treated in the first period at whose end the share of its staff that has completed at least one
    matching training reaches `threshold` (0–1), or in which a training of the whole unit ended, whichever is earlier.
    """
    if cells.empty:
        return ExposureTable(cells.reindex(columns=["unit", "period", *MEASURES]), ())
    roster, said = staff_spells(pegawai, pelatihan, frozenset(cells["unit"]))
    notes = list(said)
    completed, whole_unit = _completed(pelatihan, roster, training, notes)
    by_frequency = dict(iter(cells.groupby(cells["period"].map(frequency), sort=False)))
    spans = {freq: _walked(part["period"], completed["date"].min(), freq) for freq, part in by_frequency.items()}
    ends = _at_ends({last_day(period) for span in spans.values() for period in span}, roster, completed)
    parts = [_one_frequency(part, spans[freq], ends, whole_unit, threshold) for freq, part in by_frequency.items()]
    table = pd.concat(parts, ignore_index=True)
    days = {} if training.whole_period else _days_reached(table, roster, completed, whole_unit, threshold)
    table = table.assign(share_after=_shares_after(table, days))
    if pelatihan.empty:
        notes.append("Belum ada buku pelatihan: porsi sudah dilatih dan JP per pegawai dikosongkan.")
        table = table.assign(**{exposure.key: float("nan") for exposure in EXPOSURES})
    return ExposureTable(table, tuple(notes))


def _plain(texts: pd.Series) -> pd.Series:
    return texts.astype(object).fillna("").astype(str).str.casefold().str.strip()


def _completed(
    pelatihan: pd.DataFrame, roster: pd.DataFrame, training: Training, notes: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Completed matching trainings, one row a person (nip, date, jp), and those of a whole unit (unit, date).

    `dated` is False for a sum of hours over a period, which does not tell when somebody was trained.
    """
    held = meant(pelatihan, training)
    rows = outcomes(held).loc[lambda rows: rows["outcome"] == COMPLETED]
    _note_gaps(rows, notes)
    dated = rows.dropna(subset=["date"])
    _note_strangers(dated[dated["nip"].notna()], roster, notes)
    twice = dated.dropna(subset=["nip"]).duplicated(["nip", "nama_pelatihan", "date"])
    if twice.any():
        notes.append(f"{twice.sum()} baris pelatihan ganda (orang, nama, dan tanggal sama) dihitung sekali.")
    people = called(roster, held).loc[lambda rows: rows["outcome"] == COMPLETED].dropna(subset=["date"])
    told_when = ~people["nama_pelatihan"].astype(str).str.startswith(HOURS_SUM)
    done = people[["nip", "date"]].assign(jp=people["jp"].astype(float).fillna(0.0), dated=told_when)
    return done, whole_unit_days(roster, held)


def _note_gaps(rows: pd.DataFrame, notes: list[str]) -> None:
    started_only = rows["selesai"].isna() & rows["mulai"].notna()
    sayings = {
        "tanpa tanggal selesai dihitung pada tanggal mulainya": started_only,
        "tanpa tanggal sama sekali tidak dapat dihitung": rows["date"].isna(),
        "tanpa JP dihitung sebagai sudah dilatih dengan 0 JP": rows["jp"].isna() & rows["date"].notna(),
        "tanpa NIP dan tanpa unit tidak dapat dihitung": rows["nip"].isna() & rows["unit"].isna(),
    }
    notes.extend(f"{which.sum()} baris pelatihan {saying}." for saying, which in sayings.items() if which.any())


def _note_strangers(persons: pd.DataFrame, roster: pd.DataFrame, notes: list[str]) -> None:
    """Say whose trainings count nowhere: people on no staff list, and people who had left before the training."""
    left = persons["nip"].map(roster.groupby("nip")["selesai"].max())
    sayings = {
        "tidak ada di daftar pegawai": left.isna(),
        "sudah keluar dari daftar pegawai sebelum pelatihannya selesai": left < persons["date"],
    }
    for saying, which in sayings.items():
        if which.any():
            people, records = persons.loc[which, "nip"].nunique(), which.sum()
            notes.append(
                f"{people} orang ({records} baris pelatihan) {saying}, sehingga tidak ikut dihitung; "
                "periksa daftar pegawai."
            )


def _walked(periods: pd.Series, first_training: date, freq: str) -> list[pd.Period]:
    """Every period up to the last of `periods`; from that of the first training, if that is before the first."""
    earlier = [] if pd.isna(first_training) else [period_of(first_training, freq)]
    return period_span(min([*periods, *earlier]), max(periods))


@dataclass(frozen=True, slots=True, eq=False)
class _Ends:
    """The measures of every unit at the end of several days, by key (day × unit); NaN without staff."""

    days: pd.DatetimeIndex
    units: pd.Index
    measures: dict[str, np.ndarray]


def _one_frequency(
    cells: pd.DataFrame, span: list[pd.Period], ends: _Ends, whole_unit: pd.DataFrame, threshold: float
) -> pd.DataFrame:
    """Exposure of cells that share the frequency of `span`, the periods walked to find the first one trained in."""
    days = ends.days.get_indexer(pd.DatetimeIndex([last_day(period) for period in span]))
    place = dict(zip(span, days, strict=True))
    at = [place[period] for period in cells["period"]], ends.units.get_indexer(pd.Index(cells["unit"]))
    starts = _starts(ends, days, span, whole_unit, threshold)
    return cells[["unit", "period"]].assign(
        **{key: np.nan_to_num(values[at]) for key, values in ends.measures.items()},
        first_treated=pd.Series([starts.get(unit, pd.NaT) for unit in cells["unit"]], cells.index, dtype=object),
    )


def _starts(
    ends: _Ends, days: np.ndarray, span: list[pd.Period], whole_unit: pd.DataFrame, threshold: float
) -> dict[str, pd.Period]:
    """Each unit's first period of the span by whose end its staff is trained, or a training of the whole unit ended."""
    reached = ends.measures[TRAINED][days] >= 100 * threshold
    starts = {
        unit: span[of_unit.argmax()] for unit, of_unit in zip(ends.units, reached.T, strict=True) if of_unit.any()
    }
    for unit, day in zip(whole_unit["unit"], whole_unit["date"], strict=True):
        ended = period_of(day, frequency(span[0]))
        if ended <= span[-1]:
            starts[unit] = min(ended, starts.get(unit, ended))
    return starts


def _shares_after(table: pd.DataFrame, days: dict[tuple[str, pd.Period], pd.Timestamp]) -> list[float]:
    """Share of each row's first trained period that comes after the day in `days`; 1 where that is not asked."""
    starts = zip(table["unit"], table["first_treated"], strict=True)
    return [float("nan") if pd.isna(first) else _share_after(first, days.get((unit, first))) for unit, first in starts]


def _share_after(period: pd.Period, day: pd.Timestamp | None) -> float:
    return 1.0 if day is None else (last_day(period) - day).days / ((last_day(period) - first_day(period)).days + 1)


def _days_reached(
    table: pd.DataFrame, roster: pd.DataFrame, completed: pd.DataFrame, whole_unit: pd.DataFrame, threshold: float
) -> dict[tuple[str, pd.Period], pd.Timestamp]:
    """The day within its first trained period on which each unit became trained; its last day where people who came
    or left, not a training, brought the share up."""
    starts = table[["unit", "first_treated"]].dropna().drop_duplicates()
    learners = roster[["nip", "unit"]].drop_duplicates().merge(completed[completed["dated"]], on="nip")
    posts, done = (dict(iter(frame.groupby("unit", sort=False))) for frame in (roster, learners))
    own = whole_unit.groupby("unit")["date"].agg(list).to_dict()
    return {
        (unit, first): _day_reached(
            first, posts.get(unit, roster[:0]), done.get(unit, learners[:0]), own.get(unit, []), threshold
        )
        for unit, first in starts.itertuples(index=False)
    }


def _day_reached(
    period: pd.Period, posts: pd.DataFrame, done: pd.DataFrame, own: list[pd.Timestamp], threshold: float
) -> pd.Timestamp:
    start, end = first_day(period), last_day(period)
    for day in sorted(day for day in {*done["date"], *own} if start <= day <= end):
        staff = posts.loc[(posts["mulai"] <= day) & (posts["selesai"] >= day), "nip"].unique()
        trained = np.isin(staff, done.loc[done["date"] <= day, "nip"]).sum()
        if day in own or (len(staff) and trained >= threshold * len(staff)):
            return day
    return end


def _at_ends(days: set[pd.Timestamp], roster: pd.DataFrame, completed: pd.DataFrame) -> _Ends:
    """Exposure of every unit of the roster at the end of each of the days."""
    people, units = pd.Index(roster["nip"].unique()), pd.Index(roster["unit"].unique())
    posts = roster.groupby(["nip", "unit"], sort=False).ngroup().to_numpy()
    held = roster.drop_duplicates(["nip", "unit"])
    holders, places = people.get_indexer(held["nip"]), units.get_indexer(held["unit"])
    starts, ends = roster["mulai"].to_numpy(), roster["selesai"].to_numpy()
    known = completed[completed["nip"].isin(people)]
    learners, dates, hours = people.get_indexer(known["nip"]), known["date"].to_numpy(), known["jp"].to_numpy()
    dated = known["dated"].to_numpy(dtype=float)
    index, parts = pd.DatetimeIndex(sorted(days)), []
    for day in index.to_numpy():
        filled = np.unique(posts[(starts <= day) & (ends >= day)])
        done = dates <= day
        jp = np.bincount(learners[done], hours[done], len(people))[holders[filled]]
        trainings = np.bincount(learners[done], dated[done], len(people))[holders[filled]]
        parts.append([_mean(places[filled], exposure.of_person(trainings, jp), len(units)) for exposure in EXPOSURES])
    return _Ends(index, units, dict(zip((one.key for one in EXPOSURES), np.array(parts).swapaxes(0, 1), strict=True)))


def _mean(places: np.ndarray, values: np.ndarray, n_units: int) -> np.ndarray:
    """Each unit's mean over its staff, whose units `places` gives; NaN without staff."""
    staff, sums = np.bincount(places, minlength=n_units), np.bincount(places, values, n_units)
    return np.divide(sums, staff, out=np.full(n_units, np.nan), where=staff > 0)
