"""The one look of every chart: a Plotly template of its own, and the parts all charts share."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io as pio
from numpy.typing import ArrayLike

from analysis.text import wording
from data.vocabulary.events import EVENTS, Event

INK = "#0B1220"
MUTED = "#5A6570"
GREY = "#8A949D"
FAINT = "#A9B4BE"
ACCENT = "#0072B2"
GAP = "rgba(0, 114, 178, 0.15)"
GOOD = "#007A5A"
BAD = "#B84A00"
UNSURE = "#8A6D00"
FONT = '"Source Sans", "Source Sans 3", Arial, sans-serif'
RULE = "#E8ECEF"
ROW, TALL_ROW = 52, 62
UNDER_NAME = -0.2
MOST_ROWS = 10
Lettered = tuple[int, str, Event]
PHONE_LETTERS = 40


@dataclass(frozen=True)
class Chart:
    """A figure with everything said about it, and the numbers it draws.

    `title` states the finding in at most ten words, `subtitle` measure, place and period, `caption` n and source.
    `data`: the numbers under Indonesian headers; `decimals`: how many each number column shows.
    """

    figure: go.Figure
    title: str
    subtitle: str
    caption: str
    alt: str
    data: pd.DataFrame
    decimals: Mapping[str, int]

    @property
    def left_out(self) -> int:
        """Rows of `data` that the figure has no room for."""
        return self.figure.layout.meta or 0

    @cached_property
    def table(self) -> pd.DataFrame:
        """The figure's twin in text, for readers who cannot see it: `data` with every cell worded."""
        return wording.worded(self.data, self.decimals)


def _template() -> go.layout.Template:
    axis = {
        "showline": False, "zeroline": False, "gridcolor": RULE, "ticks": "", "automargin": True,
        "fixedrange": True, "tickformat": ",~f", "title": {"standoff": 8, "font": {"size": 13}},
    }  # fmt: skip
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 13, "color": INK},
            "paper_bgcolor": "#FFFFFF",
            "plot_bgcolor": "#FFFFFF",
            "colorway": [ACCENT, BAD, GOOD, GREY],
            "separators": ",.",
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "margin": {"l": 8, "r": 12, "t": 20, "b": 8},
            "xaxis": axis,
            "yaxis": axis,
            "hoverlabel": {"font": {"family": FONT}},
        }
    )


pio.templates["dampak"] = _template()


def figure(height: int) -> go.Figure:
    """An empty figure in the project's look."""
    return go.Figure(layout={"template": "dampak", "height": height})


def rows(names: Sequence[str], left_out: int = 0, reference: float | None = None) -> go.Figure:
    """An empty figure with one row a name, the first at the top; how many more the table holds stands in its `meta`.

    Names stand over their rows, which keep a phone's full width; a longer one takes two lines, a little smaller,
    and makes every row a little higher. A line at `reference` stops below each name.
    """
    over = {"x": 0, "xref": "paper", "xanchor": "left", "yanchor": "middle", "bgcolor": "#FFFFFF", "borderpad": 1}
    lines = [two_lines(name) for name in names]
    below, row = (0.19, TALL_ROW) if any(len(name) > 1 for name in lines) else (0.36, ROW)
    fig = figure(48 + row * len(names)).update_layout(meta=left_out)
    write(fig, [{**over, "y": place - 0.42, **_fitted(name)} for place, name in enumerate(lines)])
    rule(fig, [level(place + below, {"color": RULE, "width": 1}) for place in range(len(names))])
    if reference is not None:
        across = {"x0": reference, "x1": reference, "line": {"color": GREY, "width": 1}}
        rule(fig, [{**across, "y0": place + UNDER_NAME, "y1": place + below} for place in range(len(names))])
    fig.update_yaxes(range=[len(names) - 0.5, -0.95], showgrid=False, showticklabels=False)
    return fig


