"""What the yearly minimum of training hours and the invitations say, in sentences and cards."""

import math

from analysis.competence.compliance import Compliance
from analysis.competence.participation import Participation
from analysis.stats.intervals import Share
from analysis.text import wording
from analysis.text.cards import Card
from analysis.text.disclosure import SMALL, few
from data.problems import NotExported
from data.vocabulary.regulations import JpRule


def card(result: Compliance) -> Card:
    """Share of PNS who reached the year's minimum of JP."""
    return Card(
        label=f"PNS yang sudah {wording.number(result.rule.jp, 0)} JP, {result.year}",
        value=wording.percent(result.share),
        note=f"{wording.count(result.n_met)} dari {wording.count(result.n_pns)} PNS{state(result)} · "
        f"PPPK tidak wajib {wording.number(result.rule.jp, 0)} JP",
    )


def state(result: Compliance) -> str:
    """ ", 10 bulan berjalan", or how much of a past year the books hold; nothing for a whole year."""
    if result.months == MONTHS:
        return ""
    return f", {result.months} bulan berjalan" if result.running else f", tercakup {result.months} dari {MONTHS} bulan"


def _on_track(result: Compliance) -> list[str]:
    """Who has the hours that would be on track by now, where the year is not whole."""
    if result.months == MONTHS:
        return []
    share = wording.number(result.expected_jp, 1)
    return [
        f"Data baru mencakup {result.months} dari {MONTHS} bulan {result.year}: {result.n_on_track} dari "
        f"{result.n_pns} PNS sudah {share} JP, yang sejalan dengan itu."
    ]


def cards(result: Compliance) -> list[Card]:
    """The share at the minimum, what is missing, and the PPPK's mean without a judgement."""
    found = [
        card(result),
        Card("Masih kurang", f"{wording.number(result.jp_missing, 0)} JP", f"{result.n_pns - result.n_met} PNS"),
        Card("Rata-rata PNS", f"{wording.number(result.mean_jp, 1)} JP", f"n = {result.n_pns} PNS"),
    ]
    ceiling = result.ceiling
    if ceiling:
        note = f"n = {ceiling.n} PPPK · batas atas {wording.number(ceiling.rule.jp, 0)} JP"
        found.append(Card("Rata-rata PPPK", f"{wording.number(ceiling.mean_jp, 1)} JP", note))
    return found


MONTHS = 12
OUTREACH_CAUTION = "Hal lain dapat berubah pada hari yang sama: ini perbandingan, bukan dampak ajakan itu sendiri."
LIMITS = {"minimum": "paling sedikit", "maximum": "paling banyak"}


def rule(one: JpRule) -> str:
    """A JP rule with its article: "PNS paling sedikit 20 JP per tahun kalender (PP 11/2017 …)"."""
    return f"{one.status} {LIMITS[one.kind]} {wording.number(one.jp, 0)} JP per {one.period} ({one.source})"


def sentences(result: Compliance) -> list[str]:
    """How many PNS reached the minimum, what is missing, and everyone who was left out."""
    if not result.n_pns:
        return [f"Belum ada PNS yang bertugas sepanjang {result.year} di daftar pegawai.", *_apart(result)]
    return [
        f"{result.n_met} dari {result.n_pns} PNS ({wording.percent(result.share)}) mencapai "
        f"{wording.number(result.rule.jp, 0)} JP pada {result.year}; "
        f"kurang {wording.number(result.jp_missing, 0)} JP lagi.",
        *_on_track(result),
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
    return sentences + ([_ceiling(result)] if ceiling and not few(ceiling.n) else [])


def _ceiling(result: Compliance) -> str:
    assert result.ceiling is not None
    return (
        f"PPPK: {result.ceiling.n} orang, rata-rata {wording.number(result.ceiling.mean_jp, 1)} JP; "
        f"{wording.number(result.ceiling.rule.jp, 0)} JP adalah batas atas, bukan kewajiban."
    )


def participation(result: Participation) -> list[str]:
    """What became of the invitations, how many were refused, and why as far as that may be told."""
    if not result.recorded:
        return [
            f"Dari {wording.count(result.n)} undangan, kehadirannya tidak dicatat: penolakan tidak diketahui.",
            "Isi kolom kehadiran (selesai, tidak hadir, menolak, batal) agar penolakan terbaca.",
        ]
    steps = result.funnel
    told = {"diselesaikan": steps.completed, "tidak dihadiri": steps.absent, "dibatalkan": steps.cancelled}
    parts = [f"{wording.count(n)} {name}" for name, n in told.items() if n is not None]
    sentences = [_refused(result.refusal)]
    if parts:
        sentences.append(f"Dari {wording.count(steps.invited)} undangan, {wording.listing(parts)}.")
    if steps.hidden:
        sentences.append("Langkah dengan kurang dari 5 orang, dan yang dapat dipakai menghitungnya, tidak ditampilkan.")
    if result.exported:
        sentences.append(str(NotExported("Umur, alasan menolak, dan nilai tes peserta")))
    elif result.reasons is None:
        sentences.append(f"Alasan menolak: {SMALL.lower()}.")
    return sentences


def _refused(refusal: Share) -> str:
    if not math.isfinite(refusal.value):
        return f"Undangan yang ditolak: {SMALL.lower()}."
    return (
        f"{wording.percent(refusal.value)} undangan ditolak (selang 95%: {wording.percent(refusal.ci_low)} sampai "
        f"{wording.percent(refusal.ci_high)}; n = {wording.count(refusal.n)} undangan)."
    )
