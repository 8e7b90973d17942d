"""Numbers, dates and names in Indonesian, as every page, chart, table and report writes them.

Numbers are written as in the locale id_ID (1.234,56), with the minus sign "−".
Rounding is half away from zero, as in the office's spreadsheets.
"""

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

import pandas as pd
from babel.dates import format_date

from data.vocabulary.exposures import Exposure
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import NAMES, frequency

LOCALE = "id_ID"
NONE, MINUS = "–", "−"
INDONESIAN_MARKS = str.maketrans(",.", ".,")
ROMAN = ("I", "II", "III", "IV")
MOST_KEPT = 2**14
MOST_DECIMALS = 10
ROUND_OFF = 1e-12
UNSURE = "belum pasti"


def number(value: float | None, decimals: int = 2) -> str:
    """`1234.565` → "1.234,57"; a dash where there is no finite value."""
    return NONE if value is None or not math.isfinite(value) else _number(float(value), decimals)


@lru_cache(MOST_KEPT)
def _number(value: float, decimals: int) -> str:
    rounded = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    size = f"{abs(rounded):,f}".translate(INDONESIAN_MARKS)
    return MINUS + size if rounded < 0 else size


def fine(least: int, *values: float) -> int:
    """The fewest decimals, at least `least`, at which no value said together loses its sign and no two their order.

    What is below a billionth of a thousandth of the largest is a computer's rounding, and counts as zero.
    """
    known = sorted(value for value in values if math.isfinite(value))
    noise = ROUND_OFF * max(map(abs, known), default=0.0)
    apart = [value for value, before in zip(known, [-math.inf, *known], strict=False) if value - before > noise]
    apart = [value for value in apart if abs(value) > noise]
    for places in range(least, MOST_DECIMALS):
        if len({number(value, places) for value in (0.0, *apart)}) > len(apart):
            return places
    return max(least, MOST_DECIMALS)


def count(value: int) -> str:
    """`12345` → "12.345"."""
    return number(value, 0)


def percent(share: float | None, decimals: int = 1) -> str:
    """A share of 0–1 as a percentage: `0.875` → "87,5%"."""
    text = NONE if share is None else number(share * 100, decimals)
    return text if text == NONE else f"{text}%"


def signed(value: float | None, decimals: int = 2) -> str:
    """A change with its sign: `4.2` → "+4,20"; zero and what rounds to it carry no sign."""
    text = number(value, decimals)
    rises = text != NONE and not text.startswith(MINUS) and any(digit in "123456789" for digit in text)
    return f"+{text}" if rises else text


def with_unit(text: str, unit: str) -> str:
    """A number's text and its unit: "%" clings, words stand apart, the index and unknown units stay unsaid."""
    if text == NONE or not unit or unit.startswith("indeks"):
        return text
    return f"{text}%" if unit == "%" else f"{text} {unit}"


def measure(value: float | None, indicator: Indicator, decimals: int | None = None) -> str:
    """A level of an indicator with its unit: "34,2 menit", "87,5%", "81,35"; its own decimals unless told others.

    It stands beside the indicator's name, so a unit that the name says stays unsaid: "Pengaduan 11,7".
    """
    places = indicator.decimals if decimals is None else decimals
    return with_unit(number(value, places), unit_beside_name(indicator))


def unit_beside_name(indicator: Indicator) -> str:
    """The unit as it stands where the name is said too: nothing for an index, nor where the name says it."""
    unsaid = indicator.unit.startswith("indeks") or _says_unit(indicator.label, indicator.unit)
    return "" if unsaid else indicator.unit


def change(value: float | None, indicator: Indicator, decimals: int | None = None) -> str:
    """A signed difference of an indicator with its unit: "+4,20 poin", "−3,1 menit"; as many decimals as show it."""
    enough = fine(change_decimals(indicator), value or 0.0) if decimals is None else decimals
    return with_unit(signed(value, enough), indicator.change_unit)


