"""The survey report's chapters (BAB I–V): what the books know, and a plain word where only the office can say.

Chapters and tables follow the reports offices publish under Permen PANRB 14/2017.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from analysis.report.content.citizens import remark_counts
from analysis.report.content.follow_up import OFFICE, followed, planned
from analysis.report.content.report import (
    BLANK,
    Number,
    ReportCell,
    ReportChart,
    ReportColumn,
    ReportLine,
    ReportTable,
    Section,
    number,
)
from analysis.survey import text as survey_text
from analysis.survey.compute import Element, SkmResult
from analysis.survey.sample import Sample
from analysis.text import wording
from analysis.text.disclosure import FEWEST
from data.vocabulary.ikm import grade
from data.vocabulary.regulations import SKM_BANDS

TRAITS = {
    "jenis_kelamin": "Jenis kelamin", "usia": "Usia", "pendidikan": "Pendidikan", "pekerjaan": "Pekerjaan",
    "layanan": "Jenis layanan",
}  # fmt: skip
SMALL = f" Jumlah kurang dari {FEWEST} orang, dan yang dapat dipakai menghitungnya, tidak ditampilkan."
ELEMENT_COLUMNS = (
    ReportColumn("No", 0.4), ReportColumn("Unsur", 3.2), ReportColumn("Nilai rata-rata (1–4)"),
    ReportColumn("Nilai (25–100)"), ReportColumn("Mutu", 0.7), ReportColumn("Batas bawah 95%"),
    ReportColumn("Batas atas 95%"),
)  # fmt: skip
PROFILE_COLUMNS = (
    ReportColumn("No", 0.4), ReportColumn("Karakteristik", 2), ReportColumn("Indikator", 3), ReportColumn("Jumlah"),
    ReportColumn("Persentase"),
)  # fmt: skip
UNIT_COLUMNS = (
    ReportColumn("Unit", 3.5), ReportColumn("Periode", 1.6), ReportColumn("IKM survei"), ReportColumn("Mutu", 0.7),
    ReportColumn("Responden", 1.1),
)  # fmt: skip
TREND_COLUMNS = (
    ReportColumn("Periode", 2), ReportColumn("IKM survei"), ReportColumn("Batas bawah 95%"),
    ReportColumn("Batas atas 95%"), ReportColumn("Mutu", 0.7), ReportColumn("Responden", 1.1),
)  # fmt: skip


def element_table(result: SkmResult, earlier: SkmResult | None = None) -> ReportTable:
    """The nine elements with their 95% intervals on the scale 25–100, and their change since the `earlier` survey."""
    before = {one.key: one.index for one in earlier.elements} if earlier else {}
    change = (ReportColumn(f"Sejak {wording.short_period(earlier.period[1])}"),) if earlier else ()
    rows = tuple(
        (*_element(place, one), *((number(one.index - before[one.key], 2, signed=True),) if earlier else ()))
        for place, one in enumerate(result.elements, 1)
    )
    return ReportTable("SKM", (*ELEMENT_COLUMNS, *change), rows)


def element_chart(result: SkmResult) -> ReportChart:
    """The nine elements as bars, the lowest first."""
    ranked = sorted(result.elements, key=lambda one: one.nrr)
    return ReportChart(
        name="Grafik unsur",
        title=f"Unsur terendah: {result.lowest[0].label}",
        kind="bars",
        categories=tuple(f"{one.key} {one.label}" for one in ranked),
        lines=(ReportLine("Nilai unsur", tuple(one.index for one in ranked)),),
        spread=tuple((one.ci_low, one.ci_high) for one in ranked),
        limits=tuple((float(band["lowest"]), f"mutu {band['grade']}") for band in SKM_BANDS[:2]),
        decimals=2,
        caption=(
            f"Nilai unsur 25–100; garis: selang kepercayaan 95%; n = {wording.count(result.n)} responden, "
            f"{wording.period_range(*result.period)}."
        ),
    )


def chapters(
    result: SkmResult, profile: pd.DataFrame, samples: Sequence[Sample], trend: pd.DataFrame, rtl: pd.DataFrame,
    *, internal: bool = False,
) -> tuple[Section, ...]:  # fmt: skip
    """BAB I to BAB V and the list of what the office appends.

    `profile`: columns karakteristik, indikator, n, share (0–1). `trend`: columns period, ikm, ci_low, ci_high, n, mutu.
    `rtl`: the books' plans, as in the dataset.
    """
    return (
        _introduction(),
        _collection(result, samples),
        _results(result, profile, internal),
        _analysis(result, trend, rtl),
        Section("BAB V Kesimpulan", tuple(survey_text.sentences(result)[:2])),
        _appendix(result, rtl),
    )


def _introduction() -> Section:
    return Section(
        "BAB I Pendahuluan",
        (
            "1.1 Latar belakang. Penyelenggara pelayanan publik wajib melakukan survei kepuasan masyarakat sedikitnya "
            "sekali setahun.",
            "1.2 Dasar pelaksanaan. Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik; Permen PANRB 14/2017 "
            "tentang Pedoman Penyusunan Survei Kepuasan Masyarakat Unit Penyelenggara Pelayanan Publik.",
            "1.3 Maksud dan tujuan. Mengetahui kepuasan pengguna layanan pada sembilan unsur pelayanan, dan memilih "
            "unsur yang perlu diperbaiki lebih dahulu.",
        ),
    )


def _collection(result: SkmResult, samples: Sequence[Sample]) -> Section:
    units = wording.listing(sorted({str(unit) for unit in result.by["unit"]}))
    needed = " ".join(survey_text.samples(samples)) or "Kecukupan sampel tidak diketahui."
    return Section(
        "BAB II Pengumpulan Data SKM",
        (
            f"2.1 Pelaksana: {OFFICE}.",
            "2.2 Metode. Kuesioner sembilan unsur dengan jawaban 1 sampai 4; "
            f"{survey_text.sentences(result)[2][0].lower()}{survey_text.sentences(result)[2][1:]}",
            f"2.3 Lokasi. {units}.",
            f"2.4 Waktu. {wording.period_range(*result.period)}.",
            f"2.5 Penentuan jumlah responden. {needed}",
        ),
    )


def _results(result: SkmResult, profile: pd.DataFrame, internal: bool) -> Section:
    by_trait = tuple(
        (Number(place), TRAITS[one.karakteristik], str(one.indikator), number(one.n, 0), number(100 * one.share, 1))
        for place, one in enumerate(_rows(profile), 1)
    )
    by_unit = tuple(
        (str(row.unit), wording.period(row.period), number(row.ikm, 2), row.mutu or BLANK, number(row.n, 0))
        for row in _rows(result.by)
    )
    tables = (
        *((ReportTable("Responden", PROFILE_COLUMNS, by_trait),) if by_trait else ()),
        element_table(result),
        ReportTable("IKM survei tiap unit", UNIT_COLUMNS, by_unit),
        *remark_counts(result, internal=internal),
    )
    said = (
        f"3.1 Jumlah responden: {wording.count(result.n)}.{SMALL if profile['n'].isna().any() else ''}",
        f"3.2 Indeks kepuasan. {survey_text.sentences(result)[0]}",
    )
    return Section("BAB III Hasil Pengolahan Data", said, tables, (element_chart(result),))


def _analysis(result: SkmResult, trend: pd.DataFrame, rtl: pd.DataFrame) -> Section:
    prior, plans = planned(result, rtl)
    course = tuple(
        (
            wording.period(row.period), number(row.ikm, 2), number(row.ci_low, 2), number(row.ci_high, 2), row.mutu,
            number(row.n, 0),
        )
        for row in _rows(trend)
    )  # fmt: skip
    said = (
        f"4.1 Kelemahan dan kelebihan. {survey_text.sentences(result)[1]}",
        f"4.2 Rencana tindak lanjut. {prior}",
        f"4.3 Tren nilai SKM. {_moved(trend)}",
    )
    tables = (plans, ReportTable("Tren SKM", TREND_COLUMNS, course))
    return Section("BAB IV Analisis", said, tables if course else tables[:1])


def _moved(trend: pd.DataFrame) -> str:
    if len(trend) < 2:
        return "Baru satu periode, jadi belum ada tren."
    first, last = trend.iloc[0], trend.iloc[-1]
    change = wording.signed(last["ikm"] - first["ikm"])
    return (
        f"IKM survei {wording.number(first['ikm'])} pada {wording.period(first['period'])} menjadi "
        f"{wording.number(last['ikm'])} pada {wording.period(last['period'])} ({change} poin)."
    )


def _appendix(result: SkmResult, rtl: pd.DataFrame) -> Section:
    said, plans = followed(result.period[0], rtl)
    return Section("Lampiran", ("Dilampirkan kantor: kuesioner, olah data, dan dokumentasi.", said), (plans,))


def _element(place: int, one: Element) -> tuple[ReportCell, ...]:
    ends = (number(one.ci_low, 2), number(one.ci_high, 2))
    return (
        Number(place),
        f"{one.key} {one.label}",
        number(one.nrr, 3),
        number(one.index, 2),
        grade(one.index).mutu,
        *ends,
    )


def _rows(frame: pd.DataFrame) -> Iterator[Any]:
    """The frame's rows, their cells by name."""
    return frame.itertuples()
