"""Charts and tables of the yearly minimum, hours by kind, invitations, refusals and outreach."""

from collections.abc import Hashable
from math import isfinite, nan
from typing import Any

import pandas as pd

from analysis.charts import marks, style
from analysis.charts.marks import HIDDEN, Mark
from analysis.charts.style import Chart
from analysis.competence import text
from analysis.competence.compliance import Compliance
from analysis.competence.participation import Funnel, Outreach, Participation
from analysis.competence.sources import Competence
from analysis.stats.intervals import Share
from analysis.text import wording

BREAKDOWNS = {"by_way": "cara", "by_form": "bentuk", "by_field": "bidang", "mix": "bagian 10 : 20 : 70"}
GROUPS = {"by_unit": "unit", "by_age": "kelompok umur", "by_experience": "pengalaman pelatihan"}


def minimum(result: Compliance, source: str) -> Chart:
    """Share of each unit's PNS at the year's minimum, lowest first."""
    units = sorted(result.units, key=lambda one: one.share)
    rows = [
        Mark(one.unit, one.share * 100, f"{one.n_met} dari {one.n_pns} ({wording.percent(one.share)})") for one in units
    ]
    whole = sum(unit.n_met == unit.n_pns for unit in units)
    jp = wording.number(result.rule.jp, 0)
    return Chart(
        figure=marks.bars(rows, when=str(result.year), shares=True),
        title=f"Semua PNS sudah {jp} JP di {whole} dari {len(units)} unit"
        if whole
        else f"Belum ada unit yang semua PNS-nya sudah {jp} JP",
        subtitle=f"Porsi PNS tiap unit yang mencapai {jp} JP (%), {result.year}{text.state(result)}",
        caption=style.sentence(f"n = {result.n_pns} PNS, semuanya dihitung: tanpa selang", result.source, source),
        alt=f"PNS yang mencapai {jp} JP: " + marks.spoken(rows),
        data=pd.DataFrame(
            {"Unit": unit.unit, "PNS": unit.n_pns, "Mencapai": unit.n_met, "Porsi (%)": unit.share * 100,
             "Kurang (JP)": unit.jp_missing}
            for unit in units
        ),
        decimals={"Porsi (%)": 1, "Kurang (JP)": 1},
    )  # fmt: skip


def missing_table(result: Compliance) -> pd.DataFrame:
    """The PNS below the minimum, with masked NIP, and what each still needs."""
    below = result.people[~result.people["met"]]
    return below[["nip", "unit", "jp", "missing"]].set_axis(["NIP", "Unit", "JP", "Kurang (JP)"], axis=1)


def hours(result: Competence, table: str, source: str) -> Chart:
    """Where the hours come from; `table` is one of BREAKDOWNS."""
    groups: pd.DataFrame = getattr(result, table)
    rows = [
        Mark(str(row["group"]), row["jp"], f"{wording.number(row['jp'], 0)} JP ({wording.percent(row['share'])})")
        for row in groups.to_dict("records")
    ]
    most = groups.iloc[0]
    return Chart(
        figure=marks.bars(rows, when=_days(result.period)),
        title=f"Jam terbanyak: {most['group']} ({wording.percent(most['share'])})",
        subtitle=f"JP yang diselesaikan menurut {BREAKDOWNS[table]}, {_days(result.period)}",
        caption=style.sentence(
            f"n = {wording.count(result.n)} keikutsertaan, {wording.count(result.people)} orang",
            _without_jp(result.without_jp),
            result.source,
            source,
        ),
        alt=f"JP menurut {BREAKDOWNS[table]}: " + marks.spoken(rows),
        data=groups.assign(share=groups["share"] * 100).set_axis(
            ["Kelompok", "Keikutsertaan", "Orang", "JP", "Porsi JP (%)"], axis=1
        ),
        decimals={"JP": 1, "Porsi JP (%)": 1},
    )


def funnel(result: Participation, source: str) -> Chart:
    """From the invitations to those who passed."""
    steps = result.funnel
    counts = {
        "Diundang": steps.invited, "Selesai": steps.completed, "Tidak hadir": steps.absent, "Menolak": steps.refused,
        "Batal": steps.cancelled,
    }  # fmt: skip
    if not result.exported:
        counts["Selesai dengan nilai akhir"] = steps.tested
    if steps.pass_mark is not None and not result.exported:
        counts[f"Lulus (nilai ≥ {wording.number(steps.pass_mark, 0)})"] = steps.passed
    rows = [Mark(name, nan, HIDDEN) if n is None else Mark(name, n, wording.count(n)) for name, n in counts.items()]
    return Chart(
        figure=marks.bars(rows, when=_days(result.period)),
        title=_completed(steps),
        subtitle=f"Undangan pelatihan (orang × pelatihan), {_days(result.period)}",
        caption=_participants(result, source),
        alt="Undangan pelatihan: " + marks.spoken(rows),
        data=pd.DataFrame(
            {
                "Langkah": list(counts),
                "Undangan": pd.array(list(counts.values()), dtype="Int64"),
                "Keterangan": [HIDDEN if n is None else "" for n in counts.values()],
            }
        ),
        decimals={},
    )


