"""Pictures beside the table of Jelajah: chosen units over time, one indicator against another."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.charts import style
from analysis.charts.style import Chart
from analysis.overview.explore.compute import AFTER, in_words
from analysis.text import wording
from data.vocabulary.indicators import Indicator

MOST_UNITS = 4
COLOURS = (style.ACCENT, style.BAD, style.GOOD, style.VIOLET)
BEFORE_WORDS = "kosong: sebelum atau belum dilatih; penuh: sesudah dilatih"


def followed(series: pd.DataFrame, known: Indicator, units: Sequence[str], source: str) -> Chart:
    """The units one by one (at most four) and the mean of all, over the periods of one indicator's series."""
    axis = pd.period_range(series["period"].min(), series["period"].max())
    mean = series.groupby("period")["value"].mean().reindex(axis)
    lines = {unit: _values(series, unit, axis) for unit in units[:MOST_UNITS]}
    fig = style.figure(420)
    _line(fig, axis, mean, "rata-rata unit", known, {"color": style.GREY, "dash": "dot", "width": 1.5})
    for (unit, values), colour in zip(lines.items(), COLOURS, strict=False):
        _line(fig, axis, values, unit, known, {"color": colour, "width": 2.2})
    style.period_axis(fig, axis, most=6)
    if known.unit == "%":
        style.share_axis(fig, upright=True)
    fig.update_layout(showlegend=True, legend={"orientation": "h", "y": -0.16, "x": 0, "yanchor": "top"})
    shown = pd.DataFrame({"Periode": axis, "Rata-rata unit": mean.to_numpy(), **{name: values.to_numpy() for name, values in lines.items()}})  # noqa: E501  # fmt: skip
    return Chart(
        figure=fig,
        title=f"{wording.short_name(known)} dari {wording.period(axis[0])} sampai {wording.period(axis[-1])}",
        subtitle=f"{wording.labelled(known)}; {_whom(units)}",
        caption=style.sentence(f"rata-rata {series['unit'].nunique()} unit", source),
        alt=f"{known.label} dari waktu ke waktu: {wording.listing(list(units)) or 'rata-rata semua unit'}.",
        data=shown,
        decimals=dict.fromkeys(shown.columns[1:], wording.change_decimals(known)),
    )


def pair_scatter(found: pd.DataFrame, x: Indicator, y: Indicator, source: str) -> Chart:
    """Each unit and period as a point: `found` as `compute.pairs` gives it; hollow before training, full after."""
    fig = style.figure(420)
    for after in (False, True):
        _points(fig, found[(found["Pelatihan"] == AFTER) == after], x, y, after)
    fig.update_xaxes(title={"text": wording.labelled(x)}, nticks=6)
    fig.update_yaxes(title={"text": wording.labelled(y)}, nticks=6)
    return Chart(
        figure=fig,
        title=f"{wording.short_name(x)} dan {wording.short_name(y)}",
        subtitle=f"Satu titik satu unit pada satu periode; {BEFORE_WORDS}",
        caption=style.sentence(f"{wording.count(len(found))} titik dari {found['Unit'].nunique()} unit", source),
        alt=f"{wording.labelled(y)} terhadap {wording.labelled(x)}, satu titik satu unit pada satu periode.",
        data=found,
        decimals={wording.labelled(one): one.decimals for one in (x, y)},
    )


def _whom(units: Sequence[str]) -> str:
    if not units:
        return "pilih baris untuk melihat unitnya"
    more = f" ({MOST_UNITS} yang pertama digambar)" if len(units) > MOST_UNITS else ""
    return f"{wording.count(len(units))} unit dipilih{more}"


def _values(series: pd.DataFrame, unit: str, axis: pd.PeriodIndex) -> pd.Series:
    return series[series["unit"] == unit].set_index("period")["value"].reindex(axis)


def _line(
    fig: go.Figure, axis: pd.PeriodIndex, values: pd.Series, name: str, known: Indicator, line: dict[str, object]
) -> None:
    hover = [
        f"{style.literal(name)}<br>{wording.period(period)}: {wording.measure(value, known)}"
        for period, value in zip(axis, values, strict=True)
    ]
    fig.add_scatter(
        x=list(range(len(axis))), y=values, mode="lines+markers", name=style.literal(name), line=line,
        marker={"size": 4}, **style.on_hover(hover),
    )  # fmt: skip


def _points(fig: go.Figure, rows: pd.DataFrame, x: Indicator, y: Indicator, after: bool) -> None:
    across, up = wording.labelled(x), wording.labelled(y)
    hover = [
        f"{style.literal(unit)}, {in_words(period)}<br>{wording.short_name(x)} {wording.measure(one, x)}<br>"
        f"{wording.short_name(y)} {wording.measure(other, y)}"
        for unit, period, one, other in rows[["Unit", "Periode", across, up]].itertuples(index=False)
    ]
    colour = style.ACCENT if after else style.GREY
    fill = colour if after else "rgba(0,0,0,0)"
    fig.add_scattergl(
        x=rows[across], y=rows[up], mode="markers", **style.on_hover(hover),
        marker={"size": 7, "color": fill, "line": {"color": colour, "width": 1.2}},
    )  # fmt: skip
