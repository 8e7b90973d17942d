"""Control charts as small pictures on one scale: values, their usual range, signals, training and other events."""

from collections.abc import Sequence
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.charts import style
from analysis.charts.style import Chart
from analysis.overview.changes import text
from analysis.stats.control_chart import ControlChart, Signal
from analysis.text import wording
from data.vocabulary.events import Event
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import frequency

HEIGHT = 116
Goals = Sequence[tuple[str, float]]
"""Each unit's target, where it has one."""
COLOURS: dict[Signal, str] = {"better": style.ACCENT, "worse": style.BAD, "usual": style.PAPER}
LEGEND = (
    "Biru: lebih baik dari biasanya; jingga: lebih buruk; kosong: variasi biasa. Bidang abu-abu: batas biasa, dihitung "
    "ulang sejak unit dilatih. Bertanda: di luar batas, delapan di satu sisi, atau enam searah."
)


def picture(chart: ControlChart, among: Sequence[ControlChart], events: Sequence[Event], goals: Goals) -> Chart:
    """The chart of one unit on the axes that it shares with all `among`."""
    axis, goal = _axis(among), dict(goals).get(chart.unit)
    marked = [one for one in style.lettered(axis, events) if one[2].unit in (None, chart.unit)]
    fig = style.figure(HEIGHT)
    _usual_ranges(fig, chart, axis)
    _lines(fig, chart, axis, marked, goal)
    _values(fig, chart, axis)
    _axes(fig, axis, _bounds(among, goals))
    return Chart(
        figure=fig,
        title=chart.unit,
        subtitle=f"{text.verdict(chart)} · {text.compared(chart)}",
        caption=text.why(chart),
        alt=f"Peta kendali {text.sentence(chart)}",
        data=points_table(chart),
        decimals=decimals(chart.indicator),
    )


def all_units(
    charts: Sequence[ControlChart],
    drawn: Sequence[ControlChart],
    events: Sequence[Event],
    goals: Goals,
    source: str,
) -> Chart:
    """What all units' charts say together; its figure is that of the first, its numbers those of all."""
    known, period = charts[0].indicator, charts[0].period
    return Chart(
        figure=picture(charts[0], drawn, events, goals).figure,
        title=text.headline(charts, period),
        subtitle=f"{wording.labelled(known)}, tiap unit dibandingkan dengan kebiasaannya sendiri",
        caption=source,
        alt=" ".join(map(text.sentence, drawn)),
        data=units_table(charts),
        decimals=decimals(known),
    )


def legend(charts: Sequence[ControlChart], events: Sequence[Event], goals: Goals) -> str:
    """What the colours, lines and letters of the pictures mean."""
    target = "Garis putus-putus: target" if goals else ""
    return style.sentence(LEGEND, target, style.letters_meant(style.lettered(_axis(charts), events)))


def units_table(charts: Sequence[ControlChart]) -> pd.DataFrame:
    """One row a unit: the value, those before it, its usual range, and what that says."""
    return pd.DataFrame(
        {
            "Unit": chart.unit,
            "Nilai": chart.value,
            "Sebelumnya": chart.previous,
            "Setahun lalu": chart.year_ago,
            "Batas bawah": chart.limits.lower,
            "Batas atas": chart.limits.upper,
            "Tanda": text.verdict(chart),
            "Sebab": text.why(chart),
        }
        for chart in charts
    )


def decimals(known: Indicator) -> dict[str, int]:
    """How many decimals each number column of `units_table` and `points_table` shows."""
    limits = dict.fromkeys(("Batas bawah", "Rata-rata", "Batas atas"), wording.change_decimals(known))
    return {**dict.fromkeys(("Nilai", "Sebelumnya", "Setahun lalu"), known.decimals), **limits}


def points_table(chart: ControlChart) -> pd.DataFrame:
    """One row a period: the value, the limits it is held against, and what that says."""
    phases = [chart.limits_at(place) for place in range(chart.n)]
    return pd.DataFrame(
        {
            "Unit": chart.unit,
            "Periode": chart.periods,
            "Nilai": chart.values,
            "Batas bawah": [phase.lower for phase in phases],
            "Rata-rata": [phase.centre for phase in phases],
            "Batas atas": [phase.upper for phase in phases],
            "Tanda": [text.SIGNALS[signal] for signal in chart.signals],
        }
    )


