"""The three marks of the office's charts: a dot with its interval, a bar from zero, a line with its band."""

from __future__ import annotations

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
    """One row of a chart: a name, its number (NaN: not drawn), the ends of its interval, and what is written there.

    `goal` is an outline at what the number is held against; `colour` repeats what the label says in words.
    """

    name: str
    value: float
    label: str
    low: float = nan
    high: float = nan
    goal: float = nan
    colour: str = style.ACCENT


def dots(marks: Sequence[Mark], reference: float | None = None) -> go.Figure:
    """One row a mark: a dot on its interval; a number that is not drawn leaves its label. `reference`: a thin line.

    The first style.MOST_ROWS of them; the others are in the chart's table.
    """
    fig, marks = _first(marks, reference)
    _intervals(fig, marks)
    _goals(fig, marks)
    _labelled(fig, marks)
    ends = [end for mark in marks for end in (mark.value, mark.low, mark.high, mark.goal) if isfinite(end)]
    _room_for_labels(fig, [*ends, *([] if reference is None else [reference])])
    return fig


def bars(marks: Sequence[Mark], outlines: Sequence[float] = (), whole: float = 0.0) -> go.Figure:
    """One row a mark: a bar from zero, read by its label; `outlines` are the plans the bars are measured against.

    The first style.MOST_ROWS of them; the others are in the table. The axis reaches to `whole`, where there is one.
    """
    fig, marks = _first(marks)
    outlines = outlines[: len(marks)]
    places, values = list(range(len(marks))), [mark.value for mark in marks]
    if outlines:
        fig.add_bar(
            x=list(outlines), y=places, orientation="h", width=0.34, hoverinfo="skip",
            marker={"color": "#FFFFFF", "line": {"color": style.INK, "width": 1.5}},
        )  # fmt: skip
    fig.add_bar(x=values, y=places, orientation="h", width=0.26, marker={"color": style.ACCENT}, hoverinfo="skip")
    reach = [max(pair) for pair in zip(values, outlines, strict=True)] if outlines else values
    _write(fig, marks, reach)
    fig.update_layout(barmode="overlay")
    longest = max([end for end in reach if isfinite(end)], default=0)
    fig.update_xaxes(range=[0, whole * 1.25 or longest * 1.7 or 1], showticklabels=False, showgrid=False)
    return fig


def _first(marks: Sequence[Mark], reference: float | None = None) -> tuple[go.Figure, Sequence[Mark]]:
    """An empty figure with a row for each mark it has room for, and those."""
    drawn = marks[: style.MOST_ROWS]
    return style.rows([mark.name for mark in drawn], len(marks) - len(drawn), reference), drawn


def columns(places: Sequence[float], counts: Sequence[int], width: float) -> go.Figure:
    """A standing bar at each place: how many there are."""
    fig = style.figure(300)
    fig.add_bar(x=list(places), y=list(counts), width=width, marker={"color": style.ACCENT}, hoverinfo="skip")
    fig.update_yaxes(rangemode="tozero", nticks=5)
    return fig


def course(
    rows: pd.DataFrame, value: str, events: Sequence[Event], low: str | None = None, high: str | None = None
) -> tuple[go.Figure, str]:
    """A line over the column period, its interval as a band; returns the figure and what the marked events are."""
    axis = pd.period_range(rows["period"].min(), rows["period"].max(), freq=rows["period"].iloc[0].freq)
    table = rows.set_index(pd.PeriodIndex(rows["period"].tolist(), freq=axis.freq)).reindex(axis)
    places = list(range(len(axis)))
    fig = style.figure(320)
    if low and high:
        edge = {"mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
        fig.add_scatter(x=places, y=table[low], **edge)
        fig.add_scatter(x=places, y=table[high], fill="tonexty", fillcolor="rgba(0,114,178,0.16)", **edge)
    fig.add_scatter(x=places, y=table[value], mode="lines+markers", line={"color": style.ACCENT}, hoverinfo="skip")
    letters = style.mark_events(fig, axis, events)
    style.period_axis(fig, axis)
    fig.update_yaxes(nticks=6)
    return fig, letters


def _intervals(fig: go.Figure, marks: Sequence[Mark]) -> None:
    bounded = [(place, mark) for place, mark in enumerate(marks) if isfinite(mark.low) and isfinite(mark.high)]
    x = [end for _, mark in bounded for end in (mark.low, mark.high, None)]
    y = [end for place, _ in bounded for end in (place, place, None)]
    fig.add_scatter(x=x, y=y, mode="lines", line={"color": style.FAINT, "width": 4}, hoverinfo="skip")


def _labelled(fig: go.Figure, marks: Sequence[Mark]) -> None:
    fig.add_scatter(
        x=[mark.value for mark in marks], y=list(range(len(marks))), mode="markers", hoverinfo="text",
        hovertext=[style.literal(f"{mark.name}: {mark.label}") for mark in marks],
        marker={"size": 11, "color": [mark.colour for mark in marks]}, cliponaxis=False,
    )  # fmt: skip
    _write(fig, marks, [max(filter(isfinite, (mark.value, mark.high, mark.goal)), default=nan) for mark in marks])


def _goals(fig: go.Figure, marks: Sequence[Mark]) -> None:
    aimed = [(place, mark.goal) for place, mark in enumerate(marks) if isfinite(mark.goal)]
    if not aimed:
        return
    fig.add_scatter(
        x=[goal for _, goal in aimed], y=[place for place, _ in aimed], mode="markers", hoverinfo="skip",
        marker={"size": 15, "symbol": "diamond-open", "color": style.INK, "line": {"width": 1.5}},
    )  # fmt: skip


def _write(fig: go.Figure, marks: Sequence[Mark], ends: Sequence[float]) -> None:
    """Each label right of its mark; at the left edge where nothing is drawn."""
    style.write(fig, [_label(place, mark, end) for place, (mark, end) in enumerate(zip(marks, ends, strict=True))])


def _label(place: int, mark: Mark, end: float) -> dict[str, Any]:
    where = {"x": end, "xshift": 8} if isfinite(mark.value) else {"x": 0, "xref": "paper"}
    colour = style.INK if isfinite(mark.value) else style.MUTED
    return {**where, "y": place, "text": style.literal(mark.label), "xanchor": "left", "font": {"color": colour}}


def _room_for_labels(fig: go.Figure, ends: Sequence[float]) -> None:
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    spread = high - low or abs(high) or 1.0
    fig.update_xaxes(range=[low - 0.06 * spread, high + 0.6 * spread], nticks=5)


def spoken(rows: Sequence[Mark]) -> str:
    """The marks that are drawn as one sentence, for who cannot see them."""
    return "; ".join(f"{row.name} {row.label}" for row in rows[: style.MOST_ROWS]) + "."
