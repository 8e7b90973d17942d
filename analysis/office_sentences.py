"""The survey, hours and cost results as Indonesian sentences, each made from one result object."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from analysis import wording
from analysis.closing_plan import ClosingPlan
from analysis.compliance import Compliance
from analysis.control import (
    FALSE_ALARM_AUTOCORRELATED,
    FALSE_ALARM_INDEPENDENT,
    NO_STEP,
    SCALES,
    TargetStatus,
    chosen_scale,
)
from analysis.cost import CostOfMinimum, CostPerPoint, Return, Scenario, TrainingCost, cost_of_gain
from analysis.cost_summary import BEFORE_AFTER, IMPUTATION, CostSummary
from analysis.disclosure import few
from analysis.learning import Learning, Paired
from analysis.participation import Participation
from analysis.service import ServiceTime, Share
from analysis.skm import SkmResult
from analysis.skm_sample import Sample
from data.problems import NotExported
from data.rules import JpRule

METHODS = {
    IMPUTATION: "dampak dibandingkan dengan unit yang belum terlatih",
    BEFORE_AFTER: "selisih sebelum–sesudah, yang tidak dapat membedakan pelatihan dari perubahan lain",
}
SMALL = "Tidak ditampilkan (n < 5)"
OUTREACH_CAUTION = "Hal lain dapat berubah pada hari yang sama: ini perbandingan, bukan pengaruh ajakan itu sendiri."
FALSE_ALARM = (
    "Jelas di atas atau di bawah target hanya bila kebetulan tidak dapat menjelaskan jaraknya; selain itu belum pasti. "
    f"Bila rata-rata sebenarnya tepat di target, itu keliru pada {wording.percent(FALSE_ALARM_INDEPENDENT)} unit, dan "
    f"pada {wording.percent(FALSE_ALARM_AUTOCORRELATED)} bila tiap periode mirip periode sebelumnya."
)
NO_TARGET = "Belum ada lembar target: unggah lembar dengan kolom indikator, tahun, target, dan arah."
FOLLOW_UP_LEVELS = (
    (1.0, "100%"),
    (0.8 + 1e-9, "di atas 80%"),
    (0.3, "30–80%"),
    (1e-9, "di bawah 30%"),
    (0.0, "rencana saja"),
)
"""Realised share of the plans → level, as the evaluation of service units (PEKPPP, F-02) grades follow-up."""
LIMITS = {"minimum": "paling sedikit", "maximum": "paling banyak"}


def rule(one: JpRule) -> str:
    """A JP rule with its article: "PNS paling sedikit 20 JP per tahun kalender (PP 11/2017 …)"."""
    return f"{one.status} {LIMITS[one.kind]} {wording.number(one.jp, 0)} JP per {one.period} ({one.source})"


def skm(result: SkmResult) -> list[str]:
    """Index, grade and interval; the elements to mend and to keep; what to distrust."""
    return [_index(result), _elements(result), *_doubts(result)]


def samples(results: Sequence[Sample]) -> list[str]:
    """How many unit-periods had enough respondents, and of how many that cannot be said."""
    known = [one for one in results if one.enough is not None]
    sentences = []
    if known:
        short = sum(not one.enough for one in known)
        sentences.append(f"Sampel belum memenuhi tabel Krejcie–Morgan pada {short} dari {len(known)} unit-periode.")
    if len(known) < len(results):
        sentences.append(
            f"Kecukupan sampel {len(results) - len(known)} unit-periode tidak diketahui: volume belum lengkap."
        )
    return sentences


def follow_up(rtl: pd.DataFrame) -> str:
    """How many of the plans in the books (column status: sudah, belum) were carried out, and the evaluators' level."""
    done = int((rtl["status"] == "sudah").sum())
    unknown = int(rtl["status"].isna().sum())
    left = f"; {unknown} tanpa status" if unknown else ""
    share = done / len(rtl)
    level = next(name for reached, name in FOLLOW_UP_LEVELS if share >= reached)
    return (
        f"{done} dari {len(rtl)} rencana tindak lanjut ({wording.percent(share)}) sudah dilaksanakan, "
        f"tingkat {level}{left}."
    )


