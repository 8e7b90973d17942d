"""Charts of the satisfaction survey: the nine elements, the services, the course, and how respondents spread."""

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.charts import marks, style
from analysis.charts.marks import HIDDEN, Mark
from analysis.charts.style import Chart
from analysis.survey.compute import SkmResult
from analysis.survey.sample import Sample
from analysis.text import wording
from data.vocabulary.events import EVENTS, Event
from data.vocabulary.regulations import SKM_SCALE

TRAITS = {
    "jenis_kelamin": "Jenis kelamin", "usia": "Usia", "pendidikan": "Pendidikan", "pekerjaan": "Pekerjaan",
    "layanan": "Layanan",
}  # fmt: skip
ENDS = ("Batas bawah 95%", "Batas atas 95%")
INDEX_COLUMNS = ["IKM survei", *ENDS, "n", "Mutu"]
INTERVAL = ["ikm", "ci_low", "ci_high"]
QUARTERS = ("TW I", "TW II", "TW III", "TW IV")


def index_decimals(intervals: Iterable[Sequence[float]]) -> int:
    """Two decimals of an index, or as many as keep every one apart from the ends of its interval."""
    return max((wording.fine(2, *one) for one in intervals), default=2)


def elements(result: SkmResult, source: str) -> Chart:
    """The nine elements on the 25–100 scale with their intervals, lowest first."""
    ranked = sorted(result.elements, key=lambda one: one.index)
    rows = [Mark(one.label, one.index, wording.number(one.index), one.ci_low, one.ci_high) for one in ranked]
    decimals = index_decimals((one.index, one.ci_low, one.ci_high) for one in ranked)
    return Chart(
        figure=marks.dots(rows, reference=result.ikm, when=wording.period_range(*result.period)),
        title=f"Terendah: {ranked[0].label} ({wording.number(ranked[0].index)})",
        subtitle="Indeks tiap unsur (25–100) dengan selang 95%; garis titik: IKM survei",
        caption=_caption(result, source),
        alt="Indeks tiap unsur: " + marks.spoken(rows),
        data=pd.DataFrame(
            {"Unsur": one.label, "NRR": one.nrr, "Indeks": one.index, "Batas bawah 95%": one.ci_low,
             "Batas atas 95%": one.ci_high, "Jawaban 4 (%)": one.top_share * 100, "n": one.n}
            for one in ranked
        ),
        decimals={"NRR": 3, "Jawaban 4 (%)": 1} | dict.fromkeys(("Indeks", *ENDS), decimals),
    )  # fmt: skip


def services(result: SkmResult, source: str) -> Chart:
    """The index of each service, lowest first."""
    table = result.services.sort_values("ikm", ignore_index=True)
    rows = [
        Mark(
            row["layanan"],
            row["ikm"],
            f"{wording.number(row['ikm'])} · n = {wording.count(row['n'])}",
            row["ci_low"],
            row["ci_high"],
        )
        for row in table.to_dict("records")
    ]
    lowest = table.iloc[0]
    return Chart(
        figure=marks.dots(rows, reference=result.ikm, when=wording.period_range(*result.period)),
        title=f"IKM survei terendah: {lowest['layanan']} ({wording.number(lowest['ikm'])})",
        subtitle="IKM survei tiap layanan (25–100) dengan selang 95%; garis titik: semua layanan",
        caption=_caption(result, source),
        alt="IKM survei tiap layanan: " + marks.spoken(rows),
        data=table.set_axis(["Layanan", *INDEX_COLUMNS], axis=1),
        decimals=dict.fromkeys(INDEX_COLUMNS[:3], index_decimals(table[INTERVAL].to_numpy(float))),
    )


def course(trend: pd.DataFrame, source: str, events: Sequence[Event] = EVENTS) -> Chart:
    """The index period after period with its interval; from `skm.trend`."""
    fig, letters = marks.course(trend, "ikm", events, _said(trend), "ci_low", "ci_high")
    first, last = trend.iloc[0], trend.iloc[-1]
    decimals = wording.fine(2, first["ikm"], last["ikm"])
    begun, ended = (wording.number(one["ikm"], decimals) for one in (first, last))
    return Chart(
        figure=fig,
        title=f"IKM survei {wording.movement(last['ikm'] - first['ikm'], decimals)} dari {begun} ke {ended}",
        subtitle=f"IKM survei (25–100) dengan selang 95%, {wording.period_range(first['period'], last['period'])}",
        caption=style.sentence(letters, f"n = {wording.count(int(trend['n'].sum()))} responden", source),
        alt=f"IKM survei {wording.period(first['period'])} {begun}, {wording.period(last['period'])} {ended}.",
        data=trend.set_axis(["Periode", *INDEX_COLUMNS], axis=1),
        decimals=dict.fromkeys(INDEX_COLUMNS[:3], index_decimals(trend[INTERVAL].to_numpy(float))),
    )


