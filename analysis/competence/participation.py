"""Who was invited, who came, who refused and why; what followed an outreach."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import nan
from typing import Any

import pandas as pd

from analysis.stats.intervals import Share, share
from analysis.text.disclosure import FEWEST, few, hidden, hidden_parts
from data.panel.attendance import ABSENT, CANCELLED, COMPLETED, REFUSED, invited
from data.panel.dataset import Dataset
from data.problems import NoAnswer, NotExported

OUTREACH_NAMES = "ajakan|sosialisasi|imbauan|himbauan|penyuluhan|edaran"
NO_EVENTS = "Belum ada lembar kejadian: catat tanggal ajakan di sana agar penolakan sebelum dan sesudah terbaca."


def attendance(dataset: Dataset, pass_mark: float | None) -> Participation:
    """The funnel and refusals of the whole office; NoAnswer without invitations.

    Asked for the office alone: two choices of units or trainings would differ by a group too small to tell about.
    """
    result = participation(dataset.pegawai, dataset.pelatihan, pass_mark, dataset.exported)
    if not result.n:
        raise NoAnswer("Belum ada undangan pelatihan dalam buku.")
    if few(result.people):
        raise NoAnswer("Undangan dalam buku hanya tentang kurang dari 5 orang, jadi tidak ditampilkan.")
    return result


def after_outreach(dataset: Dataset, day: pd.Timestamp) -> Outreach:
    """Refusals before and after an outreach; NoAnswer where either side has no invitation whose attendance is known."""
    result = outreach(dataset.pegawai, dataset.pelatihan, day)
    if not (result.before.n and result.after.n):
        raise NoAnswer("Belum ada undangan dengan kehadiran tercatat di kedua sisi kegiatan itu.")
    return result


def outreaches(dataset: Dataset) -> dict[str, pd.Timestamp]:
    """Events the office noted that may have changed willingness, those named as such first: name → first day.

    NoAnswer where it noted none.
    """
    if dataset.exported:
        raise NotExported("Lembar kejadian")
    known = dataset.kejadian.dropna(subset=["nama", "mulai"])
    if known.empty:
        raise NoAnswer(NO_EVENTS)
    named = known["nama"].str.contains(OUTREACH_NAMES, case=False)
    known = known.assign(named=named).sort_values(["named", "mulai"], ascending=[False, True])
    return dict(zip(known["nama"], known["mulai"], strict=True))


STEPS = {"completed": COMPLETED, "refused": REFUSED, "absent": ABSENT, "cancelled": CANCELLED}
SOURCE = "Buku pelatihan: kolom kehadiran, alasan, dan nilai"
EXPORTED_SOURCE = "Buku pelatihan: kolom kehadiran"
AGE_BANDS = (
    {"di bawah 30 tahun": 29, "30–39 tahun": 39, "40–49 tahun": 49, "50 tahun ke atas": 120},
    {"di bawah 40 tahun": 39, "40 tahun ke atas": 120},
)
EXPERIENCE = (
    {"belum pernah ikut pelatihan": 0, "1–2 pelatihan sebelumnya": 2, "3 pelatihan atau lebih sebelumnya": 999},
    {"belum pernah ikut pelatihan": 0, "pernah ikut pelatihan": 999},
)
OTHER_REASONS = "Alasan lain (digabung)"
NO_REASON = "Alasan tidak diisi"
UNKNOWN = "tidak diketahui"
BORN = r"^(\d{4})\d{14}$"
"""The year of birth in a NIP."""

_FIGURES = ["invited", "refused", "share", "ci_low", "ci_high"]


@dataclass(frozen=True, slots=True)
class Funnel:
    """Invitations (person × training) and what became of them; passed is None without a pass mark.

    The books tell who completed, not who came and left early: came and completed are one step. tested counts completed
    with a final score, passed those of them at or above pass_mark. A step that would tell about fewer than five
    persons, by itself or by what it leaves of another one, is None and stands in `hidden`.
    """

    invited: int
    completed: int | None
    refused: int | None
    absent: int | None
    cancelled: int | None
    tested: int | None
    passed: int | None
    pass_mark: float | None
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Participation:
    """The funnel and the refusals; n counts invitations, people the persons behind them.

    recorded is False where no attendance was noted at all: then nothing is known about refusals. refusal is NaN too
    where fewer than five persons refused.
    by_unit, by_age, by_experience: columns group, invited, refused, share, ci_low, ci_high (Wilson, 95%), hidden; a
    hidden group's figures are NaN. Of a fine and a coarse grouping (units, kinds of unit) the one that may show more
    invitations is given. Shares are 0–1 of invitations. reasons: columns alasan, n; None where they would tell about
    fewer than five persons. exported: age, reasons and scores are unknown, so by_age is empty, the others None.
    """

    funnel: Funnel
    refusal: Share
    by_unit: pd.DataFrame
    by_age: pd.DataFrame
    by_experience: pd.DataFrame
    reasons: pd.DataFrame | None
    n: int
    people: int
    recorded: bool
    period: tuple[pd.Timestamp, pd.Timestamp]
    exported: bool = False
    unit: str = "undangan (orang × pelatihan)"

    @property
    def source(self) -> str:
        """The columns all this is read from."""
        return EXPORTED_SOURCE if self.exported else SOURCE


@dataclass(frozen=True, slots=True)
class Outreach:
    """Share of invitations refused in the months before and after a day; Newcombe's 95% interval of the difference.

    Something else may have changed on that day too: this is a comparison, not the effect of the outreach. A side about
    fewer than five persons is NaN but for its n, and so are then the difference and its interval; `direction` is +1 or
    −1 where the interval excludes zero, also then.
    """

    day: pd.Timestamp
    months: int
    before: Share
    after: Share
    difference: float
    ci_low: float
    ci_high: float
    direction: int


def participation(
    pegawai: pd.DataFrame, pelatihan: pd.DataFrame, pass_mark: float | None = None, exported: bool = False
) -> Participation:
    """Funnel, refusals by unit, age band and earlier experience, and reasons, over all trainings in the frame.

    Age comes from the birth year in the NIP, at the year of the last training. `pass_mark` is the office's own (0–100).
    `exported`: the rows are those of a region, without reasons and scores and with pseudonyms for NIP.
    """
    calls = invited(pegawai, pelatihan)
    calls = _with_refusals(calls)
    groups: dict[str, Any] = {name: _by(calls, group) for name, group in _groups(calls).items()}
    if exported:
        groups["by_age"] = groups["by_age"].iloc[:0]
    recorded = bool(calls["recorded"].any())
    return Participation(
        funnel=_funnel(calls, pass_mark, exported),
        refusal=_refusal(calls) if recorded and not few(_refusing(calls)) else Share(nan, nan, nan, 0),
        reasons=None if exported else _reasons(calls[calls["refused"]]),
        n=len(calls),
        people=int(calls["nip"].nunique()),
        recorded=recorded,
        period=(calls["date"].min(), calls["date"].max()),
        exported=exported,
        **groups,
    )


def told_by_group(pegawai: pd.DataFrame, pelatihan: pd.DataFrame, table: str) -> pd.DataFrame:
    """The invitations behind the shown groups of `by_unit`, `by_age` or `by_experience`: as `invited`, group, refused.

    Only those whose attendance is known; none of a hidden group.
    """
    calls = _with_refusals(invited(pegawai, pelatihan))
    group = _groups(calls)[table]
    told = _by(calls, group)
    shown = group.isin(told.loc[~told["hidden"], "group"]) & calls["recorded"]
    return calls.assign(group=group.astype(object))[shown]


def told_reasons(pegawai: pd.DataFrame, pelatihan: pd.DataFrame) -> pd.DataFrame:
    """The refusals behind `reasons`: as `invited`, with `alasan` as it is shown; none where they may not be told."""
    calls = _with_refusals(invited(pegawai, pelatihan))
    refusals = calls[calls["refused"]]
    named = _named_reasons(refusals)
    return refusals.iloc[:0] if named is None else refusals.assign(alasan=named)


def _with_refusals(calls: pd.DataFrame) -> pd.DataFrame:
    return calls.assign(refused=calls["outcome"] == REFUSED)


def outreach(pegawai: pd.DataFrame, pelatihan: pd.DataFrame, day: pd.Timestamp, months: int = 6) -> Outreach:
    """Refusals in the `months` before `day` against those from that day on."""
    before, after = outreach_sides(pegawai, pelatihan, day, months)
    found = compared_sides(before["refused"], after["refused"], day, months)
    if not (_small(before) or _small(after)):
        return found
    return replace(found, before=_side(before), after=_side(after), difference=nan, ci_low=nan, ci_high=nan)


def outreach_sides(
    pegawai: pd.DataFrame, pelatihan: pd.DataFrame, day: pd.Timestamp, months: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The invitations with known attendance of the `months` before `day`, and of those from it on; with `refused`."""
    calls = _with_refusals(invited(pegawai, pelatihan)).query("recorded")
    span = pd.DateOffset(months=months)
    earlier = (calls["date"] >= day - span) & (calls["date"] < day)
    later = (calls["date"] >= day) & (calls["date"] < day + span)
    return calls[earlier], calls[later]


