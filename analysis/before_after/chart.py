"""Charts of the before–after comparison: every unit's pair, and the series behind them."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.before_after import text as before_after_text
from analysis.before_after.compute import BeforeAfter, Pair
from analysis.charts import style
from analysis.charts.style import Chart
from analysis.text import wording
from data.panel.exposure import event_time
from data.vocabulary.events import EVENTS, Event
from data.vocabulary.indicators import Indicator

MEAN_LINE = {"color": style.INK, "width": 3}


def dumbbell(result: BeforeAfter, source: str) -> Chart:
    """Each unit's mean before (grey, hollow) and after (accent, full), ordered by change, best first.

    Of more than MOST_ROWS units the worst, from the worst on; the others are in the chart's table.
    """
    best_first = 1 if result.indicator.better == "lower" else -1
    every = sorted(result.pairs, key=lambda pair: best_first * (pair.after - pair.before))
    pairs = every if len(every) <= style.MOST_ROWS else every[: -style.MOST_ROWS - 1 : -1]
    labels = [_label(pair, result.indicator) for pair in pairs]
    fig = style.rows([pair.unit for pair in pairs], labels, len(every) - len(pairs))
    _connect(fig, pairs)
    _dots(fig, pairs, result.indicator, "before")
    _dots(fig, pairs, result.indicator, "after")
    if result.indicator.unit == "%":
        style.share_axis(fig)
    else:
        style.pad(fig, [value for pair in pairs for value in (pair.before, pair.after)])
    return Chart(
        figure=fig,
        title=before_after_text.title(result),
        subtitle=(
            f"{wording.labelled(result.indicator)}, rata-rata tiap unit: lingkaran kosong sebelum, "
            "penuh sesudah pelatihan"
        ),
        caption=style.sentence(before_after_text.sample(result), source),
        alt=_describe(pairs, result.indicator),
        data=_pairs_table(every, result.indicator),
        decimals=dict.fromkeys(("Sebelum", "Sesudah", "Perubahan"), wording.change_decimals(result.indicator)),
    )


def _connect(fig: go.Figure, pairs: list[Pair]) -> None:
    x = [value for pair in pairs for value in (pair.before, pair.after, None)]
    y = [value for row, _ in enumerate(pairs) for value in (row, row, None)]
    fig.add_scatter(x=x, y=y, mode="lines", line={"color": style.FAINT, "width": 4}, hoverinfo="skip")


def _label(pair: Pair, indicator: Indicator) -> str:
    decimals = wording.fine(indicator.decimals, pair.before, pair.after)
    return f"{wording.number(pair.before, decimals)} → {wording.number(pair.after, decimals)}"


def _dots(fig: go.Figure, pairs: list[Pair], indicator: Indicator, side: str) -> None:
    after = side == "after"
    colour = style.ACCENT if after else style.GREY
    fig.add_scatter(
        x=[getattr(pair, side) for pair in pairs], y=list(range(len(pairs))), mode="markers",
        marker={"size": 11, "color": colour if after else style.PAPER, "line": {"color": colour, "width": 2.5}},
        cliponaxis=False, **style.clicked([pair.unit for pair in pairs]),
        **style.on_hover([_said(pair, indicator) for pair in pairs]),
    )  # fmt: skip


def _said(pair: Pair, indicator: Indicator) -> str:
    """A unit's pair in words, with how many periods stand behind each side."""
    before, after = (wording.measure(value, indicator) for value in (pair.before, pair.after))
    moved = f"{before} sebelum ({pair.n_before} periode), {after} sesudah ({pair.n_after} periode)"
    return f"{style.literal(pair.unit)}<br>{moved}<br>{wording.change(pair.after - pair.before, indicator)}"


def _describe(pairs: list[Pair], indicator: Indicator) -> str:
    parts = (
        f"{pair.unit} dari {wording.measure(pair.before, indicator)} menjadi {wording.measure(pair.after, indicator)}"
        for pair in pairs
    )
    return f"{indicator.label} sebelum dan sesudah pelatihan: " + "; ".join(parts) + "."


def _pairs_table(pairs: Sequence[Pair], indicator: Indicator) -> pd.DataFrame:
    """One row a unit: means before and after, the change, and how many periods stand behind each."""
    return pd.DataFrame(
        {
            "Unit": pair.unit,
            "Sebelum": pair.before,
            "Sesudah": pair.after,
            "Perubahan": pair.after - pair.before,
            "Arah": wording.movement(pair.after - pair.before),
            "Periode sebelum": pair.n_before,
            "Periode sesudah": pair.n_after,
        }
        for pair in pairs
    )


