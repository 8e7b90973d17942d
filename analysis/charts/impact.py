"""Charts of the effect of training: the course without it, the effect by time, all methods side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis import wording
from analysis.before_after import BeforeAfter
from analysis.charts import style
from analysis.charts.style import Chart
from analysis.impact import METHOD_NAMES, Impact
from analysis.verdict import Verdict
from analysis.verdict_words import STATE_LABELS
from data.catalog import Indicator

FIELD_HEADERS = ["Bidang", "Putusan", "Pengaruh", "Selang 95%", "Dasar"]
RAW = "Sebelum–sesudah (mentah)"


def course(rows: pd.DataFrame, indicator: Indicator, caption: str) -> Chart:
    """Trained units as they went (accent) and as they would have gone without training (grey, dashed)."""
    fig = style.figure(300)
    _line(fig, rows, "counterfactual", {"color": style.GREY, "width": 2.5, "dash": "dash"})
    _line(fig, rows, "actual", {"color": style.ACCENT, "width": 3})
    style.mark_place(fig, -0.5, "mulai terlatih")
    _name_ends(fig, rows)
    fig.update_xaxes(title_text="Periode sejak mulai terlatih", showgrid=False)
    decimals = wording.change_decimals(indicator)
    headers = {"relative": "Periode", "actual": "Kenyataan", "counterfactual": "Tanpa pelatihan", "n_units": "Unit"}
    return Chart(
        figure=fig,
        title=f"{wording.short_name(indicator)} unit terlatih: kenyataan dan perkiraan tanpa pelatihan",
        subtitle=f"{indicator.label}; biru kenyataan, abu-abu putus-putus perkiraan dari unit pembanding",
        caption=caption,
        alt=_course_words(rows, indicator),
        data=rows.rename(columns=headers),
        decimals={"Kenyataan": decimals, "Tanpa pelatihan": decimals},
    )


def _line(fig: go.Figure, rows: pd.DataFrame, column: str, line: dict) -> None:
    fig.add_scatter(x=rows["relative"], y=rows[column], mode="lines", line=line, hoverinfo="skip")


def _name_ends(fig: go.Figure, rows: pd.DataFrame) -> None:
    last = rows.iloc[-1]
    higher = last["actual"] >= last["counterfactual"]
    for column, text, colour, above in (
        ("actual", "kenyataan", style.ACCENT, higher),
        ("counterfactual", "tanpa pelatihan", style.MUTED, not higher),
    ):
        fig.add_annotation(
            x=last["relative"], y=last[column], text=text, showarrow=False, font={"color": colour},
            xanchor="right", yanchor="bottom" if above else "top", yshift=6 if above else -6,
        )  # fmt: skip


def _course_words(rows: pd.DataFrame, indicator: Indicator) -> str:
    last = rows.iloc[-1]
    actual, without = (wording.measure(last[column], indicator) for column in ("actual", "counterfactual"))
    return f"Pada akhir jendela, unit terlatih rata-rata {actual}; perkiraan tanpa pelatihan {without}."


def event_study(impact: Impact, indicator: Indicator, caption: str) -> Chart:
    """The estimated effect period by period around training; before it, nothing should be seen."""
    rows = impact.event_study
    fig = style.figure(340)
    fig.add_hline(0, line={"color": style.INK, "width": 1})
    for before, colour in ((True, style.GREY), (False, style.ACCENT)):
        side = rows[(rows["period"] < 0) == before]
        _intervals(fig, side["period"], side, colour)
    style.mark_place(fig, -0.5, "mulai terlatih")
    fig.update_xaxes(title_text="Periode sejak mulai terlatih", showgrid=False)
    decimals = wording.change_decimals(indicator)
    headers = {
        "period": "Periode",
        "estimate": "Perkiraan",
        "ci_low": "Batas bawah",
        "ci_high": "Batas atas",
        "n_units": "Unit",
    }
    return Chart(
        figure=fig,
        title="Pengaruh per periode; sebelum pelatihan seharusnya nol",
        subtitle=f"{indicator.label}: selisih dari unit pembanding, garis tegak selang kepercayaan 95%",
        caption=caption,
        alt="Perkiraan pengaruh tiap periode sebelum dan sesudah pelatihan; angkanya ada pada tabel.",
        data=rows[list(headers)].rename(columns=headers),
        decimals=dict.fromkeys(("Perkiraan", "Batas bawah", "Batas atas"), decimals),
    )


def _intervals(fig: go.Figure, x: pd.Series, rows: pd.DataFrame, colour: str) -> None:
    error = {
        "type": "data", "symmetric": False, "array": rows["ci_high"] - rows["estimate"],
        "arrayminus": rows["estimate"] - rows["ci_low"], "width": 0, "thickness": 1.5,
    }  # fmt: skip
    fig.add_scatter(
        x=x, y=rows["estimate"], mode="markers", marker={"color": colour, "size": 8}, error_y=error, hoverinfo="skip"
    )


def forest(estimates: Sequence[Impact], raw: BeforeAfter | None, indicator: Indicator, caption: str) -> Chart:
    """Every method's estimate with its interval; the raw before–after difference beside the adjusted ones."""
    data = _estimates(estimates, raw)
    fig = style.figure(48 + style.ROW * len(data))
    fig.add_vline(0, line={"color": style.INK, "width": 1})
    decimals = wording.change_decimals(indicator)
    for place, row in enumerate(data.itertuples(index=False)):
        colour, ink = (style.ACCENT, style.ACCENT) if place == 0 else (style.GREY, style.MUTED)
        line = {"color": colour, "width": 3}
        fig.add_scatter(x=[row[2], row[3]], y=[place, place], mode="lines", line=line, hoverinfo="skip")
        fig.add_scatter(
            x=[row[1]], y=[place], mode="markers+text", text=[wording.signed(row[1], decimals)], hoverinfo="skip",
            textposition="top center", marker={"color": colour, "size": 11}, textfont={"color": ink},
        )  # fmt: skip
    style.rows(fig, list(data["Cara"]))
    style.pad(fig, data[["Batas bawah", "Batas atas"]])
    return Chart(
        figure=fig,
        title="Semua cara menghitung, berdampingan",
        subtitle=f"Perubahan {indicator.label} karena pelatihan; garis selang kepercayaan 95%",
        caption=caption,
        alt="; ".join(f"{row[0]} {wording.signed(row[1], decimals)}" for row in data.itertuples(index=False)),
        data=data,
        decimals=dict.fromkeys(("Perkiraan", "Batas bawah", "Batas atas"), decimals) | {"p": 3},
    )


