"""Records and the cells of the panel that were worked out from them by hand; every case is a unit of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from data.panel.dataset import Dataset, empty_frame
from data.vocabulary.ikm import UNSUR
from data.vocabulary.periods import parse_period

Cell = tuple[str, str]
MAY = "2025-05-05 08:00"


@dataclass(frozen=True, slots=True)
class Case:
    """`expected`: (indicator, period) → (value, n); None: n unknown. The unit's records come to these and no others."""

    unit: str
    expected: Mapping[Cell, tuple[float, float | None]]
    layanan: Sequence[dict[str, object]] = field(default=())
    skm: Sequence[dict[str, object]] = field(default=())
    kinerja: Sequence[dict[str, object]] = field(default=())


def came(masuk: str, after: str | None, **more: object) -> dict[str, object]:
    """A case that came at that time and was done `after` it (None: still open)."""
    start = pd.Timestamp(masuk)
    return {"masuk": start, "selesai": None if after is None else start + pd.Timedelta(after), **more}


def answers(period: str, score: float, **more: float | None) -> dict[str, object]:
    """One respondent who gave every element that score, but for `more`."""
    return {"period": period, **dict.fromkeys(UNSUR, score), **more}


def typed(period: str, indicator: str, value: float | None, n: float | None = None) -> dict[str, object]:
    return {"period": period, "indicator": indicator, "value": value, "n": n}


def nrr(period: str, score: float, n: int, **more: float) -> dict[Cell, tuple[float, float]]:
    """The cells of all nine elements, each with that mean but for `more`."""
    return {(f"nrr_{unsur.lower()}", period): (more.get(unsur, score), n) for unsur in UNSUR}


def volume(period: str, cases: int) -> dict[Cell, tuple[float, float]]:
    return {("volume", period): (cases, cases)}


