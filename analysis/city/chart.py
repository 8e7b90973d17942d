"""Kecamatan as points within the limits of chance, and their effects before and after being drawn to the mean."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analysis.charts import style
from analysis.charts.style import Chart
from analysis.city import text
from analysis.city.compute import Effects, KecamatanLevel, Levels, OwnEffect, means
from analysis.stats.funnel import INNER, OUTER, half_width_at
from analysis.text import wording
from data.vocabulary.indicators import Indicator

HEIGHT, STEPS = 360, 60
MOST_COURSES, ACROSS, ROW, LENGTH = 12, 3, 92, 24
MOST_ROWS = 10
COLOURS = {True: style.BAD, False: style.ACCENT}


def funnel(found: Levels, source: str) -> Chart:
    """Each kecamatan's mean over its size, with the limits for 95 and 99.8 % of equal kecamatan."""
    fig = style.figure(HEIGHT)
    _limits(fig, found)
    _points(fig, found)
    fig.update_xaxes(title="Responden atau berkas" if found.counts_people else "Banyaknya nilai")
    fig.update_yaxes(title=wording.labelled(found.indicator))
    return Chart(
        figure=fig,
        title=f"{len(found.support)} dari {len(found.levels)} kecamatan perlu dukungan",
        subtitle=f"{wording.labelled(found.indicator)}, {wording.period_range(found.first, found.last)}; "
        "garis: batas untuk 95 dan 99,8 dari 100 kecamatan yang sama baik",
        caption=style.sentence(text.levels_basis(found), text.NOT_A_RANKING, source),
        alt=text.levels_sentence(found),
        data=levels_table(found),
        decimals=levels_decimals(found.indicator),
    )


def levels_table(found: Levels) -> pd.DataFrame:
    """One row a kecamatan, by name."""
    return pd.DataFrame(
        {
            "Kecamatan": one.kecamatan,
            "Rata-rata": one.mean,
            "n": one.n,
            "Batas bawah": one.lower,
            "Batas atas": one.upper,
            "Perubahan": one.slope,
            "Letak": text.place(one),
        }
        for one in found.levels
    )


def levels_decimals(known: Indicator) -> dict[str, int]:
    """Of each column of numbers in that table."""
    values = dict.fromkeys(("Rata-rata", "Batas bawah", "Batas atas"), wording.change_decimals(known))
    return {**values, "Perubahan": 2, "n": 0}


def _limits(fig: go.Figure, found: Levels) -> None:
    n = np.array([one.n for one in found.levels])
    sizes = np.linspace(n.min() * 0.8, n.max() * 1.1, STEPS)
    ses = found.levels[0].se * np.sqrt(found.levels[0].n / sizes)
    for level, dash in ((INNER, "dot"), (OUTER, "solid")):
        half = half_width_at(ses, found.limits.tau, level)
        for side in (-1, 1):
            line = {"color": style.FAINT, "width": 1.5, "dash": dash}
            fig.add_scatter(x=sizes, y=found.centre + side * half, mode="lines", line=line, hoverinfo="skip")
    style.rule(fig, [style.level(found.centre, {"color": style.GREY, "width": 1})])


def _points(fig: go.Figure, found: Levels) -> None:
    support = {one.kecamatan for one in found.support}
    fig.add_scatter(
        x=[one.n for one in found.levels],
        y=[one.mean for one in found.levels],
        mode="markers+text",
        text=[one.kecamatan if one.place else "" for one in found.levels],
        textposition="top center",
        marker={"size": 9, "color": [COLOURS[one.kecamatan in support] for one in found.levels]},
        **style.on_hover([_hover(one, found) for one in found.levels]),
        cliponaxis=False,
    )


def _hover(one: KecamatanLevel, found: Levels) -> str:
    mean = wording.measure(one.mean, found.indicator)
    return f"{style.literal(one.kecamatan)}: {mean}, n = {wording.number(one.n, 0)}, {text.place(one)}"


