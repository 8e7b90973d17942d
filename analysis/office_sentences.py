"""The survey, hours and cost results as Indonesian sentences, each made from one result object."""

from __future__ import annotations

from analysis import wording
from analysis.compliance import Compliance
from analysis.skm import SkmResult
from data.rules import JpRule

LIMITS = {"minimum": "paling sedikit", "maximum": "paling banyak"}


def rule(one: JpRule) -> str:
    """A JP rule with its article: "PNS paling sedikit 20 JP per tahun kalender (PP 11/2017 …)"."""
    return f"{one.status} {LIMITS[one.kind]} {wording.number(one.jp, 0)} JP per {one.period} ({one.source})"


def skm(result: SkmResult) -> list[str]:
    """Index, grade and interval; the elements to mend and to keep; what to distrust."""
    return [_index(result), _elements(result), *_doubts(result)]


def _index(result: SkmResult) -> str:
    between = wording.interval(result.ci_low, result.ci_high)
    sure = "tidak dihitung (n terlalu kecil)" if between == wording.NONE else between
    return (
        f"IKM {wording.number(result.ikm_rounded)}, mutu {result.mutu} ({result.kinerja}); "
        f"selang kepercayaan 95% {sure}; n = {wording.count(result.n)} responden, "
        f"{wording.period_range(*result.period)}."
    )


def _elements(result: SkmResult) -> str:
    low, high = (
        wording.listing([f"{one.label} ({wording.number(one.index)})" for one in elements])
        for elements in (result.lowest, result.highest)
    )
    return f"Unsur terendah: {low}. Unsur tertinggi: {high}."


def _doubts(result: SkmResult) -> list[str]:
    same_say = {"responden": "setiap responden", "layanan": "setiap jenis layanan"}[result.pooling]
    doubts = [f"Bobot {result.weight.replace('.', ',')}; {same_say} dihitung sama."]
    if result.n_incomplete:
        doubts.append(
            f"{wording.count(result.n_incomplete)} formulir tidak lengkap: jawaban kosong dilewati, bukan dianggap 0."
        )
    if result.ceiling:
        doubts.append("IKM di atas 95: hampir tidak ada ruang naik lagi; lihat juga porsi jawaban 4 dan lama layanan.")
    if result.distribution.hard_cut:
        doubts.append(
            "Sebaran responden terpotong di sisi rendah: periksa apakah formulir bernilai rendah ikut dimasukkan."
        )
    return doubts


def compliance(result: Compliance) -> list[str]:
    """How many PNS reached the minimum, what is missing, and everyone who was left out."""
    if not result.n_pns:
        return [f"Belum ada PNS yang bertugas sepanjang {result.year} di daftar pegawai.", *_apart(result)]
    return [
        f"{result.n_met} dari {result.n_pns} PNS ({wording.percent(result.share)}) mencapai "
        f"{wording.number(result.rule.jp, 0)} JP pada {result.year}; "
        f"kurang {wording.number(result.jp_missing, 0)} JP lagi.",
        f"Aturan: {rule(result.rule)}.",
        *_apart(result),
    ]


def _apart(result: Compliance) -> list[str]:
    apart, gaps, ceiling = result.apart, result.gaps, result.ceiling
    others = wording.listing([f"{n} {status}" for status, n in apart.others.items()])
    counted = {
        f"{apart.joined} PNS masuk dan {apart.left} PNS keluar di tengah tahun, tidak ikut dihitung.": apart.joined
        or apart.left,
        f"Bukan PNS, tidak ikut dihitung: {others}.": bool(others),
        f"{gaps.without_jp} keikutsertaan tanpa JP, tidak menambah JP.": gaps.without_jp,
        f"{gaps.without_date} keikutsertaan tanpa tanggal, tidak dapat dihitung.": gaps.without_date,
        f"{gaps.unknown_people} peserta pelatihan tidak ada di daftar pegawai.": gaps.unknown_people,
        f"{gaps.units_without_staff} pelatihan satu unit tanpa pegawai di daftar, tidak menambah JP siapa pun.": (
            gaps.units_without_staff
        ),
        f"{gaps.status_from_nip} pegawai tanpa status dibaca dari NIP-nya.": gaps.status_from_nip,
    }
    sentences = [sentence for sentence, applies in counted.items() if applies]
    return sentences + ([_ceiling(result)] if ceiling else [])


def _ceiling(result: Compliance) -> str:
    assert result.ceiling is not None
    return (
        f"PPPK: {result.ceiling.n} orang, rata-rata {wording.number(result.ceiling.mean_jp, 1)} JP; "
        f"{wording.number(result.ceiling.rule.jp, 0)} JP adalah batas atas, bukan kewajiban."
    )
