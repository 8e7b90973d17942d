"""Training matrices: a person a row, a training a column, with its JP and days in the heading."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from data.ingest.parsers.dates import MONTHS
from data.ingest.parsers.text import clean, key
from data.ingest.schemas import CONTRACTS
from data.ingest.tables.header import Header

_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_TO = r"\s*(?:-|s\.?\s?/?\s?d\.?|sampai(?: dengan)?|&|,|dan)\s*"
_DAY = rf"\d{{1,2}}[\s-]*{_MONTH}[\s,'-]*(?:\d{{4}}|\d{{2}}\b)?"
_DIGITS = r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{1,2}-\d{1,2}"
_WHEN = re.compile(
    rf"[(\[,;-]?\s*\b(?:(?:tgl|tanggal)\.?\s*)?"
    rf"((?:\d{{1,2}}(?:\s*{_MONTH})?(?:\s*\d{{4}})?{_TO})*{_DAY}|"
    rf"(?:(?:{_DIGITS}){_TO})?(?:{_DIGITS})|{_MONTH}[\s'-]*\d{{4}})"
    r"\s*[)\]]?"
)
_JP = re.compile(
    r"[(\[,;-]?\s*\b(\d{1,3})\s*(?:jpl|jp|jam(?: ?pel(?:ajaran)?)?)\b\.?\s*[)\]]?|"
    r"[(\[]?\bjpl?\s*[:=]?\s*(\d{1,3})\b[)\]]?"
)
_NO_COURSE = re.compile(
    r"\b(?:wajib|min(?:imal|imum)?|target|capaian|memenuhi|terpenuhi|kurang|jumlah|total|sisa|rata|realisasi|persen\w*|"
    r"kebutuhan|tahun|bulan|semester|triwulan|tmt|lahir|mulai|selesai)\b|[≥≤<>%=]"
)
_GROUP = re.compile(
    r"(?:nama |jenis |daftar |riwayat )?(?:(?:pelatihan|diklat|bimtek|kursus|pengembangan kompetensi|bangkom) ?/? ?)+"
    r"(?:yang .*|pegawai.*|tahun \d{4}|\d{4})?"
)


@dataclass(frozen=True, slots=True)
class Course:
    """A heading that names a training: its name, its JP and its days as printed (None: not printed)."""

    header: Header
    name: str
    jp: float | None
    days: str | None


_COLUMN_NAMES = frozenset(
    key(alias) for contract in CONTRACTS for column in contract.columns for alias in (column.name, *column.aliases)
)
ONE_A_ROW = frozenset({"nama_pelatihan", "mulai", "selesai"})
"""Columns that a list of trainings has, one row each, and a matrix has not."""


def course_headings(headers: Sequence[Header]) -> list[Course]:
    """The headings that name a training beside its JP or its days, and no column that a contract knows."""
    found = [
        read_course(header) for header in headers if not any(key(text) in _COLUMN_NAMES for text in _own(header.path))
    ]
    return [course for course in found if (course.jp or course.days) and _is_name(course.name)]


def _is_name(text: str) -> bool:
    return any(map(str.isalpha, text)) and key(text) not in _COLUMN_NAMES and not _NO_COURSE.search(text.casefold())


def read_course(header: Header) -> Course:
    """What a heading says of a training, the heading over all trainings left out."""
    name, jp, days = _read(" ".join(_own(header.path)))
    return Course(header, name, jp, days)


def _own(path: Sequence[str]) -> Sequence[str]:
    """The texts over a column without the one that heads all trainings."""
    return path[1:] if len(path) > 1 and _GROUP.fullmatch(path[0].casefold()) else path


@lru_cache(maxsize=10_000)
def _read(text: str) -> tuple[str, float | None, str | None]:
    plain = clean(text)
    hours = _JP.search(plain.casefold())
    without = f"{plain[: hours.start()]} {plain[hours.end() :]}" if hours else plain
    when = _WHEN.search(without.casefold())
    name = f"{without[: when.start()]} {without[when.end() :]}" if when else without
    jp = float(hours[1] or hours[2]) if hours else None
    return clean(name).strip(" -–,;:/()[]"), jp, clean(when[1]) if when else None