def _estimates(estimates: Sequence[Impact], raw: BeforeAfter | None) -> pd.DataFrame:
    rows = [(METHOD_NAMES[one.method], one.estimate, one.ci_low, one.ci_high, one.p) for one in estimates]
    if raw is not None and raw.pairs:
        rows.append((RAW, raw.difference, raw.ci_low, raw.ci_high, raw.p))
    return pd.DataFrame(rows, columns=["Cara", "Perkiraan", "Batas bawah", "Batas atas", "p"])


def fields_table(verdicts: Mapping[str, Verdict]) -> pd.DataFrame:
    """One row a bidang of training: its state, effect, interval and trained units."""
    return pd.DataFrame([_field(bidang, verdict) for bidang, verdict in verdicts.items()], columns=FIELD_HEADERS)


def _field(bidang: str, verdict: Verdict) -> tuple[str, ...]:
    if not verdict.estimates:
        return bidang, STATE_LABELS[verdict.state], wording.NONE, wording.NONE, wording.listing(verdict.missing)
    found, indicator = verdict.estimates[0], verdict.indicator
    between = wording.interval(found.ci_low, found.ci_high, wording.change_decimals(indicator))
    return bidang, STATE_LABELS[verdict.state], wording.change(found.estimate, indicator), between, verdict.basis