def _usual_ranges(fig: go.Figure, chart: ControlChart, axis: pd.PeriodIndex) -> None:
    """A band between the limits of each phase, and its mean."""
    limited = [phase for phase in chart.phases if isfinite(phase.centre)]
    places = {period: place for place, period in enumerate(axis)}
    spans: list[dict[str, Any]] = [
        {"x0": places[phase.first] - 0.5, "x1": places[phase.last] + 0.5} for phase in limited
    ]
    bands = [
        {**span, "type": "rect", "y0": phase.lower, "y1": phase.upper, "fillcolor": style.BAND, "line": {"width": 0}}
        for span, phase in zip(spans, limited, strict=True)
    ]
    means = [
        {**span, "y0": phase.centre, "y1": phase.centre, "line": {"color": style.FAINT, "width": 1}}
        for span, phase in zip(spans, limited, strict=True)
    ]
    style.rule(fig, [{**shape, "layer": "below"} for shape in (*bands, *means)])


def _lines(
    fig: go.Figure, chart: ControlChart, axis: pd.PeriodIndex, marked: Sequence[style.Lettered], goal: float | None
) -> None:
    """The target, the events with their letters, the start of training."""
    style.mark_places(fig, [(place, letter) for place, letter, _ in marked])
    if goal is not None:
        style.rule(fig, [style.level(goal, {"color": style.GREY, "width": 1, "dash": "dash"})])
    if chart.trained is not None and chart.trained in axis:
        place = axis.tolist().index(chart.trained) - 0.5
        side = "right" if place > len(axis) / 2 else "left"
        below = {"x": place, "xanchor": side, "y": 0, "yref": "paper", "yanchor": "bottom"}
        style.rule(fig, [style.upright(place, {"color": style.MUTED, "width": 1})])
        style.write(fig, [{**below, "text": "dilatih", "font": {"color": style.MUTED, "size": 12}}])


def _values(fig: go.Figure, chart: ControlChart, axis: pd.PeriodIndex) -> None:
    colours = [COLOURS[signal] for signal in chart.signals]
    edges = [style.GREY if signal == "usual" else COLOURS[signal] for signal in chart.signals]
    fig.add_scatter(
        x=axis.get_indexer(pd.PeriodIndex(chart.periods)), y=chart.values, mode="lines+markers",
        line={"color": style.GREY, "width": 1.2}, **style.on_hover([_hover(chart, place) for place in range(chart.n)]),
        marker={"size": 6, "color": colours, "line": {"color": edges, "width": 1.2}}, cliponaxis=False,
        **style.clicked([chart.unit] * chart.n),
    )  # fmt: skip


def _hover(chart: ControlChart, place: int) -> str:
    when, value = wording.period(chart.periods[place]), wording.measure(chart.values[place], chart.indicator)
    said = f"{text.SIGNALS[chart.signals[place]]}: " if chart.rules[place] else ""
    return f"{style.literal(chart.unit)}<br>{when}: {value}<br>{said}{text.why(chart, place)}"


def _axes(fig: go.Figure, axis: pd.PeriodIndex, bounds: tuple[float, float]) -> None:
    years = [place for place, period in enumerate(axis) if period.month == 1]
    if frequency(axis[0]) == "M" and years:
        fig.update_xaxes(tickvals=years, ticktext=[str(axis[place].year) for place in years])
    else:
        style.period_axis(fig, axis, most=4)
    fig.update_xaxes(showgrid=False, range=[-0.8, len(axis) - 0.2])
    fig.update_yaxes(range=bounds, nticks=5)
    fig.update_layout(margin={"l": 4, "r": 8, "t": 20, "b": 4})


def _bounds(charts: Sequence[ControlChart], goals: Goals) -> tuple[float, float]:
    limits = [end for chart in charts for phase in chart.phases for end in (phase.lower, phase.upper)]
    every = np.array([*limits, *(goal for _, goal in goals), *(value for chart in charts for value in chart.values)])
    low, high = np.nanmin(every), np.nanmax(every)
    room = (high - low) * 0.06 or 1.0
    return float(low - room), float(high + room)


def _axis(charts: Sequence[ControlChart]) -> pd.PeriodIndex:
    return pd.period_range(min(chart.periods[0] for chart in charts), charts[0].period, freq=charts[0].period.freq)
