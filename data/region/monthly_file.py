"""What a kecamatan sends its city: one signed file a month, with counted figures and people under pseudonyms.

The first line is one JSON object, the second its HMAC-SHA256 under the key that the city gave that kecamatan: skema and
aplikasi (versions), kecamatan, bulan, dibuat (UTC), contoh (made up), unit (the units' names), disamarkan (how many
figures of fewer than FEWEST persons or cases were left out), and the columns of nilai, pegawai and pelatihan. Figures
are those of the periods that end in the month; trainings those completed in it; staff those employed in it.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pandas as pd

from data.ingest.parsers.units import squeezed
from data.panel.dataset import DAY_COLUMNS, FRAME_COLUMNS, NUMBER_COLUMNS
from data.problems import BookError
from data.region.pseudonyms import LENGTH, PEOPLE
from data.vocabulary.indicators import indicator
from data.vocabulary.periods import last_day, parse_period, period_of, period_text

SCHEMA = 1
ROWS = {"nilai": FRAME_COLUMNS["kinerja"], **PEOPLE}
KEYS = ["unit", "period", "indicator"]
MOST_BYTES = 20_000_000
MADE = "%Y%m%dT%H%M%S%fZ"
PSEUDONYM = re.compile(rf"[0-9a-f]{{{LENGTH}}}")

MALFORMED = "isinya bukan kiriman bulanan yang utuh; minta kecamatannya mengirim ulang."
FORGED = "tanda tangannya tidak cocok; jangan pakai, minta kecamatannya mengirim ulang."
NO_KEY = "kecamatan {kecamatan} belum punya kunci di sini; buat dengan --key, lalu minta kirim ulang."
NEWER = "dibuat aplikasi versi {program} yang lebih baru; perbarui aplikasi kota, lalu ulangi."
TWICE = "memuat dua angka untuk {unit}, {period}; minta kecamatannya memeriksa dan mengirim ulang."
IMPOSSIBLE = "memuat {label} yang tidak mungkin untuk {unit}; minta kecamatannya memeriksa dan mengirim ulang."
OTHER_MONTH = "memuat angka di luar bulan {month}; minta kecamatannya mengirim ulang."
IN_CLEAR = "memuat NIP yang tidak disamarkan; hapus file ini, minta kecamatannya memperbarui aplikasi."


@dataclass(frozen=True, slots=True, eq=False)
class MonthlyFile:
    """One kecamatan's month as it was sent; `made` (UTC, sorts as text) tells a correction from what it corrects.

    `values`: unit, period (Period), indicator, value, n; `people`: the staff and the trainings, by kind. `digest` is of
    all that the file states but for when it was made.
    """

    kecamatan: str
    month: str
    made: str
    program: str
    schema: int
    is_sample: bool
    units: frozenset[str]
    suppressed: int
    values: pd.DataFrame
    people: Mapping[str, pd.DataFrame]
    digest: str

    def states_the_same(self, other: MonthlyFile) -> bool:
        """Whether both say the same, whenever they were made."""
        return self.digest == other.digest

    @property
    def made_at(self) -> float:
        """The same moment in seconds since 1970."""
        return datetime.strptime(self.made, MADE).replace(tzinfo=UTC).timestamp()


def read_signed(content: bytes, key_of: Callable[[str], bytes | None]) -> MonthlyFile:
    """What a received file says; BookError, which says what to do, unless all of it can be used as it stands."""
    line, _, signature = content.strip().partition(b"\n")
    stated = _stated(line)
    key = key_of(stated["kecamatan"])
    if key is None:
        raise BookError(NO_KEY.format(kecamatan=stated["kecamatan"]))
    if not hmac.compare_digest(_signature(line, key), signature):
        raise BookError(FORGED)
    received = read_kept(content)
    _check_values(received)
    for frame in received.people.values():
        if not all(PSEUDONYM.fullmatch(nip) for nip in frame["nip"].dropna()):
            raise BookError(IN_CLEAR)
    return received


def read_kept(content: bytes) -> MonthlyFile:
    """The same of a file that was checked when it was received; BookError where it is damaged."""
    stated = _stated(content.partition(b"\n")[0])
    if stated["skema"] > SCHEMA:
        raise BookError(NEWER.format(program=stated["aplikasi"]))
    try:
        frames = {kind: _frame(stated[kind], kind) for kind in ROWS}
        values = frames["nilai"].assign(period=frames["nilai"]["period"].map(parse_period))
        datetime.strptime(stated["dibuat"], MADE)
        if not all(isinstance(unit, str) for unit in (*stated["unit"], *values["unit"])):
            raise ValueError("unit")
        return MonthlyFile(
            stated["kecamatan"], period_text(period_of(parse_period(stated["bulan"]).start_time.date(), "M")),
            stated["dibuat"], stated["aplikasi"], stated["skema"], stated["contoh"], frozenset(stated["unit"]),
            stated["disamarkan"], values, {kind: frames[kind] for kind in PEOPLE}, _digest(stated),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BookError(MALFORMED) from error


def ends_in(periods: pd.Series, month: pd.Period) -> pd.Series:
    """Mask of the periods that end with the month."""
    return periods.map(last_day).astype("datetime64[us]") == last_day(month)


def signed(content: Mapping[str, Any], key: bytes) -> bytes:
    """The file that states `content`."""
    line = json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    return line + b"\n" + _signature(line, key) + b"\n"


def columns_of(rows: pd.DataFrame, kind: str) -> dict[str, list[Any]]:
    """Each column as JSON has it: days as text, what is missing as null."""
    texts = {name: rows[name].dt.strftime("%Y-%m-%d") for name in DAY_COLUMNS if name in rows}
    plain = rows.assign(**texts)[list(ROWS[kind])].astype(object)
    return {str(name): plain[name].where(plain[name].notna(), None).tolist() for name in plain}


def _frame(columns: Mapping[str, list[Any]], kind: str) -> pd.DataFrame:
    """The inverse of `columns_of`; ValueError or KeyError where columns are missing, uneven or of another type."""
    rows = pd.DataFrame({name: pd.Series(columns[name], dtype=object) for name in ROWS[kind]})
    if len({len(columns[name]) for name in ROWS[kind]}) > 1:
        raise ValueError(kind)
    days = {name: pd.to_datetime(rows[name], format="%Y-%m-%d") for name in DAY_COLUMNS if name in rows}
    return rows.assign(**days).astype({name: float for name in NUMBER_COLUMNS if name in rows})


def _stated(line: bytes) -> dict[str, Any]:
    try:
        stated = json.loads(line)
        named = isinstance(stated["kecamatan"], str) and isinstance(stated["skema"], int)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BookError(MALFORMED) from error
    if not named:
        raise BookError(MALFORMED)
    return dict(stated)


def _digest(stated: Mapping[str, Any]) -> str:
    return sha256(json.dumps({**stated, "dibuat": ""}, sort_keys=True).encode()).hexdigest()


def _signature(line: bytes, key: bytes) -> bytes:
    return hmac.digest(key, line, "sha256").hex().encode()


def _check_values(received: MonthlyFile) -> None:
    """BookError where figures are of another month, contradict each other, or cannot be."""
    values = received.values
    if not ends_in(values["period"], parse_period(received.month)).all():
        raise BookError(OTHER_MONTH.format(month=received.month))
    again = values[values.assign(unit=values["unit"].map(squeezed)).duplicated(KEYS)]
    if len(again):
        raise BookError(TWICE.format(unit=again["unit"].iloc[0], period=period_text(again["period"].iloc[0])))
    for key, rows in values.groupby("indicator"):
        known = indicator(str(key))
        lacking = ~rows["value"].between(known.low if known.low is not None else -float("inf"),
                                         known.high if known.high is not None else float("inf"))  # fmt: skip
        if lacking.any():
            raise BookError(IMPOSSIBLE.format(label=known.label, unit=rows.loc[lacking, "unit"].iloc[0]))
