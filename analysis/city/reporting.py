"""Who sent what until which month, and whom the city still waits for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal

import pandas as pd

from analysis.text import wording
from data.panel.dataset import Dataset
from data.vocabulary.periods import last_day

STALE_DAYS = 45
SendingState = Literal["never", "stale", "gaps", "complete"]
ORDER: tuple[SendingState, ...] = ("never", "stale", "gaps", "complete")
STATES = {"never": "belum mengirim", "stale": "terlambat", "gaps": "ada bulan kosong", "complete": "lengkap"}


@dataclass(frozen=True, slots=True)
class Sending:
    """What one kecamatan has sent: its units, its last period, periods missing in between, when it last sent.

    `late` counts the days by which its last period ended more than STALE_DAYS ago; `program` is the version that made
    its newest monthly file, `doubts` what those files lack or contradict.
    """

    kecamatan: str
    state: SendingState
    units: int = 0
    last: pd.Period | None = None
    missing: tuple[pd.Period, ...] = ()
    sent: datetime | None = None
    late: int = 0
    program: str = ""
    doubts: Sequence[str] = ()


def sendings(
    dataset: Dataset,
    sent: Mapping[str, datetime],
    expected: Sequence[str],
    today: date,
    programs: Mapping[str, str] = MappingProxyType({}),
    doubts: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> tuple[Sending, ...]:
    """Each kecamatan that was expected or has sent, those to be reminded first."""
    values = dataset.kinerja.dropna(subset=["value"])
    values = values.assign(kecamatan=values["unit"].map(dataset.kecamatan))
    by = [(str(name), part) for name, part in values.groupby("kecamatan")]
    own = {name: _sending(name, part, sent.get(name), today) for name, part in by}
    silent = {name: Sending(name, "never", sent=sent.get(name)) for name in {*expected, *sent} - {*own}}
    several = [
        replace(one, program=programs.get(name, ""), doubts=doubts.get(name, ()))
        for name, one in (own | silent).items()
    ]
    return tuple(sorted(several, key=lambda one: (ORDER.index(one.state), one.kecamatan)))


def _sending(name: str, values: pd.DataFrame, sent: datetime | None, today: date) -> Sending:
    ends = {period: last_day(period).date() for period in values["period"].unique()}
    last = max(ends, key=lambda period: ends[period])
    like = [period for period in ends if period.freq == last.freq]
    missing = tuple(sorted(set(pd.period_range(min(like), last, freq=last.freq)) - set(like)))
    late = max((today - ends[last]).days - STALE_DAYS, 0)
    state: SendingState = "stale" if late else "gaps" if missing else "complete"
    return Sending(name, state, values["unit"].nunique(), last, missing, sent, late)


def reporting_sentence(several: Sequence[Sending]) -> str:
    """How many are complete, and whom to remind."""
    whole = sum(one.state == "complete" for one in several)
    said = f"{whole} dari {len(several)} kecamatan lengkap dan tepat waktu."
    parts = [
        f"{STATES[state]}: {wording.listing(_few([one.kecamatan for one in several if one.state == state]))}"
        for state in ORDER[:-1]
        if any(one.state == state for one in several)
    ]
    return f"{said} {_capital('; '.join(parts))}".strip()


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _few(names: list[str], most: int = 3) -> list[str]:
    return names if len(names) <= most else [*names[:most], f"{len(names) - most} lainnya"]


def reporting_table(several: Sequence[Sending]) -> pd.DataFrame:
    """One row a kecamatan in words."""
    return pd.DataFrame(
        {
            "Kecamatan": one.kecamatan,
            "Keadaan": STATES[one.state],
            "Data sampai": wording.period(one.last) if one.last is not None else "–",
            "Bulan kosong": wording.listing(_few([wording.period(period) for period in one.missing])) or "–",
            "Unit": one.units,
            "Terakhir dikirim": wording.day(one.sent.date()) if one.sent else "–",
            "Hari terlambat": one.late,
            "Versi aplikasi": one.program or "–",
            "Perlu diperiksa": "; ".join(one.doubts) or "–",
        }
        for one in several
    )