def _said(trend: pd.DataFrame) -> list[str]:
    return [
        f"{wording.period(row['period'])}: IKM survei {wording.number(row['ikm'])}"
        f"<br>selang 95%: {wording.interval(row['ci_low'], row['ci_high'])} · n = {wording.count(row['n'])}"
        for row in trend.to_dict("records")
    ]


def spread(result: SkmResult, source: str) -> Chart:
    """How many respondents have each index of their own."""
    bars = result.distribution.bars
    cut = {True: "Jawaban rendah tampak tidak terkumpul", False: "Jawaban rendah ikut terkumpul", None: None}
    places, counts = bars["index"].tolist(), bars["n"].tolist()
    said = [f"indeks {wording.number(at)}: {wording.count(n)} responden" for at, n in zip(places, counts, strict=True)]
    return Chart(
        figure=marks.columns(places, counts, SKM_SCALE / 9 * 0.8, said),
        title=cut[result.distribution.hard_cut] or "Sebaran responden menurut indeksnya sendiri",
        subtitle="Banyak responden menurut indeks sembilan jawabannya (25–100)",
        caption=_caption(result, source),
        alt=f"Sebaran {wording.count(result.n)} responden menurut indeksnya sendiri.",
        data=bars.set_axis(["Indeks", "Responden"], axis=1),
        decimals={"Indeks": 2},
    )


def by_unit(result: SkmResult) -> pd.DataFrame:
    """Index with its interval, respondents and grade of each unit and period."""
    return result.by.set_axis(["Unit", "Periode", *INDEX_COLUMNS], axis=1)


def profile_table(profile: pd.DataFrame) -> pd.DataFrame:
    """Who answered; from `skm.profile`."""
    return pd.DataFrame(
        {
            "Karakteristik": profile["karakteristik"].map(TRAITS),
            "Indikator": profile["indikator"],
            "Jumlah": profile["n"],
            "Persentase (%)": profile["share"] * 100,
            "Keterangan": [HIDDEN if told else "" for told in profile["n"].isna()],
        }
    )


def action_plan(result: SkmResult) -> pd.DataFrame:
    """The follow-up plan (RTL) to be filled in: the three lowest elements first in line, the rest of each row blank."""
    return pd.DataFrame(
        {"No": place, "Prioritas unsur": f"{one.label} ({wording.number(one.index)})", "Program/kegiatan": "",
         **dict.fromkeys(QUARTERS, ""), "Penanggung jawab": "", "Status tindak lanjut": ""}
        for place, one in enumerate(result.lowest, start=1)
    )  # fmt: skip


def goals_table(goals: pd.DataFrame) -> pd.DataFrame:
    """Each year's index against its target; from `office.survey_goals`."""
    named = goals.set_axis(
        ["Tahun", "Target", *INDEX_COLUMNS[:3], "Capaian (%)", "Status", "Terhadap target"],
        axis=1,
    )
    return named.astype({"Tahun": str})


def follow_up(rtl: pd.DataFrame) -> pd.DataFrame:
    """The follow-up plans in the books and what became of them; `rtl` as in the dataset."""
    columns = {
        "tahun": "Tahun", "unsur": "Prioritas unsur", "program": "Program/kegiatan", "waktu": "Triwulan",
        "penanggung_jawab": "Penanggung jawab", "status": "Status tindak lanjut",
    }  # fmt: skip
    return rtl[list(columns)].rename(columns=columns).astype({"Tahun": str})


def follow_up_years(rtl: pd.DataFrame) -> pd.DataFrame:
    """Plans of each year, how many were carried out, and the share."""
    years = rtl["status"].eq("sudah").groupby(rtl["tahun"])
    return pd.DataFrame(
        {"Tahun": year, "Rencana": len(done), "Realisasi": int(done.sum()), "Tindak lanjut (%)": 100 * done.mean()}
        for year, done in years
    ).astype({"Tahun": str})


def samples_table(samples: Sequence[Sample]) -> pd.DataFrame:
    """Respondents of each unit and period against the number needed for its service users."""
    words = {True: "Sesuai", False: "Belum sesuai", None: "volume belum lengkap"}
    return pd.DataFrame(
        {"Unit": sample.office, "Periode": sample.period, "Responden": sample.n, "Pengguna layanan": sample.population,
         "Sampel minimal": sample.needed, "Status": words[sample.enough]}
        for sample in samples
    ).astype({"Pengguna layanan": "Int64", "Sampel minimal": "Int64"})  # fmt: skip


def _caption(result: SkmResult, source: str) -> str:
    period = wording.period_range(*result.period)
    return style.sentence(f"n = {wording.count(result.n)} responden", period, result.source, source)
