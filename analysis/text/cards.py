"""A card: one number with its name, its range and what it was counted from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Card:
    """One number to show large. `change` is its signed difference, `good` whether it is for the better (None: no say).

    `note` stands small below the change: range, n, period.
    """

    label: str
    value: str
    note: str
    change: str | None = None
    good: bool | None = None
