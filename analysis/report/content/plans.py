"""What only the office can say about each indicator, as a table of text to fill in, and read back from it."""

from collections.abc import Mapping
from decimal import Decimal

import pandas as pd

from analysis.report.content.achievement import reported
from analysis.targets.compute import TargetPlan
from analysis.text import wording
from data.ingest.parsers.numbers import NumberKind, parse_number
from data.ingest.parsers.parsing import Refused

INDICATOR, TARGET = "Indikator", "Target"
FIELDS = ("Sasaran", TARGET, "Faktor pendorong", "Faktor penghambat", "Rencana tindak lanjut")
ANY_NUMBER = NumberKind(words=("%", "poin", "menit", "berkas", "pengaduan"))


def plan_table(panel: pd.DataFrame, plans: Mapping[str, TargetPlan]) -> pd.DataFrame:
    """One row an indicator of the report, by key, with what is known of it; every column but the first is text."""
    rows = {one.key: (one.label, *_texts(plans.get(one.key, TargetPlan()), one.decimals)) for one in reported(panel)}
    return pd.DataFrame.from_dict(rows, orient="index", columns=[INDICATOR, *FIELDS], dtype=object)


def _texts(plan: TargetPlan, decimals: int) -> tuple[str, ...]:
    """The target with the decimals it was typed with, where those are more than the indicator's."""
    target = "" if plan.target is None else wording.number(plan.target, max(decimals, _decimals(plan.target)))
    return plan.aim, target, plan.helped, plan.hindered, plan.next_step


def _decimals(value: float) -> int:
    return -int(Decimal(repr(value)).normalize().as_tuple().exponent)


def read_plans(filled: pd.DataFrame) -> tuple[tuple[tuple[str, TargetPlan], ...], list[str]]:
    """What was filled in, by indicator key, and a sentence for each target that is no number."""
    plans, refused = [], []
    for key, label, aim, target, helped, hindered, next_step in filled.fillna("").itertuples():
        try:
            number = parse_number(target, ANY_NUMBER) if target.strip() else None
        except Refused as reason:
            number = None
            refused.append(f"Target {label}: “{target}” {reason}.")
        plans.append((str(key), TargetPlan(aim, number, helped, hindered, next_step)))
    return tuple(plans), refused
