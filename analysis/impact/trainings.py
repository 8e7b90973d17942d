"""Trainings side by side: each one's effect on an indicator, how strong the evidence is, and what a point cost."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.cost.summary import price
from analysis.cost.text import price_words
from analysis.impact.evidence import assess_each
from analysis.impact.tables import split_table
from analysis.impact.verdict import Verdict
from analysis.impact.verdict_text import STRENGTHS
from data.panel.attendance import completed
from data.panel.dataset import Dataset
from data.panel.exposure import Training
from data.vocabulary.indicators import Indicator

MOST_COMPARED = 10
COLUMNS = ["Pelatihan", "Unit dilatih", "Dampak", "Selang 95%", "p sesudah Holm", "Kesimpulan", "Kekuatan bukti"]


def assess_trainings(dataset: Dataset, indicator: Indicator, without_events: bool = False) -> dict[str, Verdict]:
    """A verdict for each of the trainings that most people completed; each knows that the others were asked (Holm)."""
    people = completed(dataset.pegawai, dataset.pelatihan).groupby("nama_pelatihan")["nip"].nunique()
    names = sorted(people.nlargest(MOST_COMPARED).index.astype(str))
    return assess_each(dataset, {name: Training(nama=name) for name in names}, indicator, without_events)


def trainings_table(dataset: Dataset, verdicts: Mapping[str, Verdict]) -> pd.DataFrame:
    """One row a training, most trained units first: units, effect, interval, Holm's p, state, evidence, price."""
    table = split_table("pelatihan", verdicts).drop(columns="Dasar")
    trained = [int(one.design.switchers.sum()) if one.design else 0 for one in verdicts.values()]
    table["Unit dilatih"] = trained
    table["Kekuatan bukti"] = [STRENGTHS[one.level.number].split(".")[0] for one in verdicts.values()]
    prices = [price(dataset, Training(nama=name), one) for name, one in verdicts.items()]
    return table[COLUMNS].assign(**{"Rp per poin": [price_words(point) for point in prices]}).iloc[_order(trained)]


def _order(trained: list[int]) -> list[int]:
    return sorted(range(len(trained)), key=lambda place: -trained[place])