def labelled(measure: Indicator | Exposure) -> str:
    """The label with the unit of its values: "Lama layanan (menit)", "… (IKM, indeks 25–100)"."""
    return _named(measure.label, measure.unit)


def labelled_change(indicator: Indicator) -> str:
    """The label with the unit of a difference: "Tepat waktu (poin persen)"."""
    return _named(indicator.label, indicator.change_unit)


def _named(label: str, unit: str) -> str:
    if not unit or _says_unit(label, unit):
        return label
    return f"{label[:-1]}, {unit})" if label.endswith(")") else f"{label} ({unit})"


def _says_unit(name: str, unit: str) -> bool:
    return unit.casefold() in name.casefold().split()


def change_decimals(indicator: Indicator) -> int:
    """Decimals of a difference of means: one more than a count has, since a mean of counts is no count."""
    return max(indicator.decimals, 1)


def interval(low: float | None, high: float | None, decimals: int = 2) -> str:
    """An interval in words: "1,20 sampai 7,10"."""
    ends = (number(low, decimals), number(high, decimals))
    return NONE if NONE in ends else f"{ends[0]} sampai {ends[1]}"


def counted_interval(low: float, high: float, decimals: int = 2) -> str:
    """As `interval`; "tidak dihitung" where too little was known for one."""
    return interval(low, high, decimals).replace(NONE, "tidak dihitung")


def p_value(p: float | None) -> str:
    """`0.0312` → "p = 0,031"; below a thousandth "p < 0,001"."""
    if p is None or not math.isfinite(p):
        return f"p = {NONE}"
    return "p < 0,001" if p < 0.001 else f"p = {number(p, 3)}"


@lru_cache(MOST_KEPT)
def day(value: date) -> str:
    """`2025-02-12` → "12 Februari 2025"."""
    return format_date(value, "d MMMM y", locale=LOCALE)


@lru_cache(MOST_KEPT)
def period(value: pd.Period) -> str:
    """A period as read aloud: "Oktober 2025", "Triwulan IV 2025", "Semester I 2025", "2025"."""
    match frequency(value):
        case "M":
            return format_date(value.start_time.date(), "MMMM y", locale=LOCALE)
        case "Q":
            return f"Triwulan {ROMAN[value.quarter - 1]} {value.year}"
        case "6M":
            return f"Semester {ROMAN[value.month > 6]} {value.year}"
        case _:
            return str(value.year)


def short_period(value: pd.Period) -> str:
    """A period as an axis label: "Okt 2025", "TW IV 2025", "Smt I 2025", "2025"."""
    match frequency(value):
        case "M":
            return format_date(value.start_time.date(), "MMM y", locale=LOCALE)
        case "Q":
            return period(value).replace("Triwulan", "TW")
        case "6M":
            return period(value).replace("Semester", "Smt")
        case _:
            return str(value.year)


def period_range(first: pd.Period, last: pd.Period) -> str:
    """From one period to another: "Januari 2023–Desember 2025"."""
    return period(first) if first == last else f"{period(first)}–{period(last)}"


def periods(n: int, like: pd.Period) -> str:
    """A number of periods in their own noun: "6 bulan", "4 triwulan"."""
    return f"{count(n)} {NAMES[frequency(like)]}"


def listing(items: Sequence[str]) -> str:
    """ "A, B, dan C"; "A dan B"; "A"."""
    if len(items) < 3:
        return " dan ".join(items)
    return ", ".join(items[:-1]) + f", dan {items[-1]}"


def mask_nip(nip: str) -> str:
    """A NIP with all but its last four digits hidden (it carries birth date and sex)."""
    return "•" * max(len(nip) - 4, 0) + nip[-4:]


def short_name(indicator: Indicator) -> str:
    """An indicator's everyday name: the abbreviation its label ends with, else the label."""
    abbreviation = re.search(r"\(([A-Z]{2,})\)$", indicator.label)
    return abbreviation.group(1) if abbreviation else indicator.label


