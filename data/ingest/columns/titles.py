"""What the lines above a table say once for all its rows: the unit, and the period or year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath

from data.ingest.parsers.dates import MONTHS
from data.ingest.parsers.parsing import Refused
from data.ingest.parsers.periods import parse_period_cell
from data.ingest.parsers.text import clean, key
from data.ingest.parsers.units import known_unit
from data.ingest.schemas.contract import names
from data.ingest.tables.pivot import ANY_YEAR
from data.vocabulary.periods import frequency
from data.workbooks import Sheet

_UNIT_LABELS = set(map(key, names(
    "Unit Pelayanan; Unit Kerja; Nama Unit; Unit; Kelurahan; Nama Unit Pelayanan; Unit Layanan; UPP; Seksi;"
    "Nama Unit Kerja; Unit Penyelenggara Pelayanan; Unit Kerja Pelayanan; Nama Kelurahan"
)))  # fmt: skip
_PERIOD_LABELS = {
    "periode": "", "periode survei": "", "masa": "", "bulan": "bulan ", "triwulan": "triwulan ",
    "semester": "semester ", "periode data": "", "waktu pelaksanaan": "",
}  # fmt: skip
_YEAR_LABELS = {"tahun", "tahun anggaran", "tahun data", *_PERIOD_LABELS}
_MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b"
_PART = r"(?:(?:triwulan|tw\.?|semester|smt\.?) ?(?:iv|i{1,3}|[1-4])|bulan (?:ke[ -]?)?\d{1,2})\b"
_TO = r" ?(?:-|s\.? ?/?d\.?|sampai(?: dengan)?) ?"
_DAYS = rf"\d{{1,2}} {_MONTH}(?: \d{{4}})?{_TO}\d{{1,2}} {_MONTH} \d{{4}}"
_PERIOD_IN_TEXT = re.compile(
    rf"{_DAYS}|(?<!\d )\b(?:{_PART}|{_MONTH}(?:{_TO}{_MONTH})?),? ?(?:tahun )?(?:\d{{4}}|['’]\d{{2}}\b)?"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WHOLE_NAME = re.compile(r"[-'’]|(?:19|20)\d\d")
_YEAR_OF_FILE = re.compile(r"(?<!\d)(?<!\d[-.])((?:19|20)\d\d)(?!\d|[-.]\d)")
_NUMBERED = re.compile(
    r"(?:(?:bulan|bln|b|(?P<sheet>sheet|lembar))?[ ._-]*)"
    rf"(?:(?P<number>\d{{1,2}})(?:[ ._-]+{_MONTH})?|(?P<roman>[ivx]+))"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ORDER = {numeral: at for at, numeral in enumerate(_ROMAN, 1)}
_UNIT_IN_TEXT = re.compile(r"\b(?:kelurahan|kel\.|seksi|subbagian|sub bagian|subbag|sekretariat)\b.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """What the title gives; None for what it does not say, or says twice in different words. `text` is all its lines.

    `from_file`: which of unit, period and year the file's name gives. `month`: the number of the sheet among others,
    perhaps of a month.
    """

    unit: str | None = None
    period: str | None = None
    year: int | None = None
    text: str = ""
    from_file: frozenset[str] = frozenset()
    month: int | None = None

    def place(self, name: str) -> str:
        """Where unit, period or year was found, in Indonesian."""
        return "nama file" if name in self.from_file else "judul"

    def completed_by(self, other: Title) -> Title:
        """This title, what it does not say taken from another."""
        taken = {name for name in other.from_file if getattr(self, name) is None}
        return replace(
            self,
            unit=self.unit or other.unit,
            period=self.period or other.period,
            year=self.year or other.year,
            month=self.month or other.month,
            from_file=self.from_file | taken,
        )


def of_numbered_sheets(names: Sequence[str], title: Title) -> list[Title]:
    """The title of each sheet: in a book whose sheets count the months, 01, 02 … or "Bln 1", its own month.

    Twelve numbers are the months of a year; fewer, or Sheet1 … Sheet12, may be, and the office is asked.
    """
    found = [_NUMBERED.fullmatch(clean(name).casefold()) for name in names]
    numbers = [_ORDER.get(match["roman"]) or int(match["number"] or 0) if match else 0 for match in found]
    counted = sorted(filter(None, numbers))
    is_named = not any(match and match["sheet"] for match in found)
    if len(counted) < (2 if is_named else 12) or counted != list(range(1, min(len(counted), 12) + 1)):
        return [title] * len(names)
    if len(counted) == 12 and is_named and not title.period:
        return [replace(title, period=f"bulan {number}") if number else title for number in numbers]
    return [replace(title, month=number or None) for number in numbers]


def read_title(sheet: Sheet, start: int, top: int) -> Title:
    """The title in the rows from `start` up to a table's `top`; the sheet's name counts where those are silent.

    Where the two name different months, as in a copied sheet, neither counts.
    """
    labelled = dict(reversed(list(_labelled(sheet, start, top))))
    texts = [clean(cell).casefold() for row in sheet.rows[start:top] for cell in row if isinstance(cell, str)]
    name = [clean(sheet.name).casefold()]
    unit = labelled.get("unit") or _one(_units(texts)) or _one(_units(name)) or known_unit(sheet.name)
    told, named = labelled.get("period") or _one(_periods(texts)), _named_period(name[0])
    year = labelled.get("year") or _one(_years(texts)) or _named_year(name[0])
    period = told or named
    if told and named and _contradict(told, named):
        period = year = None
    return Title(unit, period, int(year) if year else None, "\n".join([*texts, *name]))


def _contradict(told: str, named: str) -> bool:
    """Whether two texts name different months, or triwulan, of any year."""
    try:
        periods = [parse_period_cell(text, None, ANY_YEAR) for text in (told, named)]
    except Refused:
        return False
    first, second = periods
    return frequency(first) == frequency(second) and first.month != second.month


def _named_period(name: str) -> str | None:
    """The period in a sheet's name: "Januari", "2025-01", "Jan-25"; "Jan 25" may as well be a day."""
    return name if _WHOLE_NAME.search(name) and _is_period(name) else _one(_periods([name]))


