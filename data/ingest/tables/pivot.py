"""Headings over figures: of which period and indicator, and whether what was achieved or what was wanted.

"Januari", "Februari" … across the top, each unit once down the side; "Target | Realisasi" under every indicator,
month or triwulan, or these under "Target" and under "Realisasi": in any order, in one row of headings or in several.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Literal

import pandas as pd

from data.ingest.parsers.parsing import Refused
from data.ingest.parsers.periods import parse_period_cell
from data.ingest.parsers.text import clean, key
from data.ingest.parsers.units import likely_unit, must_ask, unit_heading
from data.ingest.schemas.contract import names
from data.ingest.schemas.kinerja import KINERJA
from data.ingest.tables.header import Header, spellings
from data.vocabulary.indicators import INDICATORS
from data.vocabulary.periods import commonest_frequency, frequency, months_of

FigureRole = Literal["realisasi", "target", "capaian", "kumulatif"]

ANY_YEAR = 2000
FEWEST_PERIODS, FEWEST_BESIDE, FEWEST_UNITS = 2, 3, 2
NUMERALS = ("I", "II", "III", "IV")
MONTH_NUMBERS = frozenset(map(str, range(1, 13)))
_YEAR = re.compile(r"(?:(?:tahun|thn|th|ta)\.? ?)?((?:19[5-9]|20\d)\d)", re.IGNORECASE)
_WORDS: dict[FigureRole, str] = {
    "realisasi": r"(?:capaian |nilai )?realisasi|realiasi|nilai (?:riil|aktual)",
    "target": r"(?:nilai )?target|tgt",
    "capaian": r"(?:% ?|(?:persen(?:tase)?|prosentase|tingkat) )?(?:pen)?capaian",
}
_WHOLE: dict[str, FigureRole] = {
    **dict.fromkeys(("nilai", "hasil", "aktual", "real"), "realisasi"),
    "rencana": "target",
    **dict.fromkeys(("%", "persen", "persentase", "prosentase", "kinerja %"), "capaian"),
}
_LETTERS: dict[str, FigureRole] = {"t": "target", "r": "realisasi", "c": "capaian"}
_AROUND = {
    role: (
        re.compile(rf"(?:{words})(?: kinerja)?\b[\s.:/-]*(.*)", re.IGNORECASE),
        re.compile(rf"(.*?)[\s.:/(-]+(?:{words})(?: kinerja)?\)?(?: ?\(?(?:%|persen)\)?)?", re.IGNORECASE),
    )
    for role, words in _WORDS.items()
}
_HOURS = re.compile(
    r"\b(?:(?:jumlah|total|capaian|realisasi|perolehan) )?(?:jpl?|jam pelajaran)\b"
    r"(?: (?:per|tiap|setiap) (?:bulan|triwulan|tahun)\b)?", re.IGNORECASE
)  # fmt: skip
_PIECES = re.compile(r"[()\[\]:/]| - ")
_SHARE = re.compile(r"[\s:/-]*\(?(?:%|\bp(?:er|ro)sen(?:tase)?\b)\)?[\s:/-]*", re.IGNORECASE)
_SUMMED = re.compile(
    r"(?:s\.? ?/?d\b\.?|sampai(?: dengan)?\b|kumulatif|akumulasi).*|.*\bkumulatif|jumlah|jml|total|rata ?-? ?rata|"
    r"rerata",
    re.IGNORECASE,
)
_SAYS_NOTHING = frozenset(
    names(
        "kinerja; tahun; tahunan; bulan; bulanan; triwulan; tw; semester; smt; ik; iku; iki; ini; nilai; indikator;"
        "dan; periode; berjalan; hasil; data; pengukuran; satuan; %; menit; jam; hari; kerja; orang; indeks; poin;"
        "persen; utama; angka; capaian; pencapaian; target; realisasi"
    )
)
_NAMED = {indicator.key for indicator in INDICATORS} | {"realisasi", "target"}
_OTHER_COLUMNS = frozenset(
    key(alias) for column in KINERJA.columns if column.name not in _NAMED for alias in (column.name, *column.aliases)
)
_PERIOD_COLUMN = frozenset(
    key(alias)
    for column in KINERJA.columns
    if column.type in ("period", "month", "quarter", "half")
    for alias in (column.name, *column.aliases)
)
_INDICATOR_COLUMN = frozenset(map(key, KINERJA.column("indikator").aliases))
_UNIT_COLUMN = frozenset(map(key, KINERJA.column("unit").aliases))


@dataclass(frozen=True, slots=True)
class FigureHeading:
    """A heading over figures: what was achieved (realisasi), what was wanted (target), their share (capaian).

    `kumulatif` sums up several periods. `period`, None where the heading names none, is in
    ANY_YEAR where it names no year; `rest` is what else the heading says, which names the indicator. `says_role`: the
    role is written, not supposed. `unit`: the text that names the unit, where units stand side by side.
    """

    header: Header
    role: FigureRole
    period: pd.Period | None = None
    rest: tuple[str, ...] = ()
    says_role: bool = True
    unit: str | None = None

    @property
    def of(self) -> tuple[object, ...]:
        """The unit, period and indicator it names: equal for headings over the same thing in another role."""
        return self.unit, self.period, *map(key, self.rest)

    @property
    def telling(self) -> int:
        """How much more it says than "target" or "realisasi": how many of unit, period and indicator."""
        return (self.unit is not None) + (self.period is not None) + bool(self.rest)


def figure_headings(headers: Sequence[Header], year: int | None = None) -> list[FigureHeading]:
    """The headings over figures, their periods in `year` where they name none.

    Where no heading says target or realisasi and no column names the indicator of each row, fewer than two periods
    of one length are none; nor are fewer than three beside a column of periods. Two units or more in headings, and no
    column of units, stand side by side.
    """
    titles, numbered, units = _titles(headers), _numbered(headers), _units_across(headers)
    letters = {key(text) for header in headers for text in header.path} >= {"t", "r"}
    told = [header for header in headers if not _is_other(header)]
    found = [_figure(header, titles, year, numbered, units, letters=letters) for header in told]
    figures = _with_shares(headers, _without_lone_shares([figure for figure in found if figure]), titles, year)
    if units:
        return [figure for figure in figures if figure.unit]
    if any(figure.says_role for figure in figures) or any(key(each.text) in _INDICATOR_COLUMN for each in headers):
        return figures
    beside = any(key(each.text) in _PERIOD_COLUMN for each in headers)
    return _alike(figures, FEWEST_BESIDE if beside else FEWEST_PERIODS)


def _units_across(headers: Sequence[Header]) -> frozenset[str]:
    """The texts that name the units which stand side by side; none where a column names the unit of each row."""
    if any(key(header.text) in _UNIT_COLUMN for header in headers):
        return frozenset()
    titles = _titles(headers)
    over = [[text for text in header.path if text not in titles and _is_unit(text)] for header in headers]
    units = frozenset(texts[0] for texts in over if len(texts) == 1)
    return units if len(units) >= FEWEST_UNITS else frozenset()


def _is_unit(text: str) -> bool:
    return key(text) not in _OTHER_COLUMNS and names_unit(text)


@lru_cache(maxsize=50_000)
def names_unit(text: str) -> bool:
    """Whether a heading is the name of a unit, perhaps misspelt or old."""
    return not text.isdecimal() and bool(unit_heading(text) or must_ask(text) or likely_unit(text))


def _without_lone_shares(figures: list[FigureHeading]) -> list[FigureHeading]:
    """Without "%" and a mere "Capaian" where nothing is a target or realised; "Capaian IKM" alone may be the value."""
    if {"target", "realisasi"} & {figure.role for figure in figures if figure.says_role}:
        return figures
    return [each for each in figures if each.role != "capaian" or all(split_role(each.header.text))]


def _with_shares(
    headers: Sequence[Header], figures: list[FigureHeading], titles: set[str], year: int | None
) -> list[FigureHeading]:
    """The headings, and as shares those that add a mere "%" to what a target or realised figure is of."""
    said = {figure.header for figure in figures if figure.says_role}
    of = {figure.of for figure in figures if figure.says_role}
    found = [_share(header, titles, year, of) for header in headers if header not in said]
    shares = {share.header: share for share in found if share}
    return [*(figure for figure in figures if figure.header not in shares), *shares.values()]


def _share(header: Header, titles: set[str], year: int | None, of: set[tuple[object, ...]]) -> FigureHeading | None:
    """The heading as a share of one of these targets, where it says that target's period and indicator and a "%"."""
    above = [text for text in header.path[:-1] if text not in titles]
    for mark in _SHARE.finditer(header.text):
        without = _unwrapped(clean(f"{header.text[: mark.start()]} {header.text[mark.end() :]}"))
        share = FigureHeading(header, "capaian", *_period_and_rest([*above, without], year))
        if share.of in of:
            return share
    return None


