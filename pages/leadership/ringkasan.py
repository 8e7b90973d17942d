"""Ringkasan: the answer in one sentence, four numbers, one picture and what needs attention, on one screen."""

from datetime import date

import streamlit as st

from analysis.impact import chart as impact_chart
from analysis.overview.changes import compute as changes_compute
from analysis.overview.changes import text as changes_text
from analysis.overview.latest import chart as latest_chart
from analysis.overview.latest import compute as latest_compute
from analysis.overview.latest import text as latest_text
from analysis.overview.summary import summarise
from analysis.provenance.origin import Source
from analysis.provenance.overview import overview
from analysis.targets import compute as targets_compute
from data.panel.whole_periods import whole_panel
from pages.parts import cache, show
from pages.parts.chart_card import chart_card
from pages.parts.presentation import start_button

data, today = cache.current(), date.today()
panel = cache.cached(data, whole_panel, today)
figures = cache.cached(data, latest_compute.latest_figures, today)
if not figures:
    st.title("Ringkasan", anchor=False)
    show.nothing_yet()
    st.stop()

summary = cache.cached(data, summarise)
verdict = summary.evidence.verdict
month = cache.cached(data, changes_compute.changes, None, today)
targets = cache.cached(data, targets_compute.targets, month.period.year)


def figure_sources() -> list[Source]:
    """Where each number of the page comes from."""
    return overview(data.dataset, figures, summary, month, targets)


with st.container(gap="xsmall"):
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        span = latest_text.span(figures, panel.attrs["unfinished"], panel["unit"].nunique())
        st.caption(show.plain(" · ".join(filter(None, (cache.chosen_kecamatan(), span)))), width="content")
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            show.data_badge()
            start_button()
    if verdict.trainings:
        show.finding(verdict)
    else:
        show.first_day(latest_text.headline(figures[0]))
    main = latest_text.main_period(figures)
    hours = [latest_text.hours_metric(summary.compliance)] if summary.compliance and summary.compliance.n_pns else []
    show.metrics([*(latest_text.metric(one, main) for one in figures[: 4 - len(hours)]), *hours])

    left, right = st.columns([2, 1], gap="xsmall")
    source = show.source(data)
    about = {"Kesimpulan": verdict.sentence, "Dasar": verdict.basis, "Sumber": source}
    with left:
        if verdict.design is None:
            picture = cache.cached_chart(data, latest_chart.course, figures[0], source)
        else:
            words = f"{verdict.estimates[0].n_treated} unit dilatih, {verdict.estimates[0].n_never} belum · {source}"
            picture = cache.cached_chart(data, impact_chart.by_calendar, verdict, verdict.design, words)
        chart_card(picture, "ringkasan", about, figure_sources)
    with right, st.container(border=True, gap="xsmall", height="stretch"):
        st.subheader("Perlu perhatian", anchor=False)
        lines = changes_text.lines(changes_compute.concerns(month, targets))
        show.concerns(lines, changes_text.nothing_to_tell(month, bool(targets)))