def courses(rows: pd.DataFrame, found: Levels, source: str) -> Chart:
    """The course of the kecamatan farthest from the mean, by name, each beside the mean of all, on one scale."""
    table = means(rows).tail(LENGTH)
    names = [one.kecamatan for one in sorted(found.levels, key=lambda one: -abs(one.mean - found.centre) / one.se)]
    shown = sorted(names[:MOST_COURSES])
    lines = -(-len(shown) // ACROSS)
    fig = style.figure(40 + ROW * lines).set_subplots(
        lines, ACROSS, shared_xaxes=True, shared_yaxes="all", subplot_titles=[style.literal(name) for name in shown]
    )
    for place, name in enumerate(shown):
        where = {"row": place // ACROSS + 1, "col": place % ACROSS + 1}
        for values, colour in ((table.mean(axis=1), style.FAINT), (table[name], style.ACCENT)):
            fig.add_scatter(y=values, mode="lines", line={"color": colour, "width": 2}, hoverinfo="skip", **where)
    fig.update_xaxes(showticklabels=False, showgrid=False)
    fig.update_annotations(font_size=12)
    first, last = table.index[0], table.index[-1]
    return Chart(
        figure=fig,
        title=f"Perjalanan {len(shown)} kecamatan terjauh dari rata-rata",
        subtitle=f"{wording.labelled(found.indicator)}, {wording.period_range(first, last)}; biru: kecamatan, abu-abu: "
        "rata-rata semua kecamatan; skala sama",
        caption=style.sentence(f"n = {len(found.levels)} kecamatan", text.NOT_A_RANKING, source),
        alt=f"Perjalanan {wording.listing(shown)} dibandingkan dengan rata-rata semua kecamatan.",
        data=table.rename(index=wording.period).rename_axis("Periode").reset_index(),
        decimals=dict.fromkeys(map(str, table), wording.change_decimals(found.indicator)),
    )


def effects(found: Effects, source: str) -> Chart:
    """The effects farthest from the mean, by name: hollow as measured, full as drawn to the mean, with its interval."""
    centre = found.pooled.mean if found.pooled else 0.0
    shown = sorted(found.effects, key=lambda one: -abs(one.pooled - centre))[:MOST_ROWS]
    shown = sorted(shown, key=lambda one: one.kecamatan)
    decimals = wording.change_decimals(found.indicator)
    fig = style.rows(
        [one.kecamatan for one in shown], [wording.signed(one.pooled, decimals) for one in shown], reference=0
    )
    _effect_marks(fig, shown, decimals)
    style.pad(fig, [value for one in shown for value in (one.low, one.high, one.own.estimate, 0.0)])
    numbers = ("Sendiri", "Ditarik ke rata-rata", "Paling rendah", "Paling tinggi")
    return Chart(
        figure=fig,
        title="Dampak pelatihan di tiap kecamatan",
        subtitle=f"{wording.labelled_change(found.indicator)}; {len(shown)} kecamatan terjauh dari rata-rata, urut "
        "nama; kosong: hitungan sendiri, penuh: sesudah ditarik ke rata-rata",
        caption=style.sentence(text.effects_basis(found), source),
        alt=text.effects_sentence(found),
        data=effects_table(found),
        decimals={**dict.fromkeys(numbers, decimals), "Tarikan (%)": 0},
    )  # fmt: skip


def effects_table(found: Effects) -> pd.DataFrame:
    """One row a kecamatan, by name."""
    return pd.DataFrame(
        {
            "Kecamatan": one.kecamatan,
            "Sendiri": one.own.estimate,
            "Tarikan (%)": 100 * one.shrinkage,
            "Ditarik ke rata-rata": one.pooled,
            "Paling rendah": one.low,
            "Paling tinggi": one.high,
        }
        for one in found.effects
    )


def _effect_marks(fig: go.Figure, shown: list[OwnEffect], decimals: int) -> None:
    rows = list(range(len(shown)))
    ends = [value for one in shown for value in (one.low, one.high, None)]
    places = [value for row in rows for value in (row, row, None)]
    fig.add_scatter(x=ends, y=places, mode="lines", line={"color": style.ACCENT, "width": 3}, hoverinfo="skip")
    own = {"size": 10, "color": style.PAPER, "line": {"color": style.GREY, "width": 2}}
    fig.add_scatter(x=[one.own.estimate for one in shown], y=rows, mode="markers", marker=own, hoverinfo="skip")
    said = style.on_hover([_effect_said(one, decimals) for one in shown])
    drawn = {"size": 11, "color": style.ACCENT}
    fig.add_scatter(x=[one.pooled for one in shown], y=rows, mode="markers", marker=drawn, **said)


def _effect_said(one: OwnEffect, decimals: int) -> str:
    own, pooled = (wording.signed(value, decimals) for value in (one.own.estimate, one.pooled))
    between = wording.interval(one.low, one.high, decimals)
    return f"{style.literal(one.kecamatan)}<br>sendiri {own}, ditarik ke rata-rata {pooled} ({between})"