def _index(result: SkmResult) -> str:
    between = wording.interval(result.ci_low, result.ci_high)
    sure = "tidak dihitung (n terlalu kecil atau semua jawaban sama)" if between == wording.NONE else between
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
    return sentences + ([_ceiling(result)] if ceiling and not few(ceiling.n) else [])


def _ceiling(result: Compliance) -> str:
    assert result.ceiling is not None
    return (
        f"PPPK: {result.ceiling.n} orang, rata-rata {wording.number(result.ceiling.mean_jp, 1)} JP; "
        f"{wording.number(result.ceiling.rule.jp, 0)} JP adalah batas atas, bukan kewajiban."
    )


def cost(result: CostSummary) -> list[str]:
    """What was spent, what each participant, hour, person at the minimum and point cost, and what is still needed."""
    sentences = [_spent(result.costs)]
    if result.minimum:
        sentences.append(_minimum(result.minimum))
    if result.point:
        sentences.append(f"{_point(result.point)} Dasarnya: {METHODS[str(result.method)]}.")
    else:
        sentences.append(
            "Biaya per poin belum dapat dihitung: perlu unit dengan kinerja sebelum dan sesudah pelatihan."
        )
    if result.scenario:
        sentences.append(_scenario(result.scenario))
    return sentences


def rupiah(value: float) -> str:
    """ "Rp1.250.000"; a dash where there is no finite value."""
    text = wording.number(value, 0)
    return text if text == wording.NONE else f"Rp{text}"


def _without_cost(participations: int) -> str:
    return f"; {wording.count(participations)} keikutsertaan tanpa catatan biaya tidak ikut" if participations else ""


def _spent(costs: TrainingCost) -> str:
    unknown = _without_cost(costs.n_without_cost)
    if not costs.n:
        return f"Belum ada catatan biaya pelatihan{unknown}."
    return (
        f"Biaya pelatihan {rupiah(costs.total)} untuk {wording.count(costs.n)} keikutsertaan: "
        f"{rupiah(costs.per_participant)} per peserta, {rupiah(costs.per_jp)} per JP{unknown}."
    )


def _minimum(minimum: CostOfMinimum) -> str:
    if not minimum.n_met:
        return f"Belum ada PNS yang mencapai batas JP pada {minimum.year}, jadi biaya per orang belum ada."
    if math.isnan(minimum.total):
        return f"Biaya pelatihan PNS pada {minimum.year} tidak tercatat, jadi biaya per orang tidak diketahui."
    return (
        f"Pada {minimum.year}, {rupiah(minimum.total)} membawa {wording.count(minimum.n_met)} PNS ke batas JP: "
        f"{rupiah(minimum.per_person)} per orang{_without_cost(minimum.n_without_cost)}."
    )


def _point(point: CostPerPoint) -> str:
    name, unit = wording.short_name(point.indicator), point.indicator.change_unit
    if point.gain <= 0:
        return f"{name} tidak membaik pada unit terlatih, jadi tidak ada harga per {unit}."
    each = f"Bila karena pelatihan, tiap {unit} perbaikan {name} berbiaya {rupiah(point.per_point)} per unit kerja"
    if point.bounded:
        return f"{each} (selang 95%: {rupiah(point.low)} sampai {rupiah(point.high)}; {point.n_units} unit)."
    if math.isnan(point.low):
        return f"{each}; selangnya tidak dihitung ({point.n_units} unit, n terlalu kecil)."
    return (
        f"{each}, tetapi selang 95% perubahannya memuat nol: sedikitnya {rupiah(point.low)}, tanpa batas atas "
        f"({point.n_units} unit)."
    )