def _alike(found: list[FigureHeading], fewest: int) -> list[FigureHeading]:
    if not found:
        return []
    freq = commonest_frequency(heading.period for heading in found if heading.period is not None)
    alike = [heading for heading in found if heading.period is not None and frequency(heading.period) == freq]
    return alike if len({heading.period for heading in alike}) >= fewest else []


def _is_other(header: Header) -> bool:
    """Whether a heading names a column of units, periods, indicators and the like."""
    return bool(_OTHER_COLUMNS & set(spellings(header.path[-1:])))


def _titles(headers: Sequence[Header]) -> set[str]:
    """Texts that stand over every column, or over the first ones, which hold no figures: titles of the whole table."""
    over_all = set.intersection(*(set(header.path[:-1]) for header in headers)) if headers else set()
    return over_all | {text for header in takewhile(_is_other, headers) for text in header.path[:-1]}


def hours_headings(headers: Sequence[Header], year: int | None = None) -> list[tuple[Header, pd.Period]]:
    """The headings over hours of training in a period, "Januari" or "JP 2025", in `year` where they name none."""
    titles, numbered = _titles(headers), _numbered(headers)
    found = []
    for header in headers:
        path = [numbered.get(key(text), text) for text in header.path if text not in titles]
        texts = [clean(_HOURS.sub(" ", text)) for text in path]
        period, rest = _period_among(list(filter(None, texts)), year)
        if period is not None and not rest and not any(map(_SUMMED.fullmatch, map(clean, path))):
            found.append((header, period))
    lengths = {frequency(period) for _, period in found}
    several = len(found) >= FEWEST_PERIODS or any(_HOURS.search(header.whole) for header, _ in found)
    return found if len(lengths) == 1 and several else []


