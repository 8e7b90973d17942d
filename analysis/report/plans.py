"""What only the office can say about each indicator, as a table of text to fill in, and read back from it."""

from __future__ import annotations

import pandas as pd

from analysis.report.achievement import Plan, reported
from data.values.numbers import NumberKind, parse_number
from data.values.parsing import Refused

INDICATOR, TARGET = "Indikator", "Target"
ANY_NUMBER = NumberKind(words=("%", "poin", "menit", "berkas", "pengaduan"))


def blank_plans(panel: pd.DataFrame) -> pd.DataFrame:
    """One row an indicator of the report, by key; every column but the first is text to fill in."""
    shown = reported(panel)
    blank = dict.fromkeys(("Sasaran", TARGET, "Faktor pendorong", "Faktor penghambat", "Rencana tindak lanjut"), "")
    return pd.DataFrame({INDICATOR: [one.label for one in shown]} | blank, index=[one.key for one in shown])


def read_plans(filled: pd.DataFrame) -> tuple[tuple[tuple[str, Plan], ...], list[str]]:
    """What was filled in, by indicator key, and a sentence for each target that is no number."""
    plans, refused = [], []
    for key, label, aim, target, helped, hindered, next_step in filled.fillna("").itertuples():
        try:
            number = parse_number(target, ANY_NUMBER) if target.strip() else None
        except Refused as reason:
            number = None
            refused.append(f"Target {label}: “{target}” {reason}.")
        plans.append((str(key), Plan(aim, number, helped, hindered, next_step)))
    return tuple(plans), refused
