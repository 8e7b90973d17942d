"""The three marks of the office's charts: a dot with its interval, a bar from zero, a line with its band."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.charts import style
from analysis.text import disclosure
from data.vocabulary.events import Event

HIDDEN = disclosure.SMALL


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of a chart: a name, its number (NaN: not drawn), the ends of its interval, and what is written below it.

    `goal` is an outline at what the number is held against; `colour` repeats what the label says in words.
    """

    name: str
    value: float
    label: str
    low: float = nan
    high: float = nan
    goal: float = nan
    colour: str = style.ACCENT


def dots(marks: Sequence[Mark], reference: float | None = None, when: str = "", shares: bool = False) -> go.Figure:
    """One row a mark: a dot on its interval; a number that is not drawn leaves its label. `reference`: a thin line.

    The first style.MOST_ROWS of them; the others are in the chart's table. `when`: the period, said on hover; `shares`:
    the axis is the whole from 0 to 100.
    """
    fig, marks = _first(marks, reference)
    _intervals(fig, marks)
    _goals(fig, marks)
    fig.add_scatter(
        x=[mark.value for mark in marks], y=list(range(len(marks))), mode="markers", cliponaxis=False,
        marker={"size": 11, "color": [mark.colour for mark in marks]}, **_hover(marks, when),
    )  # fmt: skip
    if shares:
        style.share_axis(fig)
    else:
        ends = [end for mark in marks for end in (mark.value, mark.low, mark.high, mark.goal)]
        style.pad(fig, [*ends, nan if reference is None else reference])
    return fig


def bars(marks: Sequence[Mark], outlines: Sequence[float] = (), when: str = "", shares: bool = False) -> go.Figure:
    """One row a mark: a bar from zero; `outlines` are the plans the bars are measured against.

    The first style.MOST_ROWS of them; the others are in the table. `when` and `shares` as in `dots`.
    """
    fig, marks = _first(marks)
    outlines = outlines[: len(marks)]
    places, values = list(range(len(marks))), [mark.value for mark in marks]
    if outlines:
        fig.add_bar(
            x=list(outlines), y=places, orientation="h", width=0.5, hoverinfo="skip",
            marker={"color": style.PAPER, "line": {"color": style.INK, "width": 1.5}},
        )  # fmt: skip
    fig.add_bar(x=values, y=places, orientation="h", width=0.36, marker={"color": style.ACCENT}, **_hover(marks, when))
    fig.update_layout(barmode="overlay")
    if shares:
        style.share_axis(fig)
    else:
        longest = max(filter(isfinite, (*values, *outlines)), default=0) or 1
        fig.update_xaxes(range=[0, 1.04 * longest], showticklabels=False, showgrid=False)
    return fig


def _first(marks: Sequence[Mark], reference: float | None = None) -> tuple[go.Figure, Sequence[Mark]]:
    """An empty figure with a row for each mark it has room for, and those."""
    drawn = marks[: style.MOST_ROWS]
    names, labels = [mark.name for mark in drawn], [mark.label for mark in drawn]
    return style.rows(names, labels, len(marks) - len(drawn), reference), drawn


def _hover(marks: Sequence[Mark], when: str) -> dict[str, Any]:
    """Each mark in words; its name for who clicks it."""
    period = f"<br>{when}" if when else ""
    said = [f"{style.literal(mark.name)}: {style.literal(mark.label)}{period}" for mark in marks]
    return {**style.on_hover(said), **style.clicked([mark.name for mark in marks])}


def columns(places: Sequence[float], counts: Sequence[int], width: float, said: Sequence[str]) -> go.Figure:
    """A standing bar at each place: how many there are, `said` on hover."""
    fig = style.figure(300)
    fig.add_bar(x=list(places), y=list(counts), width=width, marker={"color": style.ACCENT}, **style.on_hover(said))
    fig.update_yaxes(rangemode="tozero", nticks=5)
    return fig


def course(
    rows: pd.DataFrame, value: str, events: Sequence[Event], said: Sequence[str], low: str = "", high: str = ""
) -> tuple[go.Figure, str]:
    """A line over the column period, its interval as a band; returns the figure and what the marked events are.

    `said`: each row in words, shown on hover.
    """
    axis = pd.period_range(rows["period"].min(), rows["period"].max(), freq=rows["period"].iloc[0].freq)
    table = rows.assign(said=said).set_index(pd.PeriodIndex(rows["period"].tolist(), freq=axis.freq)).reindex(axis)
    places = list(range(len(axis)))
    fig = style.figure(320)
    if low and high:
        edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
        fig.add_scatter(x=places, y=table[low], **edge)
        fig.add_scatter(x=places, y=table[high], fill="tonexty", fillcolor="rgba(0,114,178,0.16)", **edge)
    line = {"mode": "lines+markers", "line": {"color": style.ACCENT}}
    fig.add_scatter(x=places, y=table[value], **line, **style.on_hover(table["said"].fillna("").tolist()))
    letters = style.mark_events(fig, axis, events)
    style.period_axis(fig, axis)
    fig.update_yaxes(nticks=6)
    return fig, letters


def _intervals(fig: go.Figure, marks: Sequence[Mark]) -> None:
    bounded = [(place, mark) for place, mark in enumerate(marks) if isfinite(mark.low) and isfinite(mark.high)]
    x = [end for _, mark in bounded for end in (mark.low, mark.high, None)]
    y = [end for place, _ in bounded for end in (place, place, None)]
    fig.add_scatter(x=x, y=y, mode="lines", line={"color": style.FAINT, "width": 4}, hoverinfo="skip")


def _goals(fig: go.Figure, marks: Sequence[Mark]) -> None:
    aimed = [(place, mark.goal) for place, mark in enumerate(marks) if isfinite(mark.goal)]
    if not aimed:
        return
    fig.add_scatter(
        x=[goal for _, goal in aimed], y=[place for place, _ in aimed], mode="markers", hoverinfo="skip",
        marker={"size": 15, "symbol": "diamond-open", "color": style.INK, "line": {"width": 1.5}},
    )  # fmt: skip


def spoken(rows: Sequence[Mark]) -> str:
    """The marks that are drawn as one sentence, for who cannot see them."""
    return "; ".join(f"{row.name} {row.label}" for row in rows[: style.MOST_ROWS]) + "."