def _completed(steps: Funnel) -> str:
    if steps.completed is None:
        return f"{wording.count(steps.invited)} undangan pelatihan"
    return f"{wording.count(steps.completed)} dari {wording.count(steps.invited)} undangan diselesaikan"


def refusals(result: Participation, table: str, source: str) -> Chart:
    """Share of invitations refused by group; `table` is one of GROUPS. Small groups stay hidden."""
    groups: pd.DataFrame = getattr(result, table)
    rows = [
        Mark(str(row["group"]), row["share"] * 100, _refused(row), row["ci_low"] * 100, row["ci_high"] * 100)
        for row in groups.to_dict("records")
    ]
    return Chart(
        figure=marks.dots(rows, when=_days(result.period), shares=True),
        title=f"Undangan yang ditolak menurut {GROUPS[table]}",
        subtitle=f"Porsi undangan yang ditolak (%) dengan selang 95%, {_days(result.period)}",
        caption=_participants(result, source),
        alt=f"Undangan yang ditolak menurut {GROUPS[table]}: " + marks.spoken(rows),
        data=refusals_table(groups),
        decimals={"Porsi (%)": 1, "Batas bawah 95%": 1, "Batas atas 95%": 1},
    )


def refusals_table(groups: pd.DataFrame) -> pd.DataFrame:
    """Invitations and refusals by group; small groups stay hidden."""
    scaled = groups.assign(**{name: groups[name] * 100 for name in ("share", "ci_low", "ci_high")})
    return pd.DataFrame(
        {"Kelompok": scaled["group"].astype(str), "Undangan": scaled["invited"], "Ditolak": scaled["refused"],
         "Porsi (%)": scaled["share"], "Batas bawah 95%": scaled["ci_low"], "Batas atas 95%": scaled["ci_high"],
         "Keterangan": [HIDDEN if hidden else "" for hidden in scaled["hidden"]]}
    )  # fmt: skip


def reasons(result: Participation, source: str) -> Chart:
    """Why invitations were refused; only for a result whose reasons may be told."""
    assert result.reasons is not None
    rows = [Mark(str(row["alasan"]), row["n"], wording.count(row["n"])) for row in result.reasons.to_dict("records")]
    return Chart(
        figure=marks.bars(rows, when=_days(result.period)),
        title="Alasan menolak undangan pelatihan",
        subtitle=f"Banyak penolakan menurut alasannya, {_days(result.period)}",
        caption=_participants(result, source),
        alt="Alasan menolak: " + marks.spoken(rows),
        data=result.reasons.set_axis(["Alasan", "Penolakan"], axis=1),
        decimals={},
    )


def outreach(result: Outreach, name: str, source: str) -> Chart:
    """Share of invitations refused in the months before and after an outreach."""
    sides = {"Sebelum": result.before, "Sesudah": result.after}
    rows = [Mark(side, one.value * 100, _side(one), one.ci_low * 100, one.ci_high * 100) for side, one in sides.items()]
    return Chart(
        figure=marks.dots(rows, shares=True),
        title=_moved(result),
        subtitle=f"Undangan ditolak (%), {result.months} bulan sebelum dan sesudah {name}, {wording.day(result.day)}",
        caption=style.sentence(f"n = {result.before.n + result.after.n} undangan", _by_how_much(result), source),
        alt="Undangan yang ditolak: " + marks.spoken(rows),
        data=pd.DataFrame(
            {"Sisi": side, "Porsi (%)": one.value * 100, "Batas bawah 95%": one.ci_low * 100,
             "Batas atas 95%": one.ci_high * 100, "n": one.n, "Keterangan": "" if isfinite(one.value) else HIDDEN}
            for side, one in sides.items()
        ),
        decimals={"Porsi (%)": 1, "Batas bawah 95%": 1, "Batas atas 95%": 1},
    )  # fmt: skip


def _moved(result: Outreach) -> str:
    """The direction, only where chance cannot explain it."""
    if not result.direction:
        return "Penolakan belum jelas berubah sesudahnya"
    return f"Penolakan {wording.movement(result.direction)} sesudahnya"


def _side(one: Share) -> str:
    return f"{wording.percent(one.value) if isfinite(one.value) else HIDDEN} · n = {wording.count(one.n)}"


def _by_how_much(result: Outreach) -> str:
    if not isfinite(result.difference):
        return "selisih dan selangnya tidak ditampilkan: kurang dari 5 orang di salah satu sisi"
    low, high = (wording.signed(end * 100, 1) for end in (result.ci_low, result.ci_high))
    return f"selisih {wording.signed(result.difference * 100, 1)} poin persen (95%: {low} sampai {high})"


def _refused(row: dict[Hashable, Any]) -> str:
    return HIDDEN if row["hidden"] else f"{wording.percent(row['share'])} · n = {wording.count(int(row['invited']))}"


def _participants(result: Participation, source: str) -> str:
    n = f"n = {wording.count(result.n)} undangan, {wording.count(result.people)} orang"
    return style.sentence(n, result.source, source)


def _without_jp(n: int) -> str:
    return f"{wording.count(n)} keikutsertaan tanpa JP" if n else ""


def _days(period: tuple[pd.Timestamp, pd.Timestamp]) -> str:
    return f"{wording.day(period[0])} sampai {wording.day(period[1])}"
