"""Small groups stay hidden, and so does every total less the rest that would give them away."""

from __future__ import annotations

import pandas as pd

FEWEST = 5


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


def _safe(people: pd.Series, affected: pd.Series) -> bool:
    enough_affected = affected.sum() >= FEWEST or affected.sum() == 0
    return len(people) >= 2 and people.sum() >= FEWEST and bool(enough_affected)
