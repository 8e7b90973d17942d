"""One chart as a PNG with its title and caption, drawn without a browser from the marks of its figure."""

from __future__ import annotations

import html
import json
import math
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from analysis import wording
from analysis.charts.style import INK, MUTED, RULE, Chart
from analysis.report.typeset import compiler

TICKS = 7
STEPS = (1.0, 2.0, 5.0, 10.0)
PADDING = 0.05
DASHES = {None: "solid", "dash": "dashed", "dot": "dotted"}
Range = tuple[float, float]


def to_png(chart: Chart) -> bytes:
    """The chart on a sheet of exactly 1600 × 900 pixels; it knows lines, dots, their intervals, rules and words."""
    picture: bytes = compiler("chart").compile(format="png", ppi=72, sys_inputs={"chart": json.dumps(drawing(chart))})
    return picture


def drawing(chart: Chart) -> dict[str, Any]:
    """Every mark at its share of the plot (0 left and bottom, 1 right and top), and the words around it."""
    fig = chart.figure
    x, y = _range(fig, "x"), _range(fig, "y")
    marks = [mark for trace in fig.data for mark in _trace(trace, x, y)]
    ticks, tick_lines = _ticks(fig, x, y)
    return {
        "title": chart.title, "subtitle": chart.subtitle, "caption": chart.caption, "ink": INK, "muted": MUTED,
        "lines": [*tick_lines, *map(_shape_of(x, y), fig.layout.shapes), *_kind(marks, "line")],
        "dots": _kind(marks, "dot"),
        "words": [*ticks, *map(_note_of(x, y), fig.layout.annotations), *_kind(marks, "word")],
    }  # fmt: skip


def _kind(marks: Iterable[tuple[str, dict[str, Any]]], kind: str) -> list[dict[str, Any]]:
    return [mark for name, mark in marks if name == kind]


def _range(fig: Any, axis: str) -> Range:
    """The axis as it was set, else all values with their intervals and some room."""
    fixed = fig.layout[f"{axis}axis"].range
    if fixed:
        return float(fixed[0]), float(fixed[1])
    values = [np.asarray(trace[axis], dtype=float) for trace in fig.data]
    for trace in fig.data if axis == "y" else ():
        if trace.error_y.array is not None:
            middle = np.asarray(trace.y, dtype=float)
            values += [middle + np.asarray(trace.error_y.array), middle - np.asarray(trace.error_y.arrayminus)]
    low, high = np.nanmin(np.concatenate(values)), np.nanmax(np.concatenate(values))
    room = PADDING * (high - low) or 1.0
    return float(low - room), float(high + room)


def _share(value: float, ends: Range) -> float:
    return (float(value) - ends[0]) / (ends[1] - ends[0])


def _trace(trace: Any, x: Range, y: Range) -> Iterator[tuple[str, dict[str, Any]]]:
    places = [(_share(a, x), _share(b, y)) for a, b in zip(trace.x, np.asarray(trace.y, dtype=float), strict=True)]
    if "lines" in trace.mode:
        for points in _unbroken(places):
            yield "line", _line(points, trace.line.color, trace.line.width, trace.line.dash)
    yield from _intervals(trace, places, y)
    if "markers" in trace.mode:
        for across, up in places:
            yield "dot", {"x": across, "y": up, "size": trace.marker.size, "colour": trace.marker.color}
    if "text" in trace.mode:
        for (across, up), text in zip(places, trace.text, strict=True):
            yield "word", _word(text, across, up, trace.textfont.color, rests="bottom", shift=-12)


def _intervals(trace: Any, places: list[tuple[float, float]], y: Range) -> Iterator[tuple[str, dict[str, Any]]]:
    if trace.error_y.array is None:
        return
    ends = zip(places, trace.y, trace.error_y.array, trace.error_y.arrayminus, strict=True)
    for (across, _), middle, up, down in ends:
        points = [(across, _share(middle - down, y)), (across, _share(middle + up, y))]
        yield "line", _line(points, trace.marker.color, trace.error_y.thickness)


def _unbroken(places: list[tuple[float, float]]) -> Iterator[list[tuple[float, float]]]:
    """Runs of two or more neighbouring points without a gap."""
    run: list[tuple[float, float]] = []
    for place in [*places, (math.nan, math.nan)]:
        if math.isfinite(place[0]) and math.isfinite(place[1]):
            run.append(place)
            continue
        if len(run) > 1:
            yield run
        run = []


def _line(points: list[tuple[float, float]], colour: str, width: float, dash: str | None = None) -> dict[str, Any]:
    return {"points": points, "colour": colour, "width": width, "dash": DASHES[dash]}


def _word(text: str, x: float, y: float, colour: str | None, **how: Any) -> dict[str, Any]:
    usual = {"anchor": "center", "rests": "middle", "shift": 0, "opaque": False}
    plain = html.unescape(text.replace("<br>", " "))
    return {"text": plain, "x": x, "y": y, "colour": colour or INK, **usual, **how}


def _ticks(fig: Any, x: Range, y: Range) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Numbers under and beside the plot with their rules, and the name of the horizontal axis."""
    words = [_word(text, _share(at, x), 0, INK, rests="top", shift=10) for at, text in _marks(fig.layout.xaxis, x)]
    title = fig.layout.xaxis.title.text
    if title:
        words.append(_word(title, 0.5, 0, INK, rests="top", shift=42))
    if fig.layout.yaxis.showticklabels is False:
        return words, []
    beside = _marks(fig.layout.yaxis, y)
    words += [_word(text, -0.01, _share(at, y), INK, anchor="right") for at, text in beside]
    return words, [_line([(0, _share(at, y)), (1, _share(at, y))], RULE, 1) for at, _ in beside]


def _marks(axis: Any, ends: Range) -> list[tuple[float, str]]:
    """Where the axis is labelled, and how: as the figure says, else at round numbers."""
    if axis.tickvals is not None:
        return list(zip(map(float, axis.tickvals), axis.ticktext, strict=True))
    low, high = sorted(ends)
    rough = (high - low) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * one for one in STEPS if power * one >= rough * (1 - 1e-9))
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    places = step * np.arange(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)
    return [(float(place), wording.number(place, decimals)) for place in places]


def _shape_of(x: Range, y: Range) -> Any:
    def line(shape: Any) -> dict[str, Any]:
        across = [_placed(at, shape.xref, x) for at in (shape.x0, shape.x1)]
        up = [_placed(at, shape.yref, y) for at in (shape.y0, shape.y1)]
        return _line(list(zip(across, up, strict=True)), shape.line.color, shape.line.width, shape.line.dash)

    return line


def _note_of(x: Range, y: Range) -> Any:
    def note(one: Any) -> dict[str, Any]:
        across, up = _placed(one.x, one.xref, x), _placed(one.y, one.yref, y)
        how = {"anchor": one.xanchor or "center", "rests": one.yanchor or "middle", "opaque": one.bgcolor is not None}
        return _word(one.text, across, up, one.font.color, **how, shift=-1.6 * (one.yshift or 0))

    return note


def _placed(at: float, reference: str | None, ends: Range) -> float:
    """A place given in values of its axis, or as a share of the plot."""
    return float(at) if reference in ("paper", "x domain", "y domain") else _share(at, ends)
