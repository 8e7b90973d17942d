"""Returneds kept for as long as the frames they are about live, so that several questions share one count."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import partial, wraps
from typing import ParamSpec, TypeVar
from weakref import ref

import pandas as pd

from data.panel.dataset import Dataset

Asked = ParamSpec("Asked")
Returned = TypeVar("Returned")

BY_IDENTITY = (pd.DataFrame, Dataset)
MOST_KEPT = 64


def once(compute: Callable[Asked, Returned], most: int = MOST_KEPT) -> Callable[Asked, Returned]:
    """`compute`, which looks at nothing but its arguments, computed once for the same ones.

    Frames and datasets are known by identity, since what is read from books never changes; everything else by value.
    Whoever gets an answer shares it and must not change it. `most` answers are kept, the one longest not asked for goes
    first; with a frame go the answers about it, so that none may hold the frame itself.
    """
    kept: dict[Hashable, tuple[Returned, list[ref]]] = {}

    @wraps(compute)
    def known(*arguments: Asked.args, **named: Asked.kwargs) -> Returned:
        asked = (*arguments, *named, *named.values())
        key = tuple(id(one) if isinstance(one, BY_IDENTITY) else one for one in asked)
        found = kept.pop(key, None)
        if found is None:
            alive = [ref(one, partial(_forget, kept, key)) for one in asked if isinstance(one, BY_IDENTITY)]
            found = compute(*arguments, **named), alive
        kept[key] = found
        for oldest in list(kept)[:-most]:
            kept.pop(oldest, None)
        return found[0]

    return known


def _forget(kept: dict, key: Hashable, _: ref) -> None:
    kept.pop(key, None)
