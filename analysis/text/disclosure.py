"""Groups of fewer than five persons, and whatever beside a total would give them away, are not told."""

from collections.abc import Mapping, Sequence, Set

import pandas as pd

from data.vocabulary.regulations import FEWEST

TOGETHER = "Lainnya (digabung)"


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


def told_together(groups: pd.Series) -> pd.Series:
    """The group of each person (one entry a person), the hidden groups all under one name; missing ones stay."""
    people = groups.value_counts()
    small = people.index[hidden(people, people)]
    return groups.where(~groups.isin(small), TOGETHER) if len(small) > 1 else groups


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