def compared_sides(before: pd.Series, after: pd.Series, day: pd.Timestamp, months: int) -> Outreach:
    """The shares of two sides (True: refused) and their difference, nothing hidden."""
    low, high = _newcombe(after, before)
    difference = float(after.mean() - before.mean())
    return Outreach(day, months, share(before), share(after), difference, low, high, int(low > 0) - int(high < 0))


def _side(calls: pd.DataFrame) -> Share:
    """The share refused; its n alone where fewer than five persons are behind it."""
    return Share(nan, nan, nan, len(calls)) if _small(calls) else share(calls["refused"])


def _small(calls: pd.DataFrame) -> bool:
    return few(calls["nip"].nunique()) or few(_refusing(calls))


def _refusing(calls: pd.DataFrame) -> int:
    """How many persons refused."""
    return int(calls.loc[calls["refused"], "nip"].nunique())


def _funnel(calls: pd.DataFrame, pass_mark: float | None, exported: bool) -> Funnel:
    steps = _steps(calls, pass_mark)
    away = _hidden_steps({name: set(rows["nip"]) for name, rows in steps.items()})
    away -= {"tested", "passed"} if exported else set()
    counts = {name: None if name in away else len(rows) for name, rows in steps.items()}
    counts["tested"] = None if exported else counts["tested"]
    counts["passed"] = counts["passed"] if pass_mark is not None and not exported else None
    return Funnel(invited=len(calls), pass_mark=pass_mark, hidden=away, **counts)