def _scenario(scenario: Scenario) -> str:
    return (
        f"Menutup kekurangan {wording.number(scenario.jp, 0)} JP pada {wording.count(scenario.people)} PNS "
        f"diperkirakan {rupiah(scenario.middle)} ({rupiah(scenario.low)} sampai {rupiah(scenario.high)}, "
        f"dari harga per JP {wording.count(scenario.n_trainings)} pelatihan yang pernah diikuti)."
    )


def people_to_minimum(scenario: Scenario) -> str:
    """What it would cost to bring so many people from nothing to the minimum."""
    return (
        f"Membawa {wording.count(scenario.people)} PNS dari nol ke batas JP ({wording.number(scenario.jp, 0)} JP) "
        f"diperkirakan {rupiah(scenario.middle)} ({rupiah(scenario.low)} sampai {rupiah(scenario.high)}, kuartil harga "
        f"per JP {wording.count(scenario.n_trainings)} pelatihan yang pernah diikuti)."
    )


def improvement(point: CostPerPoint, gain: float, units: int) -> str:
    """What it would cost to gain so much in so many units."""
    low, middle, high = map(rupiah, cost_of_gain(point, gain, units))
    known = point.indicator
    asked = f"Memperbaiki {wording.short_name(known)} {wording.with_unit(wording.number(gain, 1), known.change_unit)}"
    if point.gain <= 0:
        return f"{asked}: tidak ada harganya, karena unit terlatih tidak membaik."
    ends = f"selang 95%: {low} sampai {high}" if point.bounded else f"sedikitnya {low}, tanpa batas atas"
    ends = "selangnya tidak dihitung" if math.isnan(point.low) else ends
    where = f"{asked} di {wording.count(units)} unit"
    return f"{where} diperkirakan {middle} ({ends}), bila sebanding dengan hasil sejauh ini."


def supposed(wished: Scenario | None, summary: CostSummary, gain: float) -> list[str]:
    """What bringing people to the minimum and what a gain of `gain` would cost, as far as the books can say."""
    found = [people_to_minimum(wished)] if wished else []
    if summary.point and summary.method:
        priced = improvement(summary.point, gain, summary.point.n_units)
        found.append(f"{priced} Dasarnya: {METHODS[summary.method]}.")
    return found


def closing_plan(plan: ClosingPlan) -> str:
    """What the cheapest way to the minimum costs, and whom it does not reach."""
    if not plan.people:
        return "Semua PNS sudah mencapai batas JP."
    if plan.uncovered == plan.people:
        return f"Tidak ada pelatihan berbiaya dan ber-JP dalam buku yang membawa {plan.people} PNS ini ke batas JP"
    left = f"; {plan.uncovered} PNS tidak terjangkau pelatihan yang pernah ada" if plan.uncovered else ""
    return f"Cara termurah menutupnya: {rupiah(plan.total)} untuk {plan.people - plan.uncovered} PNS{left}"


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
        sentences.append("Langkah dengan kurang dari 5 orang, dan yang akan membukanya, tidak ditampilkan.")
    if result.exported:
        sentences.append(str(NotExported("Umur, alasan menolak, dan nilai tes peserta")))
    elif result.reasons is None:
        sentences.append(f"Alasan menolak: {SMALL.lower()}.")
    return sentences


def targets(several: Sequence[TargetStatus]) -> str:
    """How many of the year's targets stand on each step of the scale, and at how many chance may explain the rest."""
    if not several:
        return NO_TARGET
    counts = Counter(one.step.word if one.step else NO_STEP for one in several)
    parts = [f"{counts[word]} {word}" for word in (*(step.word for step in SCALES[chosen_scale()]), NO_STEP)]
    unsure = sum(one.standing == "belum pasti" for one in several)
    return (
        f"Target {several[0].year}: {wording.listing([one for one in parts if one[:2] != '0 '])} dari {len(several)} "
        f"target unit. Pada {unsure} di antaranya jarak dari target bisa saja kebetulan."
    )


def scale() -> str:
    """The office's scale of capaian: "hijau 100% atau lebih, kuning 80% atau lebih, merah di bawahnya"."""
    *steps, last = SCALES[chosen_scale()]
    told = "".join(f"{step.word} {wording.number(step.least, 0)}% atau lebih, " for step in steps)
    return f"{told}{last.word} di bawahnya"


