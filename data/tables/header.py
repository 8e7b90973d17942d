"""A column's heading."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Header:
    """A column's heading: its 0-based column and the texts over it, from the top row to the lowest."""

    column: int
    path: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lowest text, which names the column itself."""
        return self.path[-1]

    @property
    def whole(self) -> str:
        """All texts as one line."""
        return " / ".join(self.path)