def told_steps(pegawai: pd.DataFrame, pelatihan: pd.DataFrame, funnel: Funnel) -> dict[str, pd.DataFrame]:
    """The invitations behind every shown step of a funnel, by its field."""
    calls = invited(pegawai, pelatihan)
    steps = {"invited": calls, **_steps(calls, funnel.pass_mark)}
    return {name: rows for name, rows in steps.items() if getattr(funnel, name) is not None}


def _steps(calls: pd.DataFrame, pass_mark: float | None) -> dict[str, pd.DataFrame]:
    steps = {name: calls[calls["outcome"] == told] for name, told in STEPS.items()}
    scored = steps["completed"].dropna(subset=["nilai_post"])
    return steps | {
        "tested": scored,
        "passed": scored[scored["nilai_post"] >= (100 if pass_mark is None else pass_mark)],
    }


def _hidden_steps(persons: dict[str, set[str]]) -> frozenset[str]:
    """Steps that tell about fewer than five persons, and those that would give them away.

    Refusals stand in other tables too, so hiding them would hide nothing.
    """
    away = set(hidden_parts({name: persons[name] for name in STEPS}, spare=["cancelled", "absent", "completed"]))
    for whole, part in (("completed", "tested"), ("tested", "passed")):
        if whole in away or few(len(persons[part])) or few(len(persons[whole] - persons[part])):
            away.add(part)
    return frozenset(away)


