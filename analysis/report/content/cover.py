"""What the cover of a report shows: figures with their moves and targets, and the changes of the period."""

from dataclasses import dataclass

from analysis.text import wording


@dataclass(frozen=True, slots=True)
class Move:
    """How far a number went since an earlier period, as printed; `rises`, `better`: None where it stands still."""

    text: str
    since: str
    rises: bool | None
    better: bool | None


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """One of the office's figures on the cover: its value and unit, target and capaian ("" without one), its moves.

    `missed` says that its step on the office's scale is not green. `course`: the last 13 periods' values, oldest first;
    `goal` the target on their scale, None without one.
    """

    name: str
    value: str
    unit: str
    target: str
    achieved: str
    missed: bool
    moves: tuple[Move, ...]
    course: tuple[float, ...]
    goal: float | None
    span: tuple[str, str]

    @property
    def measured(self) -> str:
        """The value with its unit: "31,9 menit", "88,3%"."""
        return wording.with_unit(self.value, self.unit)

    @property
    def words(self) -> str:
        """Target and capaian: "target 82,5 · capaian 107,5%"."""
        return f"target {self.target} · capaian {self.achieved}" if self.target else "belum ada target"

    @property
    def moved(self) -> str:
        """The moves in words: "−0,50 dari Sep 2026; +2,46 dari Okt 2025"."""
        return "; ".join(f"{move.text} {move.since}" for move in self.moves)


@dataclass(frozen=True, slots=True)
class ReportChange:
    """One unit's indicator that left its ordinary variation: what, its value, how far it went and why it counts."""

    subject: str
    value: str
    detail: str
    rises: bool
    better: bool

    @property
    def line(self) -> str:
        """The change as one sentence."""
        return f"{self.subject} {self.value}: {self.detail}."