def two_lines(name: str) -> list[str]:
    """The name as it is, or in two lines where a phone has no room for it in one."""
    return textwrap.wrap(name, max(PHONE_LETTERS, len(name) * 3 // 5)) or [""]


def _fitted(lines: Sequence[str]) -> dict[str, Any]:
    """The lines as a row's name, with room for its mark below them."""
    text = "<br>".join(map(literal, lines))
    return {"text": text} if len(lines) == 1 else {"text": text, "yshift": 4, "align": "left", "font": {"size": 12}}


def write(fig: go.Figure, texts: Sequence[Mapping[str, Any]]) -> None:
    """Texts on the figure, all in one step: each step makes Plotly validate every earlier text again."""
    fig.layout.annotations += tuple({"showarrow": False, **text} for text in texts)


def rule(fig: go.Figure, lines: Sequence[Mapping[str, Any]]) -> None:
    """Lines on the figure, all in one step."""
    fig.layout.shapes += tuple({"type": "line", **line} for line in lines)


def upright(place: float, line: Mapping[str, Any]) -> dict[str, Any]:
    """A line through `place` over the plot's whole height."""
    return {"x0": place, "x1": place, "xref": "x", "y0": 0, "y1": 1, "yref": "y domain", "line": line}


def level(height: float, line: Mapping[str, Any]) -> dict[str, Any]:
    """A line at `height` over the plot's whole width."""
    return {"x0": 0, "x1": 1, "xref": "x domain", "y0": height, "y1": height, "yref": "y", "line": line}


def target(fig: go.Figure, value: float, label: str) -> None:
    """A dotted line at a target over the whole width, named right of it; the axis reaches it."""
    rule(fig, [level(value, {"color": MUTED, "width": 1.5, "dash": "dot"})])
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "align": "left", "y": value, "font": {"color": MUTED}}
    write(fig, [{**beside, "text": f"target<br>{label}", "xshift": 4}])
    fig.add_scatter(x=[0], y=[value], mode="markers", marker={"opacity": 0}, hoverinfo="skip")
    fig.update_layout(margin={"r": 60})


def pad(fig: go.Figure, values: ArrayLike, share: float = 0.08) -> None:
    """A horizontal axis a little wider than its values, with room for labels beside the outermost marks."""
    low, high = np.nanmin(values), np.nanmax(values)
    room = max((high - low) * share, 0.5)
    fig.update_xaxes(range=[low - room, high + room], nticks=5)


def literal(text: str) -> str:
    """Text from a book as Plotly shows it literally, never as its own little HTML."""
    return html.escape(text, quote=False)


def period_axis(fig: go.Figure, axis: pd.PeriodIndex, most: int = 9) -> None:
    """Position 0, 1, 2 … along `axis`, with Indonesian labels on at most `most` of them."""
    step = next(step for step in (1, 2, 3, 4, 6, 12, 24, 60, len(axis)) if len(axis) / step <= most)
    places = range(0, len(axis), step)
    labels = [wording.short_period(axis[place]).replace(" 2", "<br>2") for place in places]
    fig.update_xaxes(tickmode="array", tickvals=list(places), ticktext=labels, tickangle=0, showgrid=False)


def mark_events(fig: go.Figure, axis: pd.PeriodIndex, events: Sequence[Event] = EVENTS) -> str:
    """Dotted lines A, B … at the events that begin within `axis`; returns what the letters mean."""
    marked = lettered(axis, events)
    mark_places(fig, [(place, letter) for place, letter, _ in marked])
    return letters_meant(marked)


def lettered(axis: pd.PeriodIndex, events: Sequence[Event]) -> list[Lettered]:
    """The events that begin within `axis`: each with its place there and its letter."""
    inside = [event for event in events if axis[0].start_time.date() <= event.start <= axis[-1].end_time.date()]
    begun = pd.PeriodIndex([pd.Timestamp(event.start) for event in inside], freq=axis.freq)
    letters = [*ascii_uppercase, *map(str, range(len(ascii_uppercase) + 1, len(inside) + 1))]
    return list(zip(axis.get_indexer(begun).tolist(), letters, inside, strict=False))


def letters_meant(marked: Sequence[Lettered]) -> str:
    """ "A = Adminduk wajib selesai 1×24 jam, 13 Mei 2024"."""
    return "; ".join(f"{letter} = {event.label}, {wording.day(event.start)}" for _, letter, event in marked)


def mark_places(fig: go.Figure, marks: Sequence[tuple[float, str]]) -> None:
    """Dotted vertical lines, each with a short label above the plot."""
    rule(fig, [upright(place, {"color": GREY, "width": 1, "dash": "dot"}) for place, _ in marks])
    above = {"y": 1, "yref": "paper", "yanchor": "bottom", "font": {"color": MUTED}}
    write(fig, [{**above, "x": place, "text": label} for place, label in marks])


def sentence(*parts: str) -> str:
    """The non-empty parts as one caption."""
    return " · ".join(part for part in parts if part)
