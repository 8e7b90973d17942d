"""Charts of the effect of training: the course without it, the effect by time, all methods side by side."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go
from plotly.colors import hex_to_rgb

from analysis.charts import style
from analysis.charts.style import Chart
from analysis.impact import tables
from analysis.impact import text as impact_text
from analysis.impact.estimators import Design
from analysis.impact.report import ImpactReport
from analysis.impact.report import by_calendar as calendar_rows
from analysis.impact.trainings import trainings_table
from analysis.impact.verdict import Verdict
from analysis.text import wording
from data.panel.dataset import Dataset
from data.vocabulary.periods import NAMES, frequency

BY_CALENDAR = {
    "period": "Periode", "actual": "Kenyataan", "counterfactual": "Tanpa pelatihan", "n_trained": "Unit sudah dilatih",
}  # fmt: skip
AGREES = "Sebelum ada unit yang sudah dilatih, kedua garis dekat karena perkiraan dipasang pada data itu."


def by_calendar(verdict: Verdict, design: Design, caption: str) -> Chart:
    """The trained units' mean by calendar period, as it went and as expected without training, the gap marked."""
    rows, decimals = calendar_rows(design), wording.change_decimals(verdict.indicator)
    begun = int((rows["n_trained"] > 0).to_numpy().argmax())
    fig = style.figure(300)
    lines = rows.assign(relative=range(len(rows)))
    _gap(fig, lines[begun:])
    _line(fig, lines, "counterfactual", {"color": style.GREY, "width": 2.5, "dash": "dash"})
    _line(fig, lines, "actual", {"color": style.ACCENT, "width": 3})
    style.mark_places(fig, [(begun - 0.5, "unit pertama dilatih")])
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


def event_study(verdict: Verdict, caption: str) -> Chart:
    """The estimated effect period by period around training; before it, nothing should be seen."""
    rows, indicator = verdict.estimates[0].event_study, verdict.indicator
    noun = NAMES[frequency(verdict.design.periods[0])].capitalize() if verdict.design else "Periode"
    fig = style.figure(270)
    style.rule(fig, [style.level(0, {"color": style.INK, "width": 1})])
    for before, colour in ((True, style.GREY), (False, style.ACCENT)):
        side = rows[(rows["period"] < 0) == before]
        _bars(fig, side["period"], side, colour)
    style.mark_places(fig, [(-0.5, "saat dilatih")])
    fig.update_xaxes(title_text=f"{noun} sejak dilatih", showgrid=False)
    decimals = wording.change_decimals(indicator)
    return Chart(
        figure=fig,
        title=impact_text.event_title(verdict),
        subtitle=(
            f"{wording.labelled_change(indicator)} di atas perkiraan bila tidak dilatih; batang: selang kepercayaan "
            "95%; sebelum dilatih seharusnya di sekitar nol"
        ),
        caption=caption,
        alt="Perkiraan dampak tiap periode sebelum dan sesudah dilatih; angkanya ada pada tabel.",
        data=rows[list(tables.EVENT)].rename(columns=tables.EVENT),
        decimals=dict.fromkeys(tables.ENDS.values(), decimals),
    )


def _bars(fig: go.Figure, x: pd.Series, rows: pd.DataFrame, colour: str) -> None:
    """Each period's interval as a pale bar, its estimate a dot on a line."""
    ends = {"type": "data", "symmetric": False, "array": rows["ci_high"] - rows["estimate"],
            "arrayminus": rows["estimate"] - rows["ci_low"]}  # fmt: skip
    fig.add_scatter(
        x=x, y=rows["estimate"], mode="lines+markers", line={"color": colour, "width": 2},
        marker={"color": colour, "size": 8}, hoverinfo="skip",
        error_y={**ends, "width": 0, "thickness": 6, "color": f"rgba{(*hex_to_rgb(colour), 0.3)}"},
    )  # fmt: skip


def forest(dossier: ImpactReport, caption: str) -> Chart:
    """Every method's estimate with its interval; the raw before–after difference beside the adjusted ones."""
    verdict, data = dossier.evidence.verdict, tables.estimates_table(dossier)
    rows = data[["Cara", *tables.ENDS.values()]]
    decimals = wording.change_decimals(verdict.indicator)
    fig = _forest(rows, decimals, accented=0)
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


def trainings(dataset: Dataset, verdicts: Mapping[str, Verdict], caption: str) -> Chart:
    """Each training's effect with its interval, the most trained units first; its evidence and price stand beside."""
    data = trainings_table(dataset, verdicts)
    rows = data[["Pelatihan", *tables.ENDS.values()]].dropna()
    known = next(verdict.indicator for verdict in verdicts.values())
    decimals = wording.change_decimals(known)
    return Chart(
        figure=_forest(rows, decimals),
        title=impact_text.trainings_title(verdicts),
        subtitle=f"Dampak pada {wording.labelled_change(known)}; garis selang kepercayaan 95%",
        caption=caption,
        alt="; ".join(f"{row[0]} {wording.signed(row[1], decimals)}" for row in rows.itertuples(index=False)),
        data=data,
        decimals=dict.fromkeys(tables.ENDS.values(), decimals) | {"p sesudah Holm": 3},
    )


def _forest(rows: pd.DataFrame, decimals: int, accented: int | None = None) -> go.Figure:
    """One row a name: an estimate (second column) with its interval (the two after it); `accented` None: all blue."""
    names = [f"{name}: {wording.signed(estimate, decimals)}" for name, estimate, *_ in rows.itertuples(index=False)]
    fig = style.rows(names)
    style.rule(fig, [style.upright(0, {"color": style.INK, "width": 1})])
    for place, (_, estimate, low, high) in enumerate(rows.itertuples(index=False)):
        colour = style.ACCENT if accented in (None, place) else style.GREY
        line = {"color": colour, "width": 3}
        fig.add_scatter(x=[low, high], y=[place, place], mode="lines", line=line, hoverinfo="skip")
        fig.add_scatter(x=[estimate], y=[place], mode="markers", marker={"color": colour, "size": 11}, hoverinfo="skip")
    if len(rows):
        style.pad(fig, rows.iloc[:, 1:])
    return fig