def _named_year(name: str) -> str | None:
    """The year in a sheet's name; other digits beside it, as in "01.2025", say that it is not the whole year."""
    return None if re.search(r"\d", _YEAR.sub("", name)) else _one(_years([name]))


def _is_period(text: str) -> bool:
    try:
        parse_period_cell(text)
    except Refused:
        return False
    return True


def read_labels(sheet: Sheet) -> Title:
    """What a sheet of labels and values, such as "Info_Umum", says of the whole book."""
    labelled = dict(reversed(list(_labelled(sheet, 0, len(sheet.rows)))))
    year = labelled.get("year")
    return Title(labelled.get("unit"), labelled.get("period"), int(year) if year else None)


def read_file_name(file: str) -> Title:
    """What a file's name says: "Laporan Pelayanan 2025.xlsx"; a day in it, when it was printed, says no year."""
    text = clean(PurePath(file).stem.replace("_", " ")).casefold()
    unit, period = _one(_units([text])), _one(_periods([text]))
    years = set(_YEAR_OF_FILE.findall(text))
    found = Title(unit, period, int(next(iter(years))) if len(years) == 1 else None)
    return replace(found, from_file=frozenset(name for name in ("unit", "period", "year") if getattr(found, name)))


def _one(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _units(texts: list[str]) -> set[str]:
    named = (match[0] for text in texts if (match := _UNIT_IN_TEXT.search(text)))
    return {unit for text in named if (unit := _longest_known(text))}


def _longest_known(text: str) -> str | None:
    """The listed unit with which the text begins."""
    words = text.split()
    return next((unit for size in range(len(words), 0, -1) if (unit := known_unit(" ".join(words[:size])))), None)


def _periods(texts: list[str]) -> set[str]:
    plain = [re.sub(r"\s*\([^)]*\)", "", text) for text in texts]
    found = {match[0].strip(" ,") for text in plain for match in _PERIOD_IN_TEXT.finditer(text)}
    return {period for period in found if _YEAR.search(period)} or found


def _years(texts: list[str]) -> set[str]:
    return {year for text in texts for year in _YEAR.findall(text)}


def _labelled(sheet: Sheet, start: int, top: int) -> Iterator[tuple[str, str]]:
    """("unit" | "period" | "year", text) of every "Unit Pelayanan : X", in one cell or in neighbouring ones."""
    for row in sheet.rows[start:top]:
        texts = [clean(_text(cell)) for cell in row if cell is not None and clean(_text(cell)) not in ("", ":")]
        for text, following in zip(texts, [*texts[1:], ""], strict=False):
            label, colon, value = text.partition(":")
            yield from _meaning(key(label), value.strip() if colon and value.strip() else following.lstrip(": "))


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m}"
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


def _meaning(label: str, value: str) -> Iterator[tuple[str, str]]:
    if not any(map(str.isalnum, value)):
        return
    if label in _UNIT_LABELS:
        yield "unit", value
    elif label in _PERIOD_LABELS:
        yield "period", f"{_PERIOD_LABELS[label]}{value}"
    if label in _YEAR_LABELS and _YEAR.fullmatch(value):
        yield "year", value
