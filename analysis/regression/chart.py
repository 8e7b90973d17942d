"""Charts of the simple regression: the points with their line, and what the line leaves over."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.charts import style
from analysis.charts.style import Chart
from analysis.regression import text as regression_text
from analysis.regression.compute import Regression
from analysis.text import wording
from data.vocabulary.periods import NAMES, frequency

N_COEFFICIENTS = 2
COMPARISONS = (
    ("Semua titik", "tiap unit pada tiap {noun} dengan semua yang lain"),
    ("Di dalam unit", "unit yang sama pada {noun} yang berbeda"),
    ("Antarunit", "rata-rata unit yang satu dengan yang lain"),
    ("Unit dan waktu", "unit yang sama, sesudah gerak bersama semua unit tiap {noun} disisihkan"),
    ("Selisih pertama", "perubahan dari satu {noun} ke {noun} berikutnya di unit yang sama"),
)
LINE = {"color": style.ACCENT, "width": 3}


def scatter(result: Regression, source: str) -> Chart:
    """Satisfaction (or any indicator) against training, with the fitted line and its 95 % band."""
    fig = style.figure(420)
    _band(fig, result.line)
    _points(fig, result, "y")
    fig.add_scatter(x=result.line["x"], y=result.line["fitted"], mode="lines", line=LINE, hoverinfo="skip")
    fig.update_xaxes(title_text=_x_title(result))
    return Chart(
        figure=fig,
        title=regression_text.title(result),
        subtitle=(
            f"Tegak: {wording.labelled(result.y)}. Satu titik satu unit pada satu periode; pita: selang kepercayaan 95%"
        ),
        caption=style.sentence(regression_text.sample(result), "hubungan, bukan sebab-akibat", source),
        alt=regression_text.sentence(result),
        **_numbers(result),
    )


def residuals(result: Regression, source: str) -> Chart:
    """Residual against fitted value: no shape should be seen."""
    fig = style.figure(320)
    style.rule(fig, [style.level(0, {"color": style.ACCENT, "width": 2})])
    _points(fig, result, "residual", across="fitted")
    fig.update_xaxes(title_text=f"{wording.short_name(result.y)} menurut garis")
    return Chart(
        figure=fig,
        title="Sisaan terhadap nilai menurut garis",
        subtitle=(
            f"Tegak: sisaan {wording.labelled_change(result.y)}. "
            "Sebaran tanpa pola di sekitar nol berarti garis lurus cukup memadai"
        ),
        caption=style.sentence(regression_text.sample(result), source),
        alt="Sebaran sisaan terhadap nilai dugaan; angkanya ada pada tabel kartu ini.",
        **_numbers(result),
    )


def leverage(result: Regression, source: str) -> Chart:
    """Residual against leverage: points far right pull the line, those far from zero too are the ones to look at."""
    fig = style.figure(320)
    limit = 2 * N_COEFFICIENTS / result.n
    style.rule(fig, [style.level(0, {"color": style.ACCENT, "width": 2})])
    style.mark_places(fig, [(limit, "batas wajar")])
    _points(fig, result, "residual", across="leverage")
    fig.update_xaxes(title_text="Daya ungkit titik (leverage)", tickformat=None, nticks=6)
    beyond = int((result.points["leverage"] > limit).sum())
    return Chart(
        figure=fig,
        title=f"{wording.count(beyond)} dari {wording.count(result.n)} titik berdaya ungkit besar",
        subtitle=(
            f"Tegak: sisaan {wording.labelled_change(result.y)}. "
            f"Batas wajar dua kali rata-rata: {wording.number(limit, 3)}"
        ),
        caption=style.sentence(regression_text.sample(result), source),
        alt=f"{beyond} titik berada di kanan batas wajar; angkanya ada pada tabel kartu ini.",
        **_numbers(result),
    )


def checks_table(result: Regression) -> pd.DataFrame:
    """The classical assumption checks, one a row, in words."""
    return pd.DataFrame(
        {
            "Asumsi": check.name.capitalize(),
            "Uji": check.test,
            "Statistik": wording.number(check.statistic),
            "p": wording.p_value(check.p).removeprefix("p ").removeprefix("= "),
            "Hasil": check.verdict,
            "Artinya": check.meaning,
        }
        for check in result.checks
    )


def slopes_table(result: Regression) -> pd.DataFrame:
    """The slope by what it compares, one a row: size per step of training, interval, p, n, and the comparison."""
    if not result.slopes:
        return pd.DataFrame()
    noun, step = NAMES[frequency(result.points["period"].iloc[0])], result.x.step
    fewest = max(wording.change_decimals(result.y), 2)
    ends = [[end * step for end in (one.slope, one.ci_low, one.ci_high)] for one in result.slopes]
    decimals = max(wording.fine(fewest, *row) for row in ends)
    return pd.DataFrame(
        {
            "Membandingkan": label,
            f"Kemiringan per {wording.number(step, 0)} {result.x.unit}": wording.with_unit(
                wording.signed(slope.slope * step, decimals), result.y.change_unit
            ),
            "Selang kepercayaan 95%": wording.interval(slope.ci_low * step, slope.ci_high * step, decimals),
            "p": wording.p_value(slope.p).removeprefix("p ").removeprefix("= "),
            "n": wording.count(slope.n),
            "Yang dibandingkan": meaning.format(noun=noun),
        }
        for slope, (label, meaning) in zip(result.slopes, COMPARISONS, strict=True)
    )


def _band(fig: go.Figure, line: pd.DataFrame) -> None:
    fig.add_scatter(x=line["x"], y=line["high"], mode="lines", line={"width": 0}, hoverinfo="skip")
    fig.add_scatter(
        x=line["x"], y=line["low"], mode="lines", line={"width": 0}, fill="tonexty",
        fillcolor="rgba(0,114,178,0.15)", hoverinfo="skip",
    )  # fmt: skip


def _points(fig: go.Figure, result: Regression, column: str, across: str = "x") -> None:
    points = result.points
    fig.add_scatter(
        x=points[across], y=points[column], mode="markers", **style.on_hover(_said(result)),
        customdata=points["unit"].tolist(), marker={"size": 7, "color": style.GREY, "opacity": 0.55},
    )  # fmt: skip


def _said(result: Regression) -> list[str]:
    """Each point in words: unit and period, training, the value and what the line says of it."""
    name = wording.short_name(result.y)
    columns = (result.points[column] for column in ("unit", "period", "x", "y", "fitted"))
    return [
        f"{style.literal(unit)}, {wording.period(period)}<br>{result.x.label} {wording.number(x, 1)}<br>"
        f"{name} {wording.measure(y, result.y)}, menurut garis {wording.measure(line, result.y)}"
        for unit, period, x, y, line in zip(*columns, strict=True)
    ]


def _x_title(result: Regression) -> str:
    late = f", {wording.count(result.lag)} periode sebelumnya" if result.lag else ""
    return f"{wording.labelled(result.x)}{late}"


def _numbers(result: Regression) -> dict[str, Any]:
    """The points as the chart's data: where, when, x, y, what the line says and what it leaves."""
    decimals = wording.change_decimals(result.y)
    headers = {
        "unit": ("Unit", 0), "period": ("Periode", 0), "x": (wording.labelled(result.x), 1),
        "y": (result.y.label, decimals), "fitted": ("Menurut garis", decimals), "residual": ("Sisaan", decimals),
        "leverage": ("Daya ungkit", 4),
    }  # fmt: skip
    data = result.points[list(headers)].rename(columns={key: header for key, (header, _) in headers.items()})
    return {"data": data, "decimals": dict(headers.values())}
