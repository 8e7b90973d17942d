"""Charts of the effect of training: the course without it, the effect by time, all methods side by side."""

import pandas as pd
import plotly.graph_objects as go
from plotly.colors import hex_to_rgb

from analysis.charts import style
from analysis.charts.style import Chart
from analysis.impact import tables
from analysis.impact import text as impact_text
from analysis.impact.estimators import Design
from analysis.impact.report import ImpactReport, calendar_time_path
from analysis.impact.verdict import Verdict
from analysis.text import wording
from data.vocabulary.indicators import Indicator
from data.vocabulary.periods import NAMES, frequency

BY_CALENDAR = {
    "period": "Periode", "actual": "Yang terjadi", "counterfactual": "Perkiraan bila tidak dilatih",
    "n_trained": "Unit sudah dilatih",
}  # fmt: skip
LEAST_SPAN = 1e-3
AGREES = "Sebelum ada unit yang sudah dilatih, kedua garis dekat karena perkiraan dipasang pada data itu."


def by_calendar(verdict: Verdict, design: Design, caption: str) -> Chart:
    """The trained units' mean by calendar period, as it went and as expected without training, the gap marked."""
    rows = calendar_time_path(design)
    ends = rows[["actual", "counterfactual"]].iloc[-1]
    decimals = wording.fine(wording.change_decimals(verdict.indicator), *ends)
    begun = int((rows["n_trained"] > 0).to_numpy().argmax())
    fig = style.figure(205)
    lines = rows.assign(relative=range(len(rows)))
    _gap(fig, lines[begun:])
    _line(fig, lines, "counterfactual", {"color": style.GREY, "width": 2.5, "dash": "dot"})
    _line(fig, lines, "actual", {"color": style.ACCENT, "width": 3}, _said(rows, verdict.indicator, decimals))
    style.mark_places(fig, [(begun - 0.5, "mulai dilatih")])
    style.period_axis(fig, pd.PeriodIndex(rows["period"]), most=4)
    _value_ends(fig, lines)
    size = verdict.estimates[0].estimate
    if wording.movement(size) != "tetap":
        _size(fig, begun / len(rows), wording.signed(size, wording.fine(1, size)))
    name = wording.short_name(verdict.indicator)
    title = f"{name}: yang terjadi dan perkiraan bila tidak dilatih"
    return Chart(
        figure=fig,
        title=title,
        subtitle=f"{wording.labelled(verdict.indicator)}, unit yang dilatih",
        caption=caption,
        alt=f"{title}. {AGREES}",
        data=rows.rename(columns=BY_CALENDAR),
        decimals=dict.fromkeys((BY_CALENDAR["actual"], BY_CALENDAR["counterfactual"]), decimals),
    )


def _gap(fig: go.Figure, rows: pd.DataFrame) -> None:
    """The surface between the two lines."""
    for column, fill in (("counterfactual", None), ("actual", "tonexty")):
        fig.add_scatter(
            x=rows["relative"], y=rows[column], mode="lines", line={"width": 0}, fill=fill, fillcolor=style.GAP,
            hoverinfo="skip",
        )  # fmt: skip


def _line(fig: go.Figure, rows: pd.DataFrame, column: str, line: dict, said: list[str] | None = None) -> None:
    hover = style.on_hover(said) if said else {"hoverinfo": "skip"}
    fig.add_scatter(x=rows["relative"], y=rows[column], mode="lines", line=line, **hover)


def _said(rows: pd.DataFrame, indicator: Indicator, decimals: int) -> list[str]:
    """Each period in words: what happened, what was expected, how many units were trained by then."""
    columns = (rows[name] for name in BY_CALENDAR)
    return [
        f"{wording.period(period)}: terjadi {wording.measure(actual, indicator, decimals)}, perkiraan "
        f"{wording.measure(expected, indicator, decimals)} ({n_trained} unit sudah dilatih)"
        for period, actual, expected, n_trained in zip(*columns, strict=True)
    ]


def _value_ends(fig: go.Figure, rows: pd.DataFrame) -> None:
    """The last value of each line with its name, right of it, the higher above the lower.

    The axis spans a thousandth of the level at least, so that rounding is never drawn as a movement.
    """
    values = rows[["actual", "counterfactual"]]
    low, high = values.min().min(), values.max().max()
    middle, half = (low + high) / 2, 0.62 * (max(high - low, LEAST_SPAN * abs(high)) or 1.0)
    fig.update_layout(margin={"r": 74}, hovermode="x")
    fig.update_yaxes(range=[middle - half, middle + half], nticks=5)
    last, count = rows.iloc[-1], len(rows)
    higher = last["actual"] >= last["counterfactual"]
    ends = (("actual", "terjadi", style.ACCENT, higher), ("counterfactual", "perkiraan", style.MUTED, not higher))
    beside = {"x": count - 1, "xshift": 8, "xanchor": "left", "align": "left"}
    places = wording.fine(1, last["actual"], last["counterfactual"])
    nearer = min(8.0, 75 * abs(last["actual"] - last["counterfactual"]) / half)
    style.write(fig, [
        {**beside, "y": last[column], "yanchor": "bottom" if above else "top", "yshift": -nearer if above else nearer,
         "text": f"<b>{wording.number(last[column], places)}</b><br>{word}", "font": {"color": colour}}
        for column, word, colour, above in ends
    ])  # fmt: skip