def excluded_table(result: BeforeAfter) -> pd.DataFrame:
    """One row a unit without a pair, and why."""
    return pd.DataFrame({"Unit": left_out.unit, "Sebab": left_out.why} for left_out in result.excluded)


MIXED = ", lingkaran cokelat masa peralihan"


def over_time(series: pd.DataFrame, indicator: Indicator, source: str, events: Sequence[Event] = EVENTS) -> Chart:
    """Every unit's series, grey before and accent after its training, the mean of the units on top; events marked."""
    axis = pd.period_range(series["period"].min(), series["period"].max())
    fig = style.figure(360)
    placed = event_time(series)
    for _, one in placed.groupby("unit", sort=True):
        _unit_line(fig, one, axis, indicator)
    mean = series.groupby("period")["value"].mean().reindex(axis)
    said = [_at("rata-rata unit", period, value, indicator) for period, value in zip(axis, mean, strict=True)]
    fig.add_scatter(x=list(range(len(axis))), y=mean, mode="lines", line=MEAN_LINE, **style.on_hover(said))
    letters = style.mark_events(fig, axis, events)
    style.period_axis(fig, axis)
    wide = _series_table(series)
    return Chart(
        figure=fig,
        title=f"{indicator.label} dari {wording.period(axis[0])} sampai {wording.period(axis[-1])}",
        subtitle=(
            f"{wording.labelled(indicator)}. Satu garis satu unit: "
            f"abu-abu sebelum, biru sejak dilatih (belah ketupat){MIXED if placed['transition'].any() else ''}; "
            "garis tebal rata-rata"
        ),
        caption=style.sentence(letters, f"{series['unit'].nunique()} unit", source),
        alt=_describe_mean(mean.dropna(), indicator),
        data=wide,
        decimals=dict.fromkeys(wide.columns[1:], indicator.decimals),
    )


def _describe_mean(mean: pd.Series, indicator: Indicator) -> str:
    first, last = (wording.measure(mean.iloc[end], indicator) for end in (0, -1))
    return f"{indicator.label} tiap unit per periode; rata-rata dari {first} menjadi {last}."


def _at(name: str, period: pd.Period, value: float, indicator: Indicator) -> str:
    return f"{style.literal(name)}<br>{wording.period(period)}: {wording.measure(value, indicator)}"


def _unit_line(fig: go.Figure, one: pd.DataFrame, axis: pd.PeriodIndex, indicator: Indicator) -> None:
    values = one.set_index("period")["value"].reindex(axis)
    places = list(range(len(axis)))
    start = one["first_treated"].iloc[0]
    trained = pd.Series(False, index=axis) if pd.isna(start) else pd.Series(axis >= start, index=axis)
    mixed = pd.Series(axis.isin(one.loc[one["transition"], "period"]), index=axis)
    hover = [_at(one["unit"].iloc[0], period, value, indicator) for period, value in zip(axis, values, strict=True)]
    for mask, colour in ((~trained & ~mixed, style.FAINT), (trained, style.ACCENT)):
        fig.add_scatter(
            x=places, y=values.where(mask), mode="lines", line={"color": colour, "width": 1.2},
            opacity=0.7, **style.on_hover(hover), customdata=[one["unit"].iloc[0]] * len(axis),
        )  # fmt: skip
    if mixed.any():
        said = style.on_hover([f"{text} (masa peralihan)" for text in hover])
        fig.add_scatter(
            x=places, y=values.where(mixed), mode="markers", **said,
            marker={"color": style.UNSURE, "size": 7, "symbol": "circle-open"},
        )  # fmt: skip
    if trained.any() and not trained.all():
        _training_mark(fig, int(trained.to_numpy().argmax()), values)


def _training_mark(fig: go.Figure, place: int, values: pd.Series) -> None:
    fig.add_scatter(
        x=[place], y=[values.iloc[place]], mode="markers", hoverinfo="skip",
        marker={"symbol": "diamond", "size": 9, "color": style.ACCENT, "line": {"color": style.PAPER, "width": 1}},
    )  # fmt: skip


def _series_table(series: pd.DataFrame) -> pd.DataFrame:
    """One row a period, one column a unit."""
    wide = series.pivot(index="period", columns="unit", values="value")
    return wide.rename_axis("Periode").reset_index().rename_axis(columns=None)
