"""Charts of the effect of training: the course without it, the effect by time, all methods side by side."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.charts import style
from analysis.charts.style import Chart
from analysis.impact import tables
from analysis.impact import text as impact_text
from analysis.impact.estimators import Design
from analysis.impact.report import ImpactReport
from analysis.impact.report import by_calendar as calendar_rows
from analysis.impact.verdict import Verdict
from analysis.text import wording
from data.vocabulary.indicators import Indicator


def course(rows: pd.DataFrame, verdict: Verdict, caption: str) -> Chart:
    """Trained units as they went (accent) and as they would have gone without training (grey, dashed)."""
    indicator = verdict.indicator
    fig = style.figure(300)
    _line(fig, rows, "counterfactual", {"color": style.GREY, "width": 2.5, "dash": "dash"})
    _line(fig, rows, "actual", {"color": style.ACCENT, "width": 3})
    style.mark_places(fig, [(-0.5, "mulai terlatih")])
    _name_ends(fig, rows)
    fig.update_xaxes(title_text="Periode sejak mulai terlatih", showgrid=False)
    decimals = wording.change_decimals(indicator)
    return Chart(
        figure=fig,
        title=impact_text.course_title(verdict),
        subtitle=f"{wording.labelled(indicator)}; biru kenyataan, abu-abu putus-putus perkiraan dari unit pembanding",
        caption=caption,
        alt=_course_words(rows, indicator),
        data=rows.rename(columns=tables.COURSE),
        decimals={"Kenyataan": decimals, "Tanpa pelatihan": decimals},
    )


BY_CALENDAR = {
    "period": "Periode", "actual": "Kenyataan", "counterfactual": "Tanpa pelatihan", "n_trained": "Unit sudah terlatih",
}  # fmt: skip
AGREES = "Sebelum ada unit terlatih, kedua garis dekat karena perkiraan dipasang pada data itu."


def by_calendar(verdict: Verdict, design: Design, caption: str) -> Chart:
    """The trained units' mean by calendar period, as it went and as expected without training, the gap marked."""
    rows, decimals = calendar_rows(design), wording.change_decimals(verdict.indicator)
    begun = int((rows["n_trained"] > 0).to_numpy().argmax())
    fig = style.figure(300)
    lines = rows.assign(relative=range(len(rows)))
    _gap(fig, lines[begun:])
    _line(fig, lines, "counterfactual", {"color": style.GREY, "width": 2.5, "dash": "dash"})
    _line(fig, lines, "actual", {"color": style.ACCENT, "width": 3})
    style.mark_places(fig, [(begun - 0.5, "unit pertama terlatih")])
    style.period_axis(fig, pd.PeriodIndex(rows["period"]))
    _name_ends(fig, lines)
    title = impact_text.course_title(verdict)
    return Chart(
        figure=fig,
        title=title,
        subtitle=(
            f"{wording.labelled(verdict.indicator)}, rata-rata unit yang dilatih; biru kenyataan, abu-abu putus-putus "
            "perkiraan dari unit pembanding, di antaranya selisihnya"
        ),
        caption=f"{AGREES} {caption}",
        alt=f"{title}. Rata-rata unit yang sama tiap periode: kenyataan, dan perkiraan tanpa pelatihan.",
        data=rows.rename(columns=BY_CALENDAR),
        decimals={"Kenyataan": decimals, "Tanpa pelatihan": decimals},
    )


def _gap(fig: go.Figure, rows: pd.DataFrame) -> None:
    """The surface between the two lines."""
    for column, fill in (("counterfactual", None), ("actual", "tonexty")):
        fig.add_scatter(
            x=rows["relative"], y=rows[column], mode="lines", line={"width": 0}, fill=fill, fillcolor=style.GAP,
            hoverinfo="skip",
        )  # fmt: skip


def _line(fig: go.Figure, rows: pd.DataFrame, column: str, line: dict) -> None:
    fig.add_scatter(x=rows["relative"], y=rows[column], mode="lines", line=line, hoverinfo="skip")


