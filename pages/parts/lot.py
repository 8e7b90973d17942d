"""The planner of the next waves: an order of units drawn by lot, shown, taken along, and held against what was done."""

from functools import partial

import pandas as pd
import streamlit as st

from analysis.impact import evidence, randomisation_plan
from analysis.impact.randomisation_plan import RandomisationPlan
from analysis.text import files
from data.panel.exposure import Training
from data.problems import NoAnswer
from data.vocabulary.indicators import Indicator
from pages.parts import cache, filters, show
from pages.parts.cache import Data

PROMISE = (
    "Undian menentukan siapa dilatih lebih dahulu, bukan siapa yang tampak siap. Bila urutan ini diikuti, tingkat "
    "bukti naik menjadi 5 dari 5 dan uji acak berlaku tepat, apa pun tren unitnya."
)


def plan(data: Data, rows: pd.DataFrame, training: Training, indicator: Indicator, without: bool) -> None:
    """Draw the next waves of `rows`' units; where the user says that the order was kept, what the data say by it."""
    st.caption(PROMISE)
    untrained = rows.groupby("unit")["first_treated"].first().isna()
    units = filters.drawn_units(list(untrained.index), list(untrained.index[untrained]))
    waves, comparison, seed = filters.lot_numbers(len(units))
    try:
        drawn = randomisation_plan.draw_waves(units, waves=waves, seed=seed, comparison=comparison)
    except NoAnswer as none:
        st.info(show.plain(str(none)), icon=":material/info:")
        return
    _show(drawn)
    if filters.by_lot():
        held = cache.cached(data, evidence.assess_training, training, indicator, without, drawn, False)
        show.verdict(held.verdict)
        if held.lot:
            st.caption(show.plain(held.lot.words))


def _show(plan: RandomisationPlan) -> None:
    tables = randomisation_plan.plan_tables(plan)
    show.table(tables["Urutan"], alt="Urutan pelatihan menurut undian")
    st.caption(show.plain(randomisation_plan.plan_words(plan)[-1]))
    st.download_button(
        "Unduh lembar undian (XLSX)", partial(files.tables_xlsx, tables, {"Kode bukti undian": plan.digest}),
        "undian-pelatihan.xlsx", files.XLSX, key="undian_xlsx", icon=":material/download:", on_click="ignore",
    )  # fmt: skip
