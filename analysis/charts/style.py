"""The one look of every chart: a Plotly template of its own, and the parts all charts share."""

import html
import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
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
VIOLET = "#7A4B9A"
GAP = "rgba(0, 114, 178, 0.15)"
GOOD = "#007A5A"
BAD = "#B84A00"
UNSURE = "#8A6D00"
FONT = '"Source Sans", "Source Sans 3", Arial, sans-serif'
RULE, PAPER = "#E8ECEF", "#FFFFFF"
COLUMN, LETTERS = 164, 24
"""Pixels of the names' column, and letters of a line in it: on a phone as much is left for the marks."""
LINE, GUTTER, FOOT = 17, 10, 48
MOST_ROWS = 10
Lettered = tuple[int, str, Event]


BAND = "#EDF0F2"
IN_THE_DARK = {
    INK: "#EDF1F5", MUTED: "#A9B4BE", FAINT: "#5A6570", ACCENT: "#6CC0F0", GOOD: "#2BB58C", BAD: "#E8833A",
    UNSURE: "#D9B23A", RULE: "#2A2F34", PAPER: "#121212", BAND: "#23282D", VIOLET: "#B98BD6",
    "rgba(0, 114, 178,": "rgba(108, 192, 240,", "rgba(0,114,178,": "rgba(108,192,240,",
}  # fmt: skip
"""Each colour on a dark page; what is not named keeps its own."""


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


def in_the_dark(fig: go.Figure) -> go.Figure:
    """The same figure for a dark page, its ground left to the page."""
    colours = "|".join(map(re.escape, IN_THE_DARK))
    darkened = re.sub(colours, lambda found: IN_THE_DARK[found[0]], fig.to_json())
    clear = "rgba(0,0,0,0)"
    return pio.from_json(darkened, skip_invalid=True).update_layout(paper_bgcolor=clear, plot_bgcolor=clear)


def rows(
    names: Sequence[str], labels: Sequence[str] = (), left_out: int = 0, reference: float | None = None
) -> go.Figure:
    """An empty figure with one row a name, the first at the top; how many more the table holds stands in its `meta`.

    Names stand in a column of their own left of the plot, each with its label in bold below it, so that neither is
    written over a mark or a line; every row is as high as the one with most lines. A thin line stands at `reference`.
    """
    texts = [_entry(name, label) for name, label in zip_longest(names, labels, fillvalue="")]
    fig = figure(FOOT + len(names) * (LINE * max(map(len, texts), default=1) + GUTTER)).update_layout(meta=left_out)
    beside = {"x": 0, "xref": "paper", "xshift": 2 - COLUMN, "xanchor": "left", "align": "left", "yanchor": "middle"}
    write(fig, [{**beside, "y": place, "text": "<br>".join(lines)} for place, lines in enumerate(texts)])
    rule(fig, [level(place + 0.5, {"color": RULE, "width": 1}) for place in range(len(names) - 1)])
    if reference is not None:
        rule(fig, [upright(reference, {"color": GREY, "width": 1})])
    fig.update_yaxes(range=[len(names) - 0.5, -0.5], showgrid=False, showticklabels=False)
    return fig.update_layout(margin={"l": COLUMN})


def _entry(name: str, label: str) -> list[str]:
    """The lines of a row's name, and those of its label."""
    wrapped = textwrap.wrap(name, LETTERS) or [""], textwrap.wrap(label, LETTERS)
    return [*map(literal, wrapped[0]), *(f"<b>{literal(line)}</b>" for line in wrapped[1])]


def write(fig: go.Figure, texts: Sequence[Mapping[str, Any]]) -> None:
    """Texts on the figure, all in one step: each step makes Plotly validate every earlier text again."""
    fig.layout.annotations += tuple({"showarrow": False, **text} for text in texts)


def rule(fig: go.Figure, lines: Sequence[Mapping[str, Any]]) -> None:
    """Lines on the figure, all in one step."""
    fig.layout.shapes += tuple({"type": "line", **line} for line in lines)


def on_hover(said: Sequence[str]) -> dict[str, Any]:
    """What a trace shows on hover: each of its marks in words, and nothing of Plotly's own."""
    return {"hovertext": list(said), "hoverinfo": "text"}


def clicked(names: Sequence[str]) -> dict[str, Any]:
    """What a click on each mark of a trace names; the other marks keep their strength."""
    return {"customdata": list(names), "unselected": {"marker": {"opacity": 1}}}


def upright(place: float, line: Mapping[str, Any]) -> dict[str, Any]:
    """A line through `place` over the plot's whole height."""
    return {"x0": place, "x1": place, "xref": "x", "y0": 0, "y1": 1, "yref": "y domain", "line": line}


def level(height: float, line: Mapping[str, Any]) -> dict[str, Any]:
    """A line at `height` over the plot's whole width."""
    return {"x0": 0, "x1": 1, "xref": "x domain", "y0": height, "y1": height, "yref": "y", "line": line}


def target(fig: go.Figure, value: float, label: str) -> None:
    """A dotted line at a target over the whole width, named right of it."""
    rule(fig, [level(value, {"color": MUTED, "width": 1.5, "dash": "dot"})])
    beside = {"x": 1, "xref": "paper", "xanchor": "left", "align": "left", "y": value, "font": {"color": MUTED}}
    write(fig, [{**beside, "text": f"target<br>{label}", "xshift": 4}])
    fig.update_layout(margin={"r": 60})


def pad(fig: go.Figure, values: ArrayLike, share: float = 0.08) -> None:
    """A horizontal axis a little wider than its values; 0 to 1 where none is known."""
    fig.update_xaxes(range=_padded(values, share), nticks=5)


def share_axis(fig: go.Figure, *, upright: bool = False) -> None:
    """An axis of shares: the whole from 0 to 100, whatever is drawn."""
    update = fig.update_yaxes if upright else fig.update_xaxes
    update(range=[-2, 102], tickvals=[0, 25, 50, 75, 100])


def pad_upright(fig: go.Figure, values: ArrayLike, share: float = 0.05) -> None:
    """A vertical axis a little taller than its values; 0 to 1 where none is known."""
    fig.update_yaxes(range=_padded(values, share), nticks=5)


def _padded(values: ArrayLike, share: float) -> list[float]:
    known = np.asarray(values, float)[np.isfinite(values)]
    low, high = (known.min(), known.max()) if known.size else (0.0, 1.0)
    room = (high - low or abs(high) or 1.0) * share
    return [low - room, high + room]


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