def _name_ends(fig: go.Figure, rows: pd.DataFrame) -> None:
    """The names of the two lines at their right ends, above and below all that a phone shows beside them."""
    last, beside = rows.iloc[-1], rows[["actual", "counterfactual"]].tail(len(rows) // 3 + 1)
    higher = last["actual"] >= last["counterfactual"]
    for text, colour, above in (
        ("kenyataan", style.ACCENT, higher),
        ("tanpa pelatihan", style.MUTED, not higher),
    ):
        fig.add_annotation(
            x=last["relative"], y=beside.max().max() if above else beside.min().min(), text=text, showarrow=False,
            font={"color": colour}, xanchor="right", yanchor="bottom" if above else "top", yshift=6 if above else -6,
        )  # fmt: skip


def _course_words(rows: pd.DataFrame, indicator: Indicator) -> str:
    last = rows.iloc[-1]
    actual, without = (wording.measure(last[column], indicator) for column in ("actual", "counterfactual"))
    return f"Pada akhir jendela, unit terlatih rata-rata {actual}; perkiraan tanpa pelatihan {without}."


def event_study(verdict: Verdict, caption: str) -> Chart:
    """The estimated effect period by period around training; before it, nothing should be seen."""
    rows, indicator = verdict.estimates[0].event_study, verdict.indicator
    fig = style.figure(340)
    style.rule(fig, [style.level(0, {"color": style.INK, "width": 1})])
    for before, colour in ((True, style.GREY), (False, style.ACCENT)):
        side = rows[(rows["period"] < 0) == before]
        _intervals(fig, side["period"], side, colour)
    style.mark_places(fig, [(-0.5, "mulai terlatih")])
    fig.update_xaxes(title_text="Periode sejak mulai terlatih", showgrid=False)
    decimals = wording.change_decimals(indicator)
    return Chart(
        figure=fig,
        title=impact_text.event_title(verdict),
        subtitle=(
            f"{wording.labelled_change(indicator)}: selisih dari unit pembanding dengan selang 95%; "
            "sebelum pelatihan seharusnya nol"
        ),
        caption=caption,
        alt="Perkiraan pengaruh tiap periode sebelum dan sesudah pelatihan; angkanya ada pada tabel.",
        data=rows[list(tables.EVENT)].rename(columns=tables.EVENT),
        decimals=dict.fromkeys(tables.ENDS.values(), decimals),
    )


def _intervals(fig: go.Figure, x: pd.Series, rows: pd.DataFrame, colour: str) -> None:
    error = {
        "type": "data", "symmetric": False, "array": rows["ci_high"] - rows["estimate"],
        "arrayminus": rows["estimate"] - rows["ci_low"], "width": 0, "thickness": 1.5,
    }  # fmt: skip
    fig.add_scatter(
        x=x, y=rows["estimate"], mode="markers", marker={"color": colour, "size": 8}, error_y=error, hoverinfo="skip"
    )


def forest(dossier: ImpactReport, caption: str) -> Chart:
    """Every method's estimate with its interval; the raw before–after difference beside the adjusted ones."""
    verdict, data = dossier.evidence.verdict, tables.estimates_table(dossier)
    rows = data[["Cara", *tables.ENDS.values()]]
    decimals = wording.change_decimals(verdict.indicator)
    names = [f"{name}: {wording.signed(estimate, decimals)}" for name, estimate, *_ in rows.itertuples(index=False)]
    fig = style.rows(names)
    style.rule(fig, [style.upright(0, {"color": style.INK, "width": 1})])
    for place, (_, estimate, low, high) in enumerate(rows.itertuples(index=False)):
        colour = style.ACCENT if place == 0 else style.GREY
        line = {"color": colour, "width": 3}
        fig.add_scatter(x=[low, high], y=[place, place], mode="lines", line=line, hoverinfo="skip")
        fig.add_scatter(x=[estimate], y=[place], mode="markers", marker={"color": colour, "size": 11}, hoverinfo="skip")
    style.pad(fig, rows.iloc[:, 1:])
    return Chart(
        figure=fig,
        title=impact_text.forest_title(verdict),
        subtitle=(
            f"Perubahan {wording.labelled_change(verdict.indicator)} menurut tiap cara; garis selang kepercayaan 95%"
        ),
        caption=caption,
        alt="; ".join(f"{row[0]} {wording.signed(row[1], decimals)}" for row in rows.itertuples(index=False)),
        data=data,
        decimals=dict.fromkeys((*tables.ENDS.values(), "Galat baku"), decimals) | {"p": 3},
    )
