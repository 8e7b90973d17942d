"""Days off besides Saturday and Sunday: those of the nation's decrees, and what the office itself has changed."""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from holidays import GOVERNMENT, PUBLIC
from holidays.countries.indonesia import Indonesia

from data.access import Person, audit, require
from data.files import as_book_error, file_lock, write_durably
from data.problems import BookError
from data.settings import home

OFFICE_FILE, EARLIER_FILE = "libur.toml", "libur-sebelumnya.toml"
NATIONAL_KIND, JOINT_KIND = "libur nasional", "cuti bersama"


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off by decree."""

    day: date
    name: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class OfficeDay:
    """A day on which the office differs from the decrees: off though they say nothing, or at work though they do."""

    day: date
    name: str
    off: bool


DECREES = {
    2022: "SKB 3 Menteri 963/2021, 3/2021, 4/2021, diubah dengan 375/2022, 1/2022, 1/2022",
    2023: "SKB 3 Menteri 1066/2022, 3/2022, 3/2022, diubah terakhir dengan 624/2023, 2/2023, 2/2023",
    2024: "SKB 3 Menteri 855/2023, 3/2023, 4/2023",
    2025: "SKB 3 Menteri 1017/2024, 2/2024, 2/2024, diubah dengan 933/2025, 1/2025, 3/2025",
    2026: "SKB 3 Menteri 1497/2025, 2/2025, 5/2025",
    2027: "SKB 3 Menteri tentang hari libur nasional dan cuti bersama 2027",
}
POLLING_DAYS = {date(2024, 2, 14): "Keppres 10/2024", date(2024, 11, 27): "Keppres 33/2024"}
FIRST_YEAR, LAST_YEAR = min(DECREES), max(DECREES)


def _decreed() -> dict[date, Holiday]:
    """The days of these years from the package `holidays`, each under its decree."""
    named = Indonesia(years=DECREES, categories=(PUBLIC, GOVERNMENT), language="id")
    national = Indonesia(years=DECREES, categories=(PUBLIC,), language="id")
    return {
        day: Holiday(
            day, name, NATIONAL_KIND if day in national else JOINT_KIND, POLLING_DAYS.get(day, DECREES[day.year])
        )
        for day, name in sorted(named.items())
    }


DECREED = _decreed()


def office_file() -> Path:
    """The office's own list: `hari`, tables of tanggal, keterangan and libur (true: off, false: at work)."""
    return home() / OFFICE_FILE


def office_days() -> tuple[OfficeDay, ...]:
    """What the office has changed, by day; BookError where its list cannot be read."""
    file = office_file()
    try:
        entries = tomllib.loads(file.read_text(encoding="utf-8"))["hari"]
        days = [_office_day(entry) for entry in entries]
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise BookError(f"Daftar hari libur kantor ({file.name}) tidak dapat dibaca; perbaiki atau hapus.") from error
    return tuple(sorted(days, key=lambda one: one.day))


def days_off() -> tuple[date, ...]:
    """Every day off in force, in order: the decreed ones as the office has changed them."""
    changed = office_days()
    at_work = {one.day for one in changed if not one.off}
    return tuple(sorted((DECREED.keys() | {one.day for one in changed if one.off}) - at_work))


def days_off_digest() -> str:
    """Changes with the days off in force: part of the key of everything that is kept and depends on them."""
    return sha256(" ".join(map(str, days_off())).encode()).hexdigest()[:12]


def change_office_days(seen: Iterable[OfficeDay], wanted: Iterable[OfficeDay], by: Person) -> None:
    """Change the office's days from those `seen` to those `wanted`; the ones before can be taken back.

    What somebody else changed meanwhile stays, but where both changed one day this counts. BookError where the list
    cannot be read or kept.
    """
    require(by, "data")
    before, after = ({day.day: day for day in days} for days in (seen, wanted))
    file = office_file()
    with as_book_error(file), file_lock(home()):
        others = [day for day in office_days() if before.get(day.day) == after.get(day.day)]
        own = [one for one in after.values() if before.get(one.day) != one]
        write_durably(_earlier_file(), file.read_bytes() if file.exists() else b"hari = []\n")
        write_durably(file, _listed([*others, *own]))
        audit.note(by, "hari libur diubah")


def can_take_back() -> bool:
    """Whether the office's days were ever changed."""
    return _earlier_file().exists()


def take_back(by: Person) -> None:
    """Swap the office's days for those before the last change; done twice, nothing has changed."""
    require(by, "data")
    file, earlier = office_file(), _earlier_file()
    with as_book_error(file), file_lock(home()):
        present, before = file.read_bytes(), earlier.read_bytes()
        write_durably(file, before)
        write_durably(earlier, present)
        audit.note(by, "hari libur dikembalikan")


def _earlier_file() -> Path:
    return home() / EARLIER_FILE


def _office_day(entry: dict[str, Any]) -> OfficeDay:
    day, name, off = entry["tanggal"], entry["keterangan"], entry["libur"]
    if type(day) is not date or not isinstance(name, str) or not isinstance(off, bool):
        raise TypeError
    return OfficeDay(day, name, off)


def _listed(days: Iterable[OfficeDay]) -> bytes:
    """The list as a file, by day."""
    in_order = sorted(days, key=lambda one: one.day)
    return "".join(["hari = [\n", *map(_entry, in_order), "]\n"]).encode()


def _entry(one: OfficeDay) -> str:
    """One line of the list; JSON writes a text as TOML reads it."""
    off = "true" if one.off else "false"
    return f"    {{ tanggal = {one.day}, keterangan = {json.dumps(one.name, ensure_ascii=False)}, libur = {off} }},\n"