def _numbered(headers: Sequence[Header]) -> dict[str, str]:
    """Bare numbers in headings → the periods that they number: I, II, III … triwulan; 1 … 12 months.

    A row in which every column has its number only counts columns.
    """
    bare = {key(text) for header in headers for text in header.path}
    some = {numeral for text in NUMERALS for numeral in [key(text)] if numeral in bare}
    if some >= set(map(key, NUMERALS[:3])):
        return {numeral: f"triwulan {numeral}" for numeral in some}
    counts_columns = all(any(text.strip("() ").isdecimal() for text in header.path) for header in headers)
    months = MONTH_NUMBERS if bare >= MONTH_NUMBERS and not counts_columns else ()
    return {number: f"bulan {number}" for number in months}


def _figure(
    header: Header,
    titles: set[str],
    year: int | None,
    numbered: Mapping[str, str],
    units: frozenset[str],
    *,
    letters: bool,
) -> FigureHeading | None:
    """What a heading says of the figures below it; None for a heading over something else."""
    unit = next((text for text in header.path if text in units), None)
    over_units = {text for text in header.path if unit and key(text) in _UNIT_COLUMN}
    path = [numbered.get(key(text), text) for text in header.path if text not in titles | units | over_units]
    split = [split_role(text, letters=letters) for text in path]
    roles = [role for role, _ in split if role]
    texts = [rest for _, rest in split if rest]
    period, rest = _period_and_rest(texts, year)
    if not roles and period is None and unit is None:
        return None
    role: FigureRole = roles[-1] if roles else "realisasi"
    if any(map(_SUMMED.fullmatch, texts)):
        role = "kumulatif"
    return FigureHeading(header, role, period, rest, bool(roles), unit)


