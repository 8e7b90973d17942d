"""The ways offices type things into Excel: dates in several styles, decimal commas, "20 JP", NIP with blanks."""

from datetime import date, datetime, time
from typing import Any

import pandas as pd

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip
SHORT = ("Jan", "Peb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nop", "Des")
QUARTERS = ("I", "II", "III", "IV")


def typed_date(day: date | None, habit: int) -> Any:
    """The date as this typist writes it: long text, a true Excel date, short text, or day/month/year.

    A day up to the twelfth is never written with a bare month number: nobody could tell which is which.
    """
    if day is None:
        return None
    styles = (
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        datetime.combine(day, time()),
        f"{day.day} {SHORT[day.month - 1]} {day.year}",
        f"{day.day:02d}/{day.month:02d}/{day.year}" if day.day > 12 else f"{day.day}-{SHORT[day.month - 1]}-{day.year}",
    )
    return styles[habit % len(styles)]


def typed_month(month: pd.Period) -> str:
    """November 2023."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def typed_quarter(quarter: pd.Period) -> str:
    """Triwulan IV 2023."""
    return f"Triwulan {QUARTERS[quarter.quarter - 1]} {quarter.year}"


def decimal_comma(value: float, decimals: int, suffix: str = "") -> str:
    """81,35 as text."""
    return f"{value:.{decimals}f}".replace(".", ",") + suffix


def typed_jp(jp: float | None) -> str | None:
    """20 JP as text; blank where the office left it blank."""
    return None if pd.isna(jp) else f"{int(jp)} JP"


def rupiah(amount: float | None) -> str | None:
    """Rp1.250.000 as text."""
    return None if pd.isna(amount) else f"Rp{int(amount):,}".replace(",", ".")


def spaced_nip(nip: str) -> str:
    """19850101 201001 1 001, as printed on letters."""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
