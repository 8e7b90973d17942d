"""The office's figure period by period against its target."""

import pandas as pd

from analysis.charts import style
from analysis.charts.style import Chart
from analysis.overview.latest.compute import Latest
from analysis.overview.latest.text import exactly, headline
from analysis.stats.control_chart import limits
from analysis.text import wording
from data.vocabulary.periods import NAMES, frequency


def course(one: Latest, source: str) -> Chart:
    """A line with a mark at each period, so that a single one is seen too, and the target as a dotted line."""
    known, places = one.indicator, list(range(len(one.course)))
    fig = style.figure(205)
    said = [f"{wording.period(period)}: {wording.measure(value, known)}" for period, value in one.course.items()]
    fig.add_scatter(
        x=places, y=one.course, mode="lines+markers", line={"color": style.ACCENT, "width": 3},
        marker={"size": 6}, **style.on_hover(said),
    )  # fmt: skip
    style.period_axis(fig, pd.PeriodIndex(one.course.index), most=4)
    if known.unit == "%":
        style.share_axis(fig, upright=True)
    else:
        style.pad_upright(fig, [*one.course, *_usual(one), *([] if one.target is None else [one.target])])
    if one.target is not None:
        style.target(fig, one.target, exactly(one.target))
    return Chart(
        figure=fig,
        title=f"{wording.short_name(known)} tiap {NAMES[frequency(one.period)]}",
        subtitle=f"{wording.labelled(known)}, rata-rata unit",
        caption=style.sentence(f"{one.n_units} unit", source),
        alt=headline(one),
        data=one.course.rename("Nilai").rename_axis("Periode").reset_index(),
        decimals={"Nilai": known.decimals},
    )


def _usual(one: Latest) -> tuple[float, float]:
    """The ends of its usual variation, which the axis holds too, so that noise looks like noise."""
    values = one.course.dropna()
    centre, reach = limits(list(values.index), values.to_numpy(dtype=float), one.indicator)
    return centre - reach, centre + reach
