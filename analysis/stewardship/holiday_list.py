"""The days off as tables: those of the decrees, and those of the office as a table of text to fill in and read back."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import pandas as pd

from analysis.text import wording
from data.ingest.parsers.dates import parse_span
from data.ingest.parsers.parsing import Refused
from data.ingest.parsers.text import clean
from data.vocabulary.holidays import Holiday, OfficeDay

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
OFF, AT_WORK = "Libur", "Masuk kerja"
DAY, NAME, WHAT = "Tanggal", "Keterangan", "Libur atau masuk"


def decreed_table(decreed: Iterable[Holiday], changed: Iterable[OfficeDay]) -> pd.DataFrame:
    """Each decreed day off with its name, kind and decree, and whether this office rests on it."""
    at_work = {one.day for one in changed if not one.off}
    rows = [
        (DAYS[one.day.weekday()], wording.day(one.day), one.name, one.kind, one.source,
         AT_WORK if one.day in at_work else OFF)
        for one in decreed
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["Hari", DAY, NAME, "Jenis", "Dasar", "Di kantor ini"])


def office_table(changed: Iterable[OfficeDay]) -> pd.DataFrame:
    """The office's days as text; a day off or at work a row."""
    rows = [(wording.day(one.day), one.name, OFF if one.off else AT_WORK) for one in changed]
    return pd.DataFrame(rows, columns=[DAY, NAME, WHAT])


def read_office_table(
    filled: pd.DataFrame, decreed: Mapping[date, Holiday]
) -> tuple[tuple[OfficeDay, ...], tuple[str, ...]]:
    """The days of a filled-in table by day, and a sentence for every refused row; empty rows are passed over."""
    days: dict[date, OfficeDay] = {}
    refused = []
    rows = filled[[DAY, NAME, WHAT]].fillna("").astype(str)
    for place, (day, name, what) in enumerate(rows.itertuples(index=False), start=1):
        if not clean(day + name):
            continue
        try:
            one = _office_day(day, name, what, decreed)
            _once(one.day, days)
        except Refused as reason:
            refused.append(f"Baris {place}: {reason}.")
        else:
            days[one.day] = one
    return tuple(sorted(days.values(), key=lambda one: one.day)), tuple(refused)


def _office_day(day_text: str, name: str, what: str, decreed: Mapping[date, Holiday]) -> OfficeDay:
    first, last = parse_span(day_text)
    if first != last:
        raise Refused(f"“{clean(day_text)}” bukan satu tanggal; tulis satu baris per hari")
    if not clean(name):
        raise Refused("keterangan belum diisi: tulis nama harinya")
    _makes_a_difference(first.date(), what, decreed)
    return OfficeDay(first.date(), clean(name), what == OFF)


def _makes_a_difference(day: date, what: str, decreed: Collection[date]) -> None:
    if what not in (OFF, AT_WORK):
        raise Refused(f"pilih “{OFF}” atau “{AT_WORK}”")
    if day.weekday() > 4:
        raise Refused(f"{wording.day(day)} jatuh pada {DAYS[day.weekday()]}; Sabtu dan Minggu memang bukan hari kerja")
    if what == OFF and day in decreed:
        raise Refused(f"{wording.day(day)} sudah hari libur menurut pemerintah: hapus barisnya")
    if what == AT_WORK and day not in decreed:
        raise Refused(
            f"{wording.day(day)} memang hari kerja; hapus barisnya: hanya hari libur pemerintah dapat "
            "dijadikan masuk kerja"
        )


def _once(day: date, days: Collection[date]) -> None:
    if day in days:
        raise Refused(f"{wording.day(day)} sudah tertulis di baris lain: hapus salah satunya")
