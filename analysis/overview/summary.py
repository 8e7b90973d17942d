"""Ringkasan: did service get better after training? The headline indicators and the share of trained staff at once."""

from dataclasses import dataclass

import pandas as pd

from analysis.before_after.compute import BeforeAfter, compare
from analysis.competence.compliance import Compliance, hours, latest_year
from analysis.impact.evidence import assess_training
from analysis.impact.report import Evidence
from data.panel.build import outcomes_in, panel_of, series
from data.panel.dataset import Dataset
from data.panel.exposure import ANY
from data.vocabulary.regulations import jp_rule

MOST_OUTCOMES = 3


@dataclass(frozen=True, slots=True)
class Summary:
    """The verdict on the first service indicator, the first `MOST_OUTCOMES` before and after, the year's JP.

    `evidence` is None where the books hold no indicator, `compliance` where they hold no staff or no training.
    """

    evidence: Evidence | None
    comparisons: tuple[BeforeAfter, ...]
    compliance: Compliance | None


def summarise(dataset: Dataset, panel: pd.DataFrame | None = None) -> Summary:
    """Compare every headline indicator before and after any training, and count the PNS at the yearly minimum of JP.

    `panel` is the dataset's, where it has been built already.
    """
    panel = panel_of(dataset) if panel is None else panel
    outcomes = outcomes_in(panel)[:MOST_OUTCOMES]
    comparisons = tuple(compare(series(panel, outcome.key), outcome) for outcome in outcomes)
    evidence = assess_training(dataset, ANY, outcomes[0], thorough=False, panel=panel) if outcomes else None
    return Summary(evidence, comparisons, _this_year(dataset))


def _this_year(dataset: Dataset) -> Compliance | None:
    year = latest_year(dataset.pelatihan)
    if year is None or dataset.pegawai.empty or jp_rule("PNS", year) is None:
        return None
    return hours(dataset, year)