def _size(fig: go.Figure, begun: float, text: str) -> None:
    """The size of the gap above the plot, on the side that the mark of the first training leaves free."""
    side = {"x": 1.0, "xanchor": "right"} if begun < 0.5 else {"x": 0.0, "xanchor": "left"}
    above = {"xref": "paper", "y": 1, "yref": "paper", "yanchor": "bottom", "font": {"color": style.ACCENT}}
    style.write(fig, [{**side, **above, "text": f"selisih <b>{text}</b>"}])


def event_study(verdict: Verdict, caption: str) -> Chart:
    """The estimated effect period by period around training; before it, nothing should be seen."""
    rows, indicator = verdict.estimates[0].event_study, verdict.indicator
    noun = NAMES[frequency(verdict.design.periods[0])].capitalize() if verdict.design else "Periode"
    fig = style.figure(234)
    style.rule(fig, [style.level(0, {"color": style.INK, "width": 1})])
    for before, colour in ((True, style.GREY), (False, style.ACCENT)):
        side = rows[(rows["period"] < 0) == before]
        _bars(fig, side, colour, noun.casefold(), indicator)
    style.mark_places(fig, [(-0.5, "saat dilatih")])
    fig.update_xaxes(title_text=f"{noun} sejak dilatih", showgrid=False)
    data = rows[list(tables.EVENT)].rename(columns=tables.EVENT)
    return Chart(
        figure=fig,
        title=impact_text.event_title(verdict),
        subtitle=(f"{wording.labelled_change(indicator)} di atas perkiraan bila tidak dilatih; batang: selang 95%"),
        caption=caption,
        alt="Perkiraan dampak tiap periode sebelum dan sesudah dilatih; angkanya ada pada tabel.",
        data=data,
        decimals=dict.fromkeys(tables.ENDS.values(), tables.interval_decimals(data, indicator)),
    )


def _bars(fig: go.Figure, rows: pd.DataFrame, colour: str, noun: str, indicator: Indicator) -> None:
    """Each period's interval as a pale bar, its estimate a dot on a line."""
    ends = {"type": "data", "symmetric": False, "array": rows["ci_high"] - rows["estimate"],
            "arrayminus": rows["estimate"] - rows["ci_low"]}  # fmt: skip
    fig.add_scatter(
        x=rows["period"], y=rows["estimate"], mode="lines+markers", line={"color": colour, "width": 2},
        marker={"color": colour, "size": 8}, **style.on_hover(_around(rows, noun, indicator)),
        error_y={**ends, "width": 0, "thickness": 6, "color": f"rgba{(*hex_to_rgb(colour), 0.3)}"},
    )  # fmt: skip


def _around(rows: pd.DataFrame, noun: str, indicator: Indicator) -> list[str]:
    """Each period around training in words, with its interval and n."""
    return [
        f"{abs(row['period'])} {noun} {'sebelum' if row['period'] < 0 else 'sejak'} dilatih: "
        f"{_estimated(row['estimate'], row['ci_low'], row['ci_high'], indicator)}<br>{row['n_units']} unit"
        for row in rows.to_dict("records")
    ]


def _estimated(estimate: float, low: float, high: float, indicator: Indicator) -> str:
    decimals = wording.fine(wording.change_decimals(indicator), estimate, low, high)
    between = wording.interval(low, high, decimals)
    return f"{wording.change(estimate, indicator, decimals)} (selang 95%: {between})"


def forest(dossier: ImpactReport, caption: str) -> Chart:
    """Every method's estimate with its interval; the raw before–after difference beside the adjusted ones."""
    verdict, data = dossier.evidence.verdict, tables.estimates_table(dossier)
    rows = data[["Cara", *tables.ENDS.values()]]
    decimals = tables.interval_decimals(rows, verdict.indicator)
    fig = forest_figure(rows, decimals, verdict.indicator, accented=0)
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


def forest_figure(rows: pd.DataFrame, decimals: int, known: Indicator, accented: int | None = None) -> go.Figure:
    """One row a name: an estimate (second column) with its interval (the two after it); `accented` None: all blue."""
    found = list(rows.itertuples(index=False))
    fig = style.rows([row[0] for row in found], [wording.signed(row[1], decimals) for row in found], reference=0.0)
    for place, (name, estimate, low, high) in enumerate(found):
        colour = style.ACCENT if accented in (None, place) else style.GREY
        line, said = {"color": colour, "width": 3}, f"{style.literal(name)}<br>{_estimated(estimate, low, high, known)}"
        fig.add_scatter(x=[low, high], y=[place, place], mode="lines", line=line, hoverinfo="skip")
        told = {**style.on_hover([said]), **style.clicked([name])}
        fig.add_scatter(x=[estimate], y=[place], mode="markers", marker={"color": colour, "size": 11}, **told)
    style.pad(fig, [0.0, *rows.iloc[:, 1:].to_numpy().ravel()])
    return fig
