"""Groups of fewer than five persons, and whatever beside a total would give them away, are not told.

What readers see is made of `for_readers(dataset)`: no choice of units, years and services, and no difference of two
choices, can then be about fewer than five. Of what the whole office is told, `hidden` and `whole` say what may stand.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

import pandas as pd

from data.memoize import memoize
from data.panel.dataset import Dataset
from data.vocabulary.indicators import counted
from data.vocabulary.regulations import FEWEST

TOGETHER = "Lainnya (digabung)"
SURVEYED = ("ikm", *counted("jawaban"))
"""Indicators whose n are respondents."""
PROFILE_COLUMNS = ("jenis_kelamin", "usia", "pendidikan", "pekerjaan", "layanan")
AGE_BANDS = ("25 tahun ke bawah", "26–35 tahun", "36–45 tahun", "46–55 tahun", "56 tahun ke atas")
AGE_EDGES = (0, 25, 35, 45, 55, 150)


@memoize(1)
def for_readers(dataset: Dataset) -> Dataset:
    """The dataset as readers may choose from it; itself where no group in it is too small.

    What fewer than five respondents of a unit and period said is left out, and a unit's cases where it has fewer than
    five. Services of fewer than five respondents of a unit and year, or of fewer than five cases of a unit, are told
    together, and so are the respondents' other traits.
    """
    told = {"kinerja": _typed(dataset.kinerja), "skm": _asked(dataset.skm), "layanan": _served(dataset.layanan)}
    changed: dict[str, Any] = {kind: frame for kind, frame in told.items() if frame is not getattr(dataset, kind)}
    return replace(dataset, **changed) if changed else dataset


def _typed(kinerja: pd.DataFrame) -> pd.DataFrame:
    small = kinerja["indicator"].isin(SURVEYED) & kinerja["n"].between(1, FEWEST - 1)
    return kinerja[~small] if small.any() else kinerja


def _asked(skm: pd.DataFrame) -> pd.DataFrame:
    kept = _of_enough(skm, ["unit", "period"])
    year = kept["period"].map(lambda period: period.year)
    traits = {name: in_age_bands(kept[name]) if name == "usia" else kept[name] for name in PROFILE_COLUMNS}
    told = {name: told_together(trait, within=[kept["unit"], year]) for name, trait in traits.items()}
    changed = {name: column for name, column in told.items() if column is not traits[name]}
    return kept.assign(**changed) if changed else kept


def _served(layanan: pd.DataFrame) -> pd.DataFrame:
    kept = _of_enough(layanan, ["unit"])
    services = kept["layanan"]
    told = told_together(services, within=[kept["unit"]])
    return kept if told is services else kept.assign(layanan=told)


def _of_enough(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The rows of groups of five or more; the same frame where all are."""
    small = rows.groupby(by)["unit"].transform("size") < FEWEST
    return rows[~small] if small.any() else rows


def in_age_bands(ages: pd.Series) -> pd.Series:
    """Numbers of years as bands of ages; anything else as it is."""
    years = pd.to_numeric(ages, errors="coerce")
    return pd.cut(years, AGE_EDGES, labels=AGE_BANDS).astype(object).where(years.notna(), ages)


def hidden(people: pd.Series, affected: pd.Series) -> pd.Series:
    """Mask of the groups of a table that may not be shown beside its total; both Series have one entry a group.

    `people` counts the persons of the group, `affected` those the table tells about. Hidden are groups of fewer than 5
    persons or with 1 to 4 affected; then the smallest others, until at least two groups are hidden that together hold
    5 persons and 5 affected (or everything is hidden), so that total less shown says nothing about fewer than 5.
    """
    mask = (people < FEWEST) | affected.between(1, FEWEST - 1)
    for group in people[~mask].sort_values(kind="stable").index:
        if not mask.any() or _safe(people[mask], affected[mask]):
            break
        mask[group] = True
    return mask


def told_together(
    groups: pd.Series, within: Sequence[pd.Series] = (), persons: pd.Series | None = None
) -> pd.Series:  # fmt: skip
    """The group of each row, the hidden ones of each part of `within` under one name; missing ones stay.

    `persons` says who stands behind each row (None: another one each). The same Series where nothing is hidden.
    """
    part = pd.MultiIndex.from_arrays(list(within)).factorize()[0] if within else 0
    rows = pd.DataFrame({"part": part, "group": groups, "who": persons}, index=groups.index)
    cells = rows.groupby(["part", "group"], observed=True)
    people = cells.size() if persons is None else cells["who"].nunique()
    away = [
        cell
        for _, mine in people.groupby(level="part")
        if len(mine) > 1  # a single group is all there is
        for cell in mine.index[hidden(mine, mine)]
    ]
    if not away:
        return groups
    return groups.mask(pd.MultiIndex.from_frame(rows[["part", "group"]]).isin(away), TOGETHER)


def whole(cells: pd.Series, chosen: pd.Series) -> bool:
    """Whether a choice of rows takes every cell, a group that is told together, whole or not at all."""
    return not cells[chosen].isin(cells[~chosen]).any()


def hidden_parts(persons: Mapping[str, Set[str]], spare: Sequence[str]) -> frozenset[str]:
    """The parts of a total that may not be shown beside it; `persons` names who stands behind each part.

    Hidden are parts of 1 to 4 persons; then the smallest of `spare`, the parts told nowhere else, until total less
    shown is about at least two parts and five different persons (or all of `spare` is hidden).
    """
    parts = {name for name, known in persons.items() if few(len(known))}
    for name in sorted(spare, key=lambda name: len(persons[name])):
        together = set().union(*(persons[part] for part in parts))
        if not parts or (len(parts) >= 2 and len(together) >= FEWEST):
            break
        parts.add(name)
    return frozenset(parts)


def few(persons: int) -> bool:
    """Whether so many persons are too few to tell about; nobody is not."""
    return 0 < persons < FEWEST


def _safe(people: pd.Series, affected: pd.Series) -> bool:
    enough_affected = affected.sum() >= FEWEST or affected.sum() == 0
    return len(people) >= 2 and people.sum() >= FEWEST and bool(enough_affected)


SMALL = "Tidak ditampilkan (n < 5)"