def labelled_short(indicator: Indicator) -> str:
    """The everyday name with the unit of its values: "Lama layanan (menit)"; an index has none."""
    return (
        short_name(indicator) if indicator.unit.startswith("indeks") else _named(short_name(indicator), indicator.unit)
    )


def inside(name: str) -> str:
    """A name as it stands inside a sentence: a small letter, abbreviations keep their capitals."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def worded(frame: pd.DataFrame, decimals: Mapping[str, int]) -> pd.DataFrame:
    """`frame` with every cell as text: periods and days in words, numbers with their column's decimals (else none)."""
    return pd.DataFrame({name: [cell(value, decimals.get(str(name), 0)) for value in frame[name]] for name in frame})


def cell(value: Any, decimals: int) -> str:
    """One value of a table as text, a number with so many decimals."""
    if pd.isna(value):
        return NONE
    if isinstance(value, pd.Period):
        return period(value)
    if isinstance(value, date):
        return day(value)
    return value if isinstance(value, str) else number(value, decimals)


def direction(low: float, high: float, indicator: Indicator) -> str:
    """What the interval of a change allows to be said by the indicator's direction: membaik, memburuk, or UNSURE."""
    if not (low > 0 or high < 0):
        return UNSURE
    return "membaik" if (low > 0) == (indicator.better == "higher") else "memburuk"


def movement(difference: float, decimals: int = MOST_DECIMALS, up: str = "naik", down: str = "turun") -> str:
    """The number's own movement, as it is printed: naik, turun, tetap."""
    text = signed(difference, decimals)
    return {"+": up, MINUS: down}.get(text[0], "tetap")


def moved(difference: float, decimals: int, up: str = "naik", down: str = "turun") -> str:
    """A change with its sign in words: "naik 3,90", "turun 2,71", "tetap"."""
    way = movement(difference, decimals, up, down)
    return way if way == "tetap" else f"{way} {number(abs(difference), decimals)}"


def between(low: float, high: float, decimals: int, up: str = "naik", down: str = "turun") -> str:
    """A range of changes, signs in words, small end first: "antara turun 2,7 dan naik 2,9", "antara naik 1 dan 6"."""
    if low * high > 0:
        small, large = sorted((low, high), key=abs)
        return f"antara {moved(small, decimals, up, down)} dan {number(abs(large), decimals)}"
    return f"antara {moved(low, decimals, up, down)} dan {moved(high, decimals, up, down)}"


def changed(difference: float, indicator: Indicator, decimals: int) -> str:
    """A change as people say it: "naik 3,9 poin", "6,5 menit lebih cepat", "berkurang 2 pengaduan"."""
    size = with_unit(number(abs(difference), decimals), indicator.change_unit)
    return _with_way(size, difference, indicator, decimals)


def changed_between(low: float, high: float, indicator: Indicator, decimals: int) -> str:
    """A range of changes as people say it: "antara turun 1,0 dan naik 0,7 poin"; of one sign: "antara 1,6 dan 6,2"."""
    if low * high > 0:
        small, large = sorted((abs(low), abs(high)))
        return f"antara {number(small, decimals)} dan {number(large, decimals)}"
    first = _with_way(number(abs(low), decimals), low, indicator, decimals)
    return f"antara {first} dan {changed(high, indicator, decimals)}"


def _with_way(size: str, difference: float, indicator: Indicator, decimals: int) -> str:
    """A size with its direction in the indicator's own words; "tetap" where it would be printed as zero."""
    up, down, after = _ways(indicator)
    way = movement(difference, decimals, up, down)
    if way == "tetap":
        return way
    return f"{size} {way}" if after else f"{way} {size}"


def _ways(indicator: Indicator) -> tuple[str, str, bool]:
    """The words for more and for less, and whether they stand after the number."""
    if indicator.unit in ("menit", "jam", "hari"):
        return "lebih lama", "lebih cepat", True
    if indicator.decimals == 0:
        return "bertambah", "berkurang", False
    return "naik", "turun", False