CASES = (
    Case(
        "median of an odd number",
        {("lama_layanan", "2025-05"): (20, 3), **volume("2025-05", 3)},
        layanan=[came(MAY, minutes) for minutes in ("60min", "10min", "20min")],
    ),
    Case(
        "median of an even number",
        {("lama_layanan", "2025-05"): (25, 4), **volume("2025-05", 4)},
        layanan=[came(MAY, minutes) for minutes in ("30min", "10min", "61min", "20min")],
    ),
    Case(
        "seconds and parts of them",
        {("lama_layanan", "2025-05"): (90.5005 / 60, 1), **volume("2025-05", 1)},
        layanan=[came(MAY, "90500500us")],
    ),
    Case(
        "done in another month, and a month without a case",
        {
            ("lama_layanan", "2025-06"): (60, 1), **volume("2025-05", 1),
            ("lama_layanan", "2025-08"): (15, 1), **volume("2025-08", 1),
        },
        layanan=[came("2025-05-31 23:30", "60min"), came("2025-08-01 08:00", "15min")],
    ),
    Case(
        "the last second of a year, and a leap day",
        {
            ("lama_layanan", "2025-01"): (2 / 60, 1), **volume("2024-12", 1),
            ("lama_layanan", "2024-02"): (1440, 1), **volume("2024-02", 1),
        },
        layanan=[came("2024-12-31 23:59:59", "2s"), came("2024-02-28 12:00", "1D")],
    ),
    Case(
        "returned, not returned, unknown",
        {("berkas_dikembalikan", "2025-05"): (100 / 3, 3), ("lama_layanan", "2025-05"): (1, 5), **volume("2025-05", 5)},
        layanan=[came(MAY, "1min", dikembalikan=known) for known in (True, False, None, False, None)],
    ),
    Case(
        "promised in minutes: just within, just beyond",
        {("tepat_waktu", "2025-05"): (200 / 3, 3), ("lama_layanan", "2025-05"): (15, 3), **volume("2025-05", 3)},
        layanan=[came(MAY, taken, standar_menit=15.0) for taken in ("15min", "900000001us", "3min")],
    ),
    Case(
        "promised in working days: one over a weekend",
        {("tepat_waktu", "2025-05"): (50, 2), ("lama_layanan", "2025-05"): (4320, 2), **volume("2025-05", 2)},
        layanan=[came("2025-05-02 09:00", "3D", standar_hari_kerja=days) for days in (0.0, 1.0)],
    ),
    Case(
        "promised in working days: one from before Nyepi to after Idulfitri",
        {("tepat_waktu", "2025-04"): (50, 2), ("lama_layanan", "2025-04"): (17280, 2), **volume("2025-03", 2)},
        layanan=[came("2025-03-27 09:00", "12D", standar_hari_kerja=days) for days in (0.0, 1.0)],
    ),
    Case(
        "promised in working days of a year whose days off nobody has decreed",
        {("tepat_waktu", "1999-12"): (100, 1), ("lama_layanan", "1999-12"): (1440, 1), **volume("1999-12", 1)},
        layanan=[came("1999-12-30 09:00", "1D", standar_hari_kerja=1.0)],
    ),
    Case(
        "promised both ways: minutes count",
        {("tepat_waktu", "2025-05"): (0, 1), ("lama_layanan", "2025-05"): (20, 1), **volume("2025-05", 1)},
        layanan=[came(MAY, "20min", standar_menit=15.0, standar_hari_kerja=5.0)],
    ),
    Case("still open", volume("2025-05", 1), layanan=[came(MAY, None, standar_menit=15.0)]),
    Case(
        "done before it came",
        volume("2025-05", 2),
        layanan=[came(MAY, "-1min", standar_menit=15.0), came(MAY, "-9D", standar_hari_kerja=1.0)],
    ),
    Case(
        "days without a time of day",
        {("tepat_waktu", "2025-05"): (100, 1), **volume("2025-05", 2)},
        layanan=[came("2025-05-05", "0D", standar_menit=promise) for promise in (60.0, 1440.0)],
    ),
    Case(
        "no minute passed, by the clock",
        {("tepat_waktu", "2025-05"): (100, 1), ("lama_layanan", "2025-05"): (0, 1), **volume("2025-05", 1)},
        layanan=[came(MAY, "0min", standar_menit=60.0)],
    ),
    Case(
        "Kel. \"O'Neil\", 100% – Ügarit;\\N",
        {("lama_layanan", "2025-05"): (5, 1), **volume("2025-05", 1)},
        layanan=[came(MAY, "5min")],
    ),
    Case(
        "two respondents",
        {("ikm", "2025-T2"): (87.5, 2), **nrr("2025-T2", 3.5, 2)},
        skm=[answers("2025-T2", 3), answers("2025-T2", 4)],
    ),
    Case(
        "a blank answer is no zero, a blank sheet no respondent",
        {("ikm", "2025-05"): (28 * 25 / 9, 2), **nrr("2025-05", 3, 2, U1=4)},
        skm=[
            answers("2025-05", 2, U1=4),
            answers("2025-05", 4, U1=None),
            answers("2025-05", 1, **dict.fromkeys(UNSUR)),
        ],
    ),
    Case(
        "satu unsur tidak ditanyakan",
        {cell: value for cell, value in nrr("2025-05", 3, 1).items() if cell[0] != "nrr_u9"},
        skm=[answers("2025-05", 3, U9=None)],
    ),
    Case(
        "typed values: the later row, every frequency, none where the cell was blank",
        {
            ("ikm", "2025-05"): (82, 40), ("ikm", "2025-T2"): (83, None), ("ikm", "2025-S1"): (84, None),
            ("Kunjungan warga", "2025"): (1200.5, None),
        },
        kinerja=[
            typed("2025-05", "ikm", 82, 40), typed("2025-05", "ikm", 82, 40), typed("2025-T2", "ikm", 83),
            typed("2025-S1", "ikm", 84), typed("2025", "Kunjungan warga", 1200.5), typed("2025-06", "ikm", None),
        ],
    ),
    Case(
        "a typed value wins over the counted one",
        {("lama_layanan", "2025-05"): (20.004, 7), **volume("2025-05", 1)},
        layanan=[came(MAY, "20min")],
        kinerja=[typed("2025-05", "lama_layanan", 20.004, 7)],
    ),
)  # fmt: skip


def frame(kind: str, rows: Sequence[dict[str, object]]) -> pd.DataFrame:
    """Rows of one kind in the loader's shape and types; periods as text."""
    like = empty_frame(kind)
    read = [
        {**row, "period": parse_period(row["period"])} if isinstance(row.get("period"), str) else row for row in rows
    ]
    found = pd.DataFrame(read, columns=like.columns, index=range(len(rows)), dtype=object)
    return found.assign(row=range(len(rows))).astype(like.dtypes.to_dict())


def records(kind: str) -> list[dict[str, object]]:
    """The records of all cases of that kind."""
    return [{"unit": case.unit, **row} for case in CASES for row in getattr(case, kind)]


def hand_worked(more: Mapping[str, Sequence[dict[str, object]]]) -> Dataset:
    """The records of all cases and `more` of each kind: new each time, so that nothing is remembered."""
    kinds = {kind: [*records(kind), *more.get(kind, ())] for kind in ("layanan", "skm", "kinerja")}
    return Dataset(**{kind: frame(kind, rows) for kind, rows in kinds.items()})