def _age(calls: pd.DataFrame) -> pd.Series:
    """Each person's age in the year of the last training; NaN where the NIP shows no year."""
    born = pd.to_numeric(calls["nip"].astype("string").str.extract(BORN, expand=False), errors="coerce")
    return calls["date"].max().year - born if len(calls) else born


def _earlier_trainings(calls: pd.DataFrame) -> pd.Series:
    """How many trainings the person had completed before each invitation."""
    ordered = calls.sort_values("date", kind="stable")
    came = (ordered["outcome"] == COMPLETED).astype(int)
    return (came.groupby(ordered["nip"]).cumsum() - came).reindex(calls.index)


def _banded(values: pd.Series, bands: dict[str, int]) -> pd.Series:
    """The band of each value, in order; `bands` gives each one's highest value."""
    cut = pd.cut(values, [-1, *bands.values()], labels=list(bands))
    return cut.cat.add_categories(UNKNOWN).fillna(UNKNOWN)


def _refusal(calls: pd.DataFrame) -> Share:
    return share(calls["refused"].where(calls["recorded"]))


def _groups(calls: pd.DataFrame) -> dict[str, pd.Series]:
    """The group of each invitation in every breakdown: of a fine and a coarse one, the one that may show more."""
    unit, age, earlier = calls["unit"].fillna(UNKNOWN), _age(calls), _earlier_trainings(calls)
    several = {
        "by_unit": [unit, unit.str.split().str[0]],
        "by_age": [_banded(age, bands) for bands in AGE_BANDS],
        "by_experience": [_banded(earlier, bands) for bands in EXPERIENCE],
    }
    return {
        name: max(groupings, key=lambda group: _by(calls, group)["invited"].sum())
        for name, groupings in several.items()
    }


def _by(calls: pd.DataFrame, group: pd.Series) -> pd.DataFrame:
    """Refusals by group with small groups hidden; the threshold counts persons, not invitations."""
    groups = calls.groupby(group, sort=True, observed=True)
    people = groups["nip"].nunique()
    refusing = (
        calls[calls["refused"]].groupby(group, observed=True)["nip"].nunique().reindex(people.index, fill_value=0)
    )
    rows = [(name, rows["recorded"].sum(), rows["refused"].sum(), _refusal(rows)) for name, rows in groups]
    table = pd.DataFrame(
        [(name, n, refused, one.value, one.ci_low, one.ci_high) for name, n, refused, one in rows],
        columns=["group", *_FIGURES],
    )
    table["hidden"] = hidden(people, refusing).to_numpy(dtype=bool)
    table[_FIGURES] = table[_FIGURES].astype(float).mask(table["hidden"])
    return table


def _reasons(refusals: pd.DataFrame) -> pd.DataFrame | None:
    """How often each reason was given, where that may be told."""
    named = _named_reasons(refusals)
    return None if named is None else named.value_counts().rename_axis("alasan").reset_index(name="n")


def _named_reasons(refusals: pd.DataFrame) -> pd.Series | None:
    """Reasons given by five persons or more; the rest together, as long as that is five persons too."""
    texts = refusals["alasan"].astype("string").str.strip().str.capitalize().fillna(NO_REASON)
    people = refusals.groupby(texts)["nip"].nunique()
    mask = hidden(people, people)
    named = texts.mask(texts.map(mask).astype(bool), OTHER_REASONS)
    persons = refusals.groupby(named)["nip"].nunique()
    return None if (persons < FEWEST).any() else named.rename("alasan")


def _newcombe(after: pd.Series, before: pd.Series) -> tuple[float, float]:
    if after.empty or before.empty:
        return nan, nan
    from statsmodels.stats.proportion import confint_proportions_2indep

    low, high = confint_proportions_2indep(after.sum(), len(after), before.sum(), len(before), method="newcomb")
    return float(low), float(high)
