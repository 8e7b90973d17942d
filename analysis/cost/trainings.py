"""Trainings side by side: each one's effect on an indicator, how strong the evidence is, and what a point cost."""

from collections.abc import Mapping

import pandas as pd

from analysis.cost.summary import price
from analysis.cost.text import price_words
from analysis.impact.evidence import assess_each
from analysis.impact.tables import ENDS
from analysis.impact.verdict import Verdict
from analysis.impact.verdict_text import STATE_LABELS, STRENGTHS
from data.panel.attendance import completed
from data.panel.dataset import Dataset
from data.panel.exposure import Training
from data.vocabulary.indicators import Indicator

MOST_COMPARED = 10
COMPARED = [
    "Pelatihan", "Unit dilatih", *ENDS.values(), "p sesudah Holm", "Kesimpulan", "Kekuatan bukti", "Rp per poin",
]  # fmt: skip


def assess_trainings(dataset: Dataset, indicator: Indicator, without_events: bool = False) -> dict[str, Verdict]:
    """A verdict for each of the trainings that most people completed; each knows that the others were asked (Holm)."""
    people = completed(dataset.pegawai, dataset.pelatihan).groupby("nama_pelatihan")["nip"].nunique()
    names = sorted(people.nlargest(MOST_COMPARED).index.astype(str))
    return assess_each(dataset, {name: Training(nama=name) for name in names}, indicator, without_events)


def trainings_table(dataset: Dataset, verdicts: Mapping[str, Verdict]) -> pd.DataFrame:
    """One row a training, most trained units first: units, effect, interval, Holm's p, state, evidence, price."""
    rows = [(name, *_row(dataset, name, one)) for name, one in verdicts.items()]
    return pd.DataFrame(rows, columns=COMPARED).sort_values("Unit dilatih", ascending=False, kind="stable")


def _row(dataset: Dataset, name: str, verdict: Verdict) -> tuple:
    units = int(verdict.design.switchers.sum()) if verdict.design else 0
    found = verdict.estimates[0] if verdict.estimates else None
    ends = (found.estimate, found.ci_low, found.ci_high) if found else (float("nan"),) * 3
    evidence = STRENGTHS[verdict.level.number].split(".")[0]
    paid = price_words(price(dataset, Training(nama=name), verdict))
    return units, *ends, verdict.adjusted_p, STATE_LABELS[verdict.state], evidence, paid
