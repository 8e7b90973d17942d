"""Charts of what training did to its participants: test scores by training, and answers before and after."""

from collections.abc import Hashable, Sequence
from math import isfinite, nan
from typing import Any

import pandas as pd

from analysis.charts import marks, style
from analysis.charts.marks import HIDDEN, Mark
from analysis.charts.style import Chart
from analysis.learning.compute import NOT_EXPORTED, SCORES_SOURCE, EvaluationLevel, Learning, Paired
from analysis.text import wording

HEADERS = {
    "nama_pelatihan": "Pelatihan", "n": "n", "before": "Sebelum", "after": "Sesudah", "difference": "Perubahan",
    "ci_low": "Batas bawah 95%", "ci_high": "Batas atas 95%", "gain": "Gain ternormalisasi",
}  # fmt: skip
FIGURES = ("before", "after", "difference", "ci_low", "ci_high", "gain")


def scores(result: Learning, source: str) -> Chart:
    """How the test score of each training's participants changed, most first; small groups stay hidden."""
    table = result.by_training.sort_values("difference", ascending=False, ignore_index=True)
    rows = [
        Mark(str(row["nama_pelatihan"]), row["difference"], _change(row), row["ci_low"], row["ci_high"])
        for row in table.to_dict("records")
    ]
    rising = int((table["ci_low"] > 0).sum())
    hidden = [HIDDEN if flag else "" for flag in table["hidden"]]
    told = table.astype({"n": float})
    told["n"] = told["n"].mask(table["hidden"])
    return Chart(
        figure=marks.dots(rows, reference=0, when=_days(result)),
        title=f"Nilai tes jelas naik di {rising} dari {len(rows)} pelatihan",
        subtitle=f"Nilai tes akhir dikurangi tes awal (poin, 0–100) dengan selang 95%, {_days(result)}",
        caption=style.sentence(f"n = {result.scores.n if result.scores else 0} orang", SCORES_SOURCE, source),
        alt="Perubahan nilai tes: " + "; ".join(f"{row.name} {row.label}" for row in rows) + ".",
        data=told[list(HEADERS)].rename(columns=HEADERS).assign(Keterangan=hidden),
        decimals=dict.fromkeys((HEADERS[name] for name in FIGURES), 2),
    )


def answers_table(several: Sequence[Paired]) -> pd.DataFrame:
    """One row a measure: before, after, the change with its interval, and how many persons; small groups hidden."""
    return pd.DataFrame(
        {
            "Ukuran": one.measure,
            "Satuan": one.unit,
            "n": one.n if isfinite(one.before) else nan,
            **{HEADERS[name]: getattr(one, name) for name in FIGURES},
            "Keterangan": HIDDEN if not isfinite(one.before) else wording.p_value(one.p),
        }
        for one in several
    )


def levels_table(levels: Sequence[EvaluationLevel]) -> pd.DataFrame:
    """Kirkpatrick's four levels: which have data, and what the others lack."""
    return pd.DataFrame(
        {
            "Tingkat": f"{one.number}. {one.name}",
            "Data": "ada" if one.available else "belum ada" if one.why not in NOT_EXPORTED else "tidak ikut diekspor",
            "Keterangan": one.why,
        }
        for one in levels
    )


def _change(row: dict[Hashable, Any]) -> str:
    return HIDDEN if row["hidden"] else f"{wording.signed(row['difference'], 1)} · n = {wording.count(row['n'])}"


def _days(result: Learning) -> str:
    first, last = result.period
    return f"{wording.day(first)} sampai {wording.day(last)}"
