"""Charts and tables of the cost of trainings, the budget's absorption and the plan to the minimum."""

from collections.abc import Mapping

import pandas as pd

from analysis.charts import marks, style
from analysis.charts.marks import Mark
from analysis.charts.style import Chart
from analysis.cost.compute import Absorption, TrainingCost
from analysis.cost.minimum_cost_plan import MinimumCostPlan
from analysis.cost.text import rupiah
from analysis.cost.trainings import trainings_table
from analysis.impact import tables as impact_tables
from analysis.impact import text as impact_text
from analysis.impact.chart import forest_figure
from analysis.impact.verdict import Verdict
from analysis.text import wording
from data.panel.dataset import Dataset


def plan_table(plan: MinimumCostPlan) -> pd.DataFrame:
    """The places to book in each training."""
    return plan.trainings.set_axis(["Pelatihan", "Tempat", "JP", "Harga (Rp)", "Jumlah (Rp)"], axis=1)


def trainings(costs: TrainingCost, source: str) -> Chart:
    """Cost per participant of each training, dearest first."""
    table = costs.by_training.sort_values("per_participant", ascending=False, ignore_index=True)
    rows = [
        Mark(str(row["nama_pelatihan"]), row["per_participant"], rupiah(row["per_participant"]))
        for row in table.to_dict("records")
    ]
    return Chart(
        figure=marks.bars(rows, when=_days(costs)),
        title=f"Termahal per peserta: {table.iloc[0]['nama_pelatihan']}",
        subtitle=f"Biaya per peserta tiap pelatihan, {_days(costs)}; per JP ada di tabel",
        caption=style.sentence(f"n = {wording.count(costs.n)} keikutsertaan dengan biaya", costs.source, source),
        alt="Biaya per peserta: " + marks.spoken(rows),
        data=table.set_axis(["Pelatihan", "Keikutsertaan", "Jumlah (Rp)", "Per peserta (Rp)", "Per JP (Rp)"], axis=1),
        decimals={},
    )


def effects(dataset: Dataset, verdicts: Mapping[str, Verdict], caption: str) -> Chart:
    """Each training's effect with its interval, the most trained units first; its evidence and price stand beside."""
    data = trainings_table(dataset, verdicts)
    rows = data[["Pelatihan", *impact_tables.ENDS.values()]].dropna()
    known = next(verdict.indicator for verdict in verdicts.values())
    decimals = impact_tables.interval_decimals(rows, known)
    return Chart(
        figure=forest_figure(rows, decimals, known),
        title=impact_text.trainings_title(verdicts),
        subtitle=f"Dampak pada {wording.labelled_change(known)}; garis selang kepercayaan 95%",
        caption=caption,
        alt="; ".join(f"{row[0]} {wording.signed(row[1], decimals)}" for row in rows.itertuples(index=False)),
        data=data,
        decimals=dict.fromkeys(impact_tables.ENDS.values(), decimals) | {"p sesudah Holm": 3},
    )


def absorption_chart(result: Absorption, source: str) -> Chart:
    """What was spent of each programme's budget: outline pagu, filled realisasi."""
    table = result.by_programme
    rows = [
        Mark(f"{row['program']} ({row['tahun']})", row["realisasi"], wording.percent(row["share"]))
        for row in table.to_dict("records")
    ]
    return Chart(
        figure=marks.bars(rows, table["pagu"].tolist()),
        title=f"Realisasi {wording.percent(result.share)} dari pagu",
        subtitle=f"Garis tepi: pagu {rupiah(result.pagu)}; biru: realisasi {rupiah(result.realisasi)}",
        caption=style.sentence(f"n = {wording.count(result.n)} baris anggaran, {_years(table)}", result.source, source),
        alt="Serapan anggaran: " + marks.spoken(rows),
        data=table.assign(tahun=table["tahun"].astype(str), share=table["share"] * 100).set_axis(
            ["Tahun", "Program", "Pagu (Rp)", "Realisasi (Rp)", "Serapan (%)"], axis=1
        ),
        decimals={"Serapan (%)": 1},
    )


def _years(table: pd.DataFrame) -> str:
    first, last = table["tahun"].min(), table["tahun"].max()
    return str(first) if first == last else f"{first}–{last}"


def _days(costs: TrainingCost) -> str:
    return f"{wording.day(costs.period[0])} sampai {wording.day(costs.period[1])}"
