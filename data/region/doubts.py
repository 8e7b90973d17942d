"""What one kecamatan's months, in order, lack or contradict: months not sent, units renamed, names exchanged."""

from collections.abc import Sequence
from itertools import combinations, pairwise, product

import pandas as pd
from rapidfuzz import fuzz

from data.ingest.parsers.units import squeezed
from data.region.monthly_file import MonthlyFile

FEWEST_STAFF = 3
"""Two units of fewer employees may well exchange most of them."""
StaffOfUnits = dict[str, set[str]]


def doubts(months: Sequence[MonthlyFile]) -> list[str]:
    """Each doubt and what to do about it; of renamed and exchanged units those of the last month that has any."""
    missing, staff = _missing_months(months), [_staff(one) for one in months]
    steps = [
        (later.month, _renamed(earlier, later, before, after), _exchanged(before, after))
        for (earlier, before), (later, after) in pairwise(zip(months, staff, strict=True))
    ]
    return [
        *([f"belum ada {missing[0]} ({len(missing)} bulan): kirim ulang bulan itu"] if missing else []),
        *(_say_renamed(month, renamed) for month, renamed, _ in [step for step in steps if step[1]][-1:]),
        *(_say_exchanged(month, pairs) for month, _, pairs in [step for step in steps if step[2]][-1:]),
    ]


def _say_renamed(month: str, renamed: Sequence[tuple[str, str]]) -> str:
    said = ", ".join(f"“{new}” menggantikan “{old}”" for old, new in renamed)
    return f"sejak {month} {said}: bila hanya ganti nama, pakai nama lama dan kirim ulang"


def _say_exchanged(month: str, pairs: Sequence[tuple[str, str]]) -> str:
    said = ", ".join(f"“{one}” dan “{other}”" for one, other in pairs)
    return f"sejak {month} {said} bertukar pegawai: bila namanya tertukar, betulkan dan kirim ulang"


def _missing_months(months: Sequence[MonthlyFile]) -> list[str]:
    """The months between the first with figures and the last that were not sent."""
    sent = [one.month for one in months]
    first = next((one.month for one in months if len(one.values)), sent[-1])
    return [month for month in pd.period_range(first, sent[-1], freq="M").astype(str) if month not in sent]


def _staff(month: MonthlyFile) -> StaffOfUnits:
    """The pseudonyms of each unit's employees."""
    staff: StaffOfUnits = {}
    people = month.people["pegawai"]
    for nip, unit in zip(people["nip"].tolist(), people["unit"].tolist(), strict=True):
        staff.setdefault(unit, set()).add(nip)
    return staff


def _renamed(
    earlier: MonthlyFile, later: MonthlyFile, before: StaffOfUnits, after: StaffOfUnits
) -> list[tuple[str, str]]:
    """Old and new names of units of which one is gone as another comes: those that share most staff, else most letters.

    A name that is written differently (capitals, blanks, marks, abbreviations) is the same name.
    """
    gone, come = _only_in(earlier, later), _only_in(later, earlier)
    alike = {
        (old, new): (len(before.get(old, set()) & after.get(new, set())), fuzz.ratio(squeezed(old), squeezed(new)))
        for old, new in product(gone, come)
    }
    pairs: dict[str, str] = {}
    for old, new in sorted(alike, key=lambda pair: alike[pair], reverse=True):
        if old not in pairs and new not in pairs.values():
            pairs[old] = new
    return sorted(pairs.items())


def _only_in(one: MonthlyFile, other: MonthlyFile) -> list[str]:
    there = set(map(squeezed, other.units))
    return sorted(unit for unit in one.units if squeezed(unit) not in there)


def _exchanged(before: StaffOfUnits, after: StaffOfUnits) -> list[tuple[str, str]]:
    """Pairs of units of which most employees of either are in the other from now on."""
    several = sorted(unit for unit in {*before} & {*after} if len(before[unit]) >= FEWEST_STAFF)
    moved = [unit for unit in several if 2 * len(before[unit] & after[unit]) < len(before[unit])]
    return [
        pair for pair in combinations(moved, 2) if _most(before, after, *pair) and _most(before, after, *pair[::-1])
    ]


def _most(before: StaffOfUnits, after: StaffOfUnits, one: str, other: str) -> bool:
    return 2 * len(before[one] & after[other]) > len(before[one])
