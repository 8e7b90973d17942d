"""Formulas over the columns of a table of book rows, each value of the panel formed as its column `Cara` says."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analysis.before_after.compute import FEWEST_PAIRS, BeforeAfter, bootstrap_interval, hedges_g_av
from analysis.provenance.figures import LABELS
from analysis.provenance.origin import Formula
from analysis.stats.intervals import mean_interval, mean_p
from data.panel.lineage import COUNTED_IKM, MEAN, MEDIAN, SUM, WRITTEN
from data.vocabulary.ikm import UNSUR, ikm

BEFORE, AFTER = "sebelum", "sesudah"
HOW: Mapping[str, Callable[[pd.DataFrame], float]] = {
    WRITTEN: lambda rows: rows["Nilai"].iloc[-1],
    MEAN: lambda rows: rows["Nilai"].mean(),
    MEDIAN: lambda rows: rows["Nilai"].median(),
    SUM: lambda rows: rows["Nilai"].sum(),
    COUNTED_IKM: lambda rows: float(ikm(rows[list(UNSUR)].mean().to_frame().T).iloc[0]),
}
CELLS = (
    "Tiap nilai unit dan periode menurut kolom Cara: tertulis (angka di buku kinerja), rata-rata, median, atau jumlah "
    "kolom Nilai, atau IKM (jumlah rata-rata sembilan unsur × 1/9 × 25)."
)


def cells(rows: pd.DataFrame, by: list[str]) -> pd.Series:
    """The value of each group of rows, formed as its column `Cara` says; indexed by the columns `by`."""
    return pd.Series({key: HOW[group["Cara"].iloc[0]](group) for key, group in rows.groupby(by)}, dtype=float)


def _values(rows: pd.DataFrame) -> dict[str, float]:
    values = cells(rows, ["Unit", "Periode"])
    named = {", ".join(map(str, place)): value for place, value in zip(values.index.to_list(), values, strict=True)}
    return named | {"banyak unit": rows["Unit"].nunique()}


def _changes(rows: pd.DataFrame, window: int) -> dict[str, Any]:
    """Means of the units' means on each side, and what their paired changes tell."""
    values = cells(rows, ["Unit", "Sisi", "Periode"]).groupby(level=[0, 1])
    means, counts = values.mean().unstack(), values.size().unstack()
    before, after = means[BEFORE].to_numpy(), means[AFTER].to_numpy()
    pairs = {
        str(unit): {BEFORE: mean[BEFORE], AFTER: mean[AFTER], "periode sebelum": n[BEFORE], "periode sesudah": n[AFTER],
                    "perubahan": mean[AFTER] - mean[BEFORE]}
        for (unit, mean), (_, n) in zip(means.iterrows(), counts.iterrows(), strict=True)
    }  # fmt: skip
    found = {BEFORE: before.mean(), AFTER: after.mean(), LABELS["difference"]: (after - before).mean()}
    found |= {"naik": (after > before).sum(), "turun": (after < before).sum()}
    whole = {
        "periode tiap masa": window,
        "banyak unit": len(means),
        "banyak periode": rows["Periode"].nunique(),
        "unit": pairs,
    }
    return found | whole | _inferred(before, after)


def changes_of(result: BeforeAfter) -> dict[str, Any]:
    """What a page shows of a comparison, each unit's own change too, and how many rose and fell."""
    moved = {pair.unit: pair.after - pair.before for pair in result.pairs}
    counts = {"naik": sum(one > 0 for one in moved.values()), "turun": sum(one < 0 for one in moved.values())}
    return {"": result, "unit": {unit: {"perubahan": one} for unit, one in moved.items()}, **counts}


def _inferred(before: np.ndarray, after: np.ndarray) -> dict[str, float]:
    """Intervals, p and effect size of the paired changes; nothing below three pairs or where all changed the same."""
    changes = after - before
    if len(changes) < FEWEST_PAIRS or changes.std() <= 1e-9 * max(np.abs(after).max(), 1.0):
        return {}
    ends = (*mean_interval(pd.Series(changes)), *bootstrap_interval(changes, 0))
    names = (LABELS[name] for name in ("ci_low", "ci_high", "boot_low", "boot_high"))
    return {**dict(zip(names, ends, strict=True)), "p": mean_p(changes), "Hedges g": hedges_g_av(before, after)}


VALUES = Formula("nilai unit dan periode", CELLS, _values)
CHANGES = Formula(
    "perubahan berpasangan antarunit",
    "Tiap unit: rata-rata nilainya dalam {window} periode sejak mulai dilatih (Sisi: sesudah) dan dalam {window} "
    "periode sebelumnya; perubahan: rata-rata sesudah dikurangi sebelum antarunit. Selang 95% dan p: uji t "
    "berpasangan; bootstrap: unit ditarik ulang 9.999 kali dengan angka acuan 0; ukuran efek: Hedges g. " + CELLS,
    _changes,
)
