"""When cases of a service register came in and were done: days and hours in one column, or in columns of their own."""

import re
from datetime import datetime, time, timedelta

import numpy as np

from data.ingest.columns.cells import TableCells
from data.ingest.columns.days import read_spans
from data.ingest.columns.durations import read_minutes
from data.ingest.parsers.numbers import NumberKind
from data.ingest.parsers.parsing import Refused, parse_distinct
from data.ingest.parsers.text import clean, is_blank

HOUR = re.compile(
    r"(?:(?:pukul|pkl|jam)\.? ?)?(\d{1,2})[.:,](\d{2})(?:[.:]\d{2})?(?: ?([ap])\.?m\.?)?(?: ?(?:wib|wita|wit))?",
    re.IGNORECASE,
)
SAYS_LENGTH = re.compile(r"\b(?:lama|durasi)\b")
END, LENGTH_OF_CASE = "jam selesai", "lama layanan"
NO_TIME = np.timedelta64("NaT", "us")
DAY = np.timedelta64(1, "D")
LENGTH = NumberKind(low=0)


def read_case_times(cells: TableCells) -> dict[str, np.ndarray]:
    """masuk, selesai (datetime64[us], at midnight where no hour is told) and lama_menit, the minutes as they are typed.

    A duration in minutes can be told only where both ends have an hour, so where one lacks it both are plain days.
    """
    masuk = _moments(cells, "masuk", "jam_masuk", _days(cells, "tanggal"))
    ends_at = _column_of_ends(cells)
    lama = _typed_minutes(cells) if ends_at != "lama" else np.full(len(cells), np.nan)
    selesai = _moments(cells, "selesai", ends_at, masuk.astype("datetime64[D]").astype(masuk.dtype))
    if cells.named("selesai") is None and cells.named(ends_at) is None:
        selesai = _after(masuk, lama)
    untimed = ~np.isnat(masuk) & ~np.isnat(selesai) & (_is_day(masuk) | _is_day(selesai))
    masuk, selesai = (np.where(untimed, at.astype("datetime64[D]").astype(at.dtype), at) for at in (masuk, selesai))
    _say_untimed(cells, untimed & np.isnan(lama))
    return {"masuk": masuk, "selesai": selesai, "lama_menit": lama}


def _days(cells: TableCells, name: str) -> np.ndarray:
    spans = None if _holds_hours(cells, name) else read_spans(cells, name)
    return np.full(len(cells), np.datetime64("NaT", "us")) if spans is None else spans[0 if name != "selesai" else 1]


def _column_of_ends(cells: TableCells) -> str:
    """The column of the hours when cases were done; "Waktu Penyelesaian" may hold those, or lengths: then asked."""
    header = cells.named("lama")
    if header is None or cells.named("jam_selesai") or SAYS_LENGTH.search(header.text.casefold()):
        return "jam_selesai"
    if not any(isinstance(cell, time) or _hour_in(cell) for cell in set(cells.raw(header))):
        return "jam_selesai"
    sentence = f"Kolom “{header.text}”, lembar “{cells.findings.sheet}”: jam selesainya, atau lama layanannya?"
    answer = cells.findings.ask(f"{cells.table.layout}:lama:jam", sentence, (END, LENGTH_OF_CASE))
    if answer is None:
        reason = "jam selesai atau lama layanan? Jawab dulu pertanyaan tentang kolom ini"
        filled = [place for place, cell in enumerate(cells.raw(header)) if not is_blank(cell)]
        cells.report(header, cells.table.contract.column("jam_selesai"), dict.fromkeys(filled, reason))
    return "jam_selesai" if answer == LENGTH_OF_CASE else "lama"


def _moments(cells: TableCells, name: str, hours_name: str, day: np.ndarray) -> np.ndarray:
    """The moments of one end of the cases; `day` holds those that have no day of their own."""
    own = _days(cells, name)
    hours = _hours(cells, name if _holds_hours(cells, name) else hours_name)
    has_own_day = cells.named(name) is not None and not _holds_hours(cells, name)
    days = own if has_own_day else np.where(np.isnat(hours) & (name == "selesai"), np.datetime64("NaT", "us"), day)
    timed = ~np.isnat(hours) & _is_day(days)
    return np.where(timed, days + np.where(np.isnat(hours), np.timedelta64(0, "us"), hours), days)


def _is_day(moments: np.ndarray) -> np.ndarray:
    """Which moments are at midnight: days without an hour."""
    return np.asarray(moments == moments.astype("datetime64[D]"))


def _holds_hours(cells: TableCells, name: str) -> bool:
    """Whether a column of moments holds hours alone, its day standing in another one."""
    header = cells.named(name)
    if cells.named("tanggal") is None and (name == "masuk" or cells.named("masuk") is None):
        return False
    filled = [] if header is None else [cell for cell in cells.raw(header) if not is_blank(cell)]
    return bool(filled) and all(isinstance(cell, time) or _hour_in(cell) for cell in filled)


def _hour_in(cell: object) -> re.Match[str] | None:
    return HOUR.fullmatch(clean(cell)) if isinstance(cell, str) else None


def _hours(cells: TableCells, name: str) -> np.ndarray:
    """The time of day in each row of a column, as timedelta64[us] since midnight; NaT where there is none."""
    header = cells.named(name)
    if header is None:
        return np.full(len(cells), NO_TIME)
    parsed = parse_distinct(cells.raw(header), parse_hour)
    cells.report(header, cells.table.contract.column(name), parsed.refused)
    return np.array([NO_TIME if hour is None else hour for hour in parsed.values], dtype="timedelta64[us]")


def parse_hour(cell: object) -> np.timedelta64:
    """A time of day: 08:10, "08.10 WIB", "pukul 8.10", or a share of a day as Excel keeps it."""
    if isinstance(cell, (time, datetime)):
        return np.timedelta64((cell.hour * 60 + cell.minute) * 60 + cell.second, "s")
    if isinstance(cell, timedelta) and timedelta() <= cell < timedelta(days=1):
        return np.timedelta64(cell)
    if isinstance(cell, float) and 0 <= cell < 1:
        return np.timedelta64(round(cell * 86_400), "s")
    found = _hour_in(cell)
    if not found or int(found[1]) > (12 if found[3] else 23) or int(found[2]) > 59:
        raise Refused("bukan jam. Tulis misalnya 08:10")
    hour = int(found[1]) % 12 + 12 * (found[3] in "pP") if found[3] else int(found[1])
    return np.timedelta64(hour * 60 + int(found[2]), "m")


def _typed_minutes(cells: TableCells) -> np.ndarray:
    """The column “Lama layanan”, in minutes."""
    header = cells.named("lama")
    if header is None:
        return np.full(len(cells), np.nan)
    parsed = read_minutes(cells, header, cells.raw(header), LENGTH, "lama")
    return cells.take(header, cells.table.contract.column("lama"), parsed)


def _after(masuk: np.ndarray, lama: np.ndarray) -> np.ndarray:
    """When cases were done that only tell how long they took: by day alone where they came in on a day without hour."""
    seconds = np.where(np.isnan(lama), 0, lama * 60).astype("timedelta64[s]")
    done = masuk + np.where(_is_day(masuk), seconds // DAY * DAY, seconds)
    return np.where(np.isnan(lama), np.datetime64("NaT", "us"), done)


def _say_untimed(cells: TableCells, untimed: np.ndarray) -> None:
    if untimed.any():
        reason = "baris bertanggal tanpa jam: lamanya hanya diketahui dalam hari, tidak dihitung dalam menit"
        cells.findings.whole(f"{untimed.sum()} {reason}")
