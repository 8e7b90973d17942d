"""Columns whose numbers are told in a larger unit than they look: rupiah in thousands or millions, days for JP."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from data.ingest.columns.cells import TableCells
from data.ingest.columns.parsers import number_kind
from data.ingest.parsers.numbers import number_column
from data.ingest.parsers.parsing import Parsed
from data.ingest.tables.headings import columns_named

TIMES = {"ribu": 1e3, "juta": 1e6, "jt": 1e6, "miliar": 1e9, "milyar": 1e9}
LEAST_RUPIAH = 1000
HOURS, DAYS = "JP", "hari"
_TIMES = re.compile(r"\b(ribu|juta|jt|mil[iy]ar)(?:an)?\b", re.IGNORECASE)
_OF_MONEY = re.compile(r"\b(?:dalam|rp|rupiah)\b", re.IGNORECASE)
_SAYS_HOURS = re.compile(r"\bj(?:pl?|am)|bobot", re.IGNORECASE)
_TOO_LITTLE = "kurang dari Rp1.000. Tulis rupiah penuh, atau tulis satuannya di judul, misalnya Biaya (juta Rp)"


def read_money(cells: TableCells, *names: str) -> dict[str, np.ndarray]:
    """Sums of money in rupiah; thousands and millions where the heading or a line around the table says so."""
    around = next((found for line in cells.lines() if _OF_MONEY.search(line) and (found := _TIMES.search(line))), None)
    return {name: _rupiah(cells, name, around) for name in names if cells.named(name)}


def _rupiah(cells: TableCells, name: str, around: re.Match[str] | None) -> np.ndarray:
    header, column = cells.table.columns[name], cells.table.contract.column(name)
    said = _TIMES.search(header.whole) or around
    kind = number_kind(column)
    parsed = number_column(cells.raw(header), replace(kind, whole=kind.whole and said is None))
    if said:
        parsed.values *= TIMES[said[1].casefold()]
        parsed.remarks.append(f"angka dalam {said[0].casefold()} diubah menjadi rupiah penuh")
    little = np.flatnonzero((parsed.values > 0) & (parsed.values < LEAST_RUPIAH))
    parsed.refused |= dict.fromkeys(little.tolist(), _TOO_LITTLE)
    parsed.values[little] = np.nan
    return cells.take(header, column, parsed)


def read_hours(cells: TableCells) -> dict[str, np.ndarray]:
    """JP of trainings; a length whose heading does not say in what it is told may be days, and is asked about.

    A heading that the office itself reads as JP is not asked about again.
    """
    header, column = cells.named("jp"), cells.table.contract.column("jp")
    if header is None:
        return {}
    parsed = number_column(cells.raw(header), number_kind(column))
    by_its_words = "jp" in columns_named(header, cells.table.contract)
    if by_its_words and not _SAYS_HOURS.search(header.whole) and not np.isnan(parsed.values).all():
        _settle_length(cells, header.text, parsed)
    return {"jp": cells.take(header, column, parsed)}


def _settle_length(cells: TableCells, heading: str, parsed: Parsed) -> None:
    sentence = f"Angka kolom “{heading}” pada lembar “{cells.findings.sheet}” dalam JP atau hari?"
    answer = cells.findings.ask(f"{cells.table.layout}:jp:satuan", sentence, (HOURS, DAYS))
    if answer == HOURS:
        return
    reason = "lama dalam hari; tulis JP-nya" if answer else "JP atau hari? Jawab dulu pertanyaan tentang kolom ini"
    parsed.refused |= dict.fromkeys(np.flatnonzero(~np.isnan(parsed.values)).tolist(), reason)
    parsed.values[:] = np.nan
