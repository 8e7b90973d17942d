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

from analysis import wording
from data.catalog import EVENTS, Event

INK = "#0B1220"
MUTED = "#5A6570"
GREY = "#8A949D"
FAINT = "#A9B4BE"
ACCENT = "#0072B2"
GOOD = "#007A5A"
BAD = "#B84A00"
UNSURE = "#8A6D00"
FONT = '"Source Sans", "Source Sans 3", Arial, sans-serif'
RULE = "#E8ECEF"
ROW = 52
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


def rows(fig: go.Figure, names: Sequence[str]) -> None:
    """One row a name, the first at the top; names stand over their rows, which keep a phone's full width.

    A name longer than a phone is wide takes two lines, a little smaller.
    """
    whole_width = {"type": "line", "x0": 0, "x1": 1, "xref": "x domain", "line": {"color": RULE, "width": 1}}
    over = {"x": 0, "xref": "paper", "xanchor": "left", "yanchor": "middle", "bgcolor": "#FFFFFF", "borderpad": 1}
    lines = [two_lines(name) for name in names]
    write(fig, [{**over, "y": place - 0.42, **_fitted(name)} for place, name in enumerate(lines)])
    below = 0.19 if any(len(name) > 1 for name in lines) else 0.36
    ends = [place + below for place in range(len(names))]
    fig.layout.shapes += tuple({**whole_width, "y0": end, "y1": end, "yref": "y"} for end in ends)
    fig.update_yaxes(range=[len(names) - 0.5, -0.95], showgrid=False, showticklabels=False)


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
    fig.update_xaxes(tickmode="array", tickvals=list(places), ticktext=labels, showgrid=False)


def mark_events(fig: go.Figure, axis: pd.PeriodIndex, events: Sequence[Event] = EVENTS) -> str:
    """Dotted lines A, B … at the events that begin within `axis`; returns what the letters mean."""
    inside = [event for event in events if axis[0].start_time.date() <= event.start <= axis[-1].end_time.date()]
    meanings = []
    for place, event in enumerate(inside):
        at = int(axis.get_indexer(pd.PeriodIndex([pd.Timestamp(event.start)], freq=axis.freq))[0])
        letter = ascii_uppercase[place] if place < len(ascii_uppercase) else str(place + 1)
        mark_place(fig, at, letter)
        meanings.append(f"{letter} = {event.label}, {wording.day(event.start)}")
    return "; ".join(meanings)


def mark_place(fig: go.Figure, place: float, label: str) -> None:
    """A dotted vertical line with a short label above the plot."""
    fig.add_vline(place, line={"color": GREY, "width": 1, "dash": "dot"})
    fig.add_annotation(x=place, y=1, yref="paper", yanchor="bottom", text=label, showarrow=False, font={"color": MUTED})


def sentence(*parts: str) -> str:
    """The non-empty parts as one caption."""
    return " · ".join(part for part in parts if part)
