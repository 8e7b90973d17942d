"""The planner of the next waves: an order of units drawn by lot, shown, taken along, and held against what was done."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analysis.impact import randomisation_plan
from analysis.impact.randomisation_plan import RandomisationPlan
from analysis.text import files
from data.problems import NoAnswer
from pages.parts import filters, show

PROMISE = (
    "Undian menentukan siapa dilatih lebih dahulu, bukan siapa yang tampak siap. Bila urutan ini diikuti, tingkat "
    "bukti naik menjadi 5 dari 5 dan uji acak berlaku tepat, apa pun tren unitnya."
)


def planned(rows: pd.DataFrame) -> RandomisationPlan | None:
    """Draw the next waves of `rows`' units; the plan where the user says that it was carried out, else None."""
    with st.expander("Undian gelombang berikutnya"):
        st.caption(PROMISE)
        untrained = rows.groupby("unit")["first_treated"].first().isna()
        units = filters.drawn_units(list(untrained.index), list(untrained.index[untrained]))
        waves, comparison, seed = filters.lot_numbers(len(units))
        try:
            plan = randomisation_plan.draw_waves(units, waves=waves, seed=seed, comparison=comparison)
        except NoAnswer as none:
            st.info(show.plain(str(none)), icon=":material/info:")
            return None
        _show(plan)
        return plan if filters.by_lot() else None


def _show(plan: RandomisationPlan) -> None:
    tables = randomisation_plan.plan_tables(plan)
    show.table(tables["Urutan"], alt="Urutan pelatihan menurut undian")
    st.caption(show.plain(randomisation_plan.plan_words(plan)[-1]))
    st.download_button(
        "Unduh lembar undian (XLSX)", partial(files.tables_xlsx, tables, {"Sidik undian": plan.digest}),
        "undian-pelatihan.xlsx", files.XLSX, key="undian_xlsx", icon=":material/download:", on_click="ignore",
    )  # fmt: skip