def _refused(refusal: Share) -> str:
    if not math.isfinite(refusal.value):
        return f"Undangan yang ditolak: {SMALL.lower()}."
    return (
        f"{wording.percent(refusal.value)} undangan ditolak (selang 95%: {wording.percent(refusal.ci_low)} sampai "
        f"{wording.percent(refusal.ci_high)}; n = {wording.count(refusal.n)} undangan)."
    )


def learning(result: Learning) -> list[str]:
    """Which levels have data, and what the test scores say."""
    have = [one.name.lower() for one in result.levels if one.available]
    lack = [one.name.lower() for one in result.levels if not (one.available or result.exported)]
    first = f"Ada data untuk tingkat {wording.listing(have)}" if have else "Belum ada tingkat yang punya data"
    sentences = [f"{first}; belum ada untuk {wording.listing(lack)}." if lack else f"{first}."]
    if result.exported:
        sentences.append(str(NotExported("Nilai tes dan formulir evaluasi")))
    if result.scores:
        sentences.append(_scores(result.scores))
    if result.n_without_pair:
        sentences.append(f"{result.n_without_pair} peserta hanya punya salah satu dari nilai pre dan post; tidak ikut.")
    if result.n_unit_rows:
        sentences.append(f"{result.n_unit_rows} baris bernilai untuk satu unit sekaligus; tidak dapat dipasangkan.")
    return sentences


def service(result: ServiceTime) -> list[str]:
    """Time taken and promise kept, then everything the figures had to do without."""
    known = math.isfinite(result.median)
    speed = (
        f"Separuh berkas selesai dalam {wording.number(result.median, 0)} menit"
        if known
        else "Terlalu banyak berkas masih terbuka untuk menghitung mediannya"
    )
    kept = f"; {wording.percent(result.on_time.value)} tepat waktu" if result.on_time.n else ""
    sentences = [f"{speed}{kept} (n = {wording.count(result.n)} berkas, {wording.period_range(*result.period)})."]
    if not result.on_time.n:
        sentences.append("Standar waktu belum diisi, jadi ketepatan waktu belum dapat dihitung.")
    if result.n_open:
        sentences.append(f"{wording.count(result.n_open)} berkas belum selesai; ikut dihitung, tidak dibuang.")
    if result.in_days:
        sentences.append(f"{wording.count(result.in_days)} berkas hanya bertanggal tanpa jam: menitnya hari penuh.")
    if result.n_wrong:
        sentences.append(f"{wording.count(result.n_wrong)} berkas tidak ikut: tanggalnya kosong atau terbalik.")
    return sentences


def benefit(result: Return, value: float, periods: float) -> str:
    """The ratio and the return, with the effect's interval carried through, and whose assumption they rest on."""
    ratio, between = wording.number(result.bcr), wording.interval(result.bcr_low, result.bcr_high)
    roi, ends = wording.number(result.roi, 0), wording.interval(result.roi_low, result.roi_high, 0)
    unsure = "tidak dihitung (n terlalu kecil)"
    return (
        f"BCR {ratio} (selang 95%: {between if between != wording.NONE else unsure}); ROI {roi}% "
        f"(selang 95%: {ends if ends != wording.NONE else unsure}). Nilai {rupiah(value)} per poin per periode selama "
        f"{wording.number(periods, 0)} periode berasal dari kantor, bukan dari data."
    )


def _scores(one: Paired) -> str:
    if not math.isfinite(one.difference):
        return f"Nilai tes: {SMALL.lower()}."
    gain = f", {wording.percent(one.gain)} dari ruang yang tersisa" if math.isfinite(one.gain) else ""
    return (
        f"Nilai tes {wording.movement(one.difference)} {wording.number(abs(one.difference), 1)} poin{gain} "
        f"(selang 95%: {wording.interval(one.ci_low, one.ci_high, 1)}; n = {wording.count(one.n)} orang)."
    )