def _telling_part(text: str) -> str:
    """What a text says beside "kinerja", units, numbers and the like; "" where that is all it says."""
    pieces = [piece.strip() for piece in _PIECES.split(text)]
    telling = [piece for piece in pieces if any(map(_is_telling, key(piece).split()))]
    return telling[0] if len(telling) == 1 else text if telling else ""


def _is_telling(word: str) -> bool:
    return word not in _SAYS_NOTHING and not word.isdecimal()


@lru_cache(maxsize=100_000)
def split_role(text: str, *, letters: bool = False) -> tuple[FigureRole | None, str]:
    """The role that a heading's text says, and what else it says; "T" and "R" count where both stand in the sheet."""
    plain = clean(text)
    whole = _WHOLE.get(key(plain)) or (_LETTERS.get(key(plain)) if letters else None)
    if whole:
        return whole, ""
    if {"target", "realisasi"} <= set(key(plain).split()):
        return None, ""
    for role, patterns in _AROUND.items():
        for pattern in patterns:
            if found := pattern.fullmatch(plain):
                return role, _unwrapped(found[1])
    return None, plain


def _unwrapped(text: str) -> str:
    return text[1:-1] if text.startswith("(") and text.endswith(")") else text


def says_role(text: str) -> bool:
    """Whether a heading says target, realisasi or capaian."""
    return split_role(text)[0] is not None


def _period_and_rest(texts: list[str], year: int | None) -> tuple[pd.Period | None, tuple[str, ...]]:
    """The period that texts over a column name together, and the texts that name something else."""
    period, rest = _period_among(texts, year)
    return period, tuple(filter(None, map(_telling_part, rest)))


def _period_among(texts: list[str], year: int | None) -> tuple[pd.Period | None, list[str]]:
    years = [match[1] for text in texts if (match := _YEAR.fullmatch(text))]
    others = [text for text in texts if not _YEAR.fullmatch(text)]
    in_year = int(years[0]) if years else year or _year_beside(others) or ANY_YEAR
    whole = _period(" ".join(others), in_year)
    if whole is not None:
        return whole, []
    others = _without_longer(others, in_year)
    for at, text in enumerate(others):
        for candidate, rest in _cuts(text):
            period = _period(candidate, in_year)
            if period is not None:
                return period, [*others[:at], *filter(None, [rest]), *others[at + 1 :]]
    return (parse_period_cell(float(years[0])) if years else None), others


def _year_beside(texts: list[str]) -> int | None:
    """The year of "TW I 2025" over "Januari"."""
    years = {period.year for text in texts if (period := _period(text, ANY_YEAR)) is not None} - {ANY_YEAR}
    return years.pop() if len(years) == 1 else None


def _without_longer(texts: list[str], year: int) -> list[str]:
    """The texts without periods over one that lies in them: of "Triwulan I" over "Januari" the month is meant."""
    periods = {text: period for text in texts if (period := _period(text, year)) is not None}
    longer = {
        text
        for text, period in periods.items()
        if any(other != period and set(months_of(other)) <= set(months_of(period)) for other in periods.values())
    }
    return [text for text in texts if text not in longer]


def _cuts(text: str) -> Iterator[tuple[str, str]]:
    """A text whole, then every way to part it into a period and something else: "IKM TW I", "Januari 2025 - IKM"."""
    yield text, ""
    words = text.split()
    for at in range(1, len(words)):
        before, after = (" ".join(part).strip(" -:/(),") for part in (words[:at], words[at:]))
        yield from ((part, other) for part, other in ((after, before), (before, after)) if len(part) > 2)


@lru_cache(maxsize=100_000)
def _period(text: str, year: int) -> pd.Period | None:
    if text.isdecimal() and not _YEAR.fullmatch(text):
        return None
    try:
        return parse_period_cell(text, None, year)
    except Refused:
        return None


def sums_up(text: str) -> bool:
    """Whether a heading is that of sums or means of the columns beside it, and names nothing else."""
    return bool(_SUMMED.fullmatch(clean(text)))


def names_period(text: str) -> bool:
    """Whether a heading alone names a month, triwulan or semester."""
    return not text.isdecimal() and _period(text, ANY_YEAR) is not None
