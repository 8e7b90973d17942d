"""What the satisfaction survey says, in sentences and cards."""

from collections.abc import Sequence

import pandas as pd

from analysis.survey.compute import SkmResult
from analysis.survey.sample import Sample
from analysis.text import wording
from analysis.text.cards import Card
from data.vocabulary.periods import NAMES, frequency


def cards(result: SkmResult) -> list[Card]:
    """The index with its interval, its grade, the share of best answers, the respondents."""
    return [
        Card(
            "IKM survei",
            wording.number(result.ikm_rounded),
            f"selang 95%: {wording.counted_interval(result.ci_low, result.ci_high)}",
        ),
        Card("Mutu pelayanan", result.mutu, result.kinerja),
        Card("Jawaban terbaik (4)", wording.percent(result.top_share), "bagian dari semua jawaban"),
        Card("Responden", wording.count(result.n), wording.period_range(*result.period)),
    ]


FOLLOW_UP_LEVELS = (
    (1.0, "100%"),
    (0.8 + 1e-9, "di atas 80%"),
    (0.3, "30–80%"),
    (1e-9, "di bawah 30%"),
    (0.0, "rencana saja"),
)
"""Realised share of the plans → level, as the evaluation of service units (PEKPPP, F-02) grades follow-up."""


def sentences(result: SkmResult) -> list[str]:
    """Index, grade and interval; the elements to mend and to keep; what to distrust."""
    return [_index(result), *_clustered(result), _elements(result), *_doubts(result)]


def samples(results: Sequence[Sample]) -> list[str]:
    """How many unit-periods had enough respondents, and of how many that cannot be said."""
    known = [result for result in results if result.enough is not None]
    sentences = []
    if known:
        short = sum(not one.enough for one in known)
        sentences.append(f"Responden kurang di {short} dari {len(known)} unit dan {_noun(known)} (Krejcie–Morgan).")
    if len(known) < len(results):
        open_ones = f"{len(results) - len(known)} unit dan {_noun(results)}"
        sentences.append(f"Kecukupan responden {open_ones} tidak diketahui: volume belum lengkap.")
    return sentences


def _noun(results: Sequence[Sample]) -> str:
    return NAMES[frequency(results[0].period)]


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
    between = wording.interval(result.ci_low, result.ci_high, wording.fine(2, result.ci_low, result.ci_high))
    sure = "tidak dihitung (n terlalu kecil atau semua jawaban sama)" if between == wording.NONE else between
    return (
        f"IKM survei {wording.number(result.ikm_rounded)}, mutu {result.mutu} ({result.kinerja}); "
        f"selang kepercayaan 95% {sure}; n = {wording.count(result.n)} responden, "
        f"{wording.period_range(*result.period)}."
    )


def _clustered(result: SkmResult) -> list[str]:
    between = wording.interval(result.clustered_low, result.clustered_high)
    if wording.NONE in (between, wording.interval(result.ci_low, result.ci_high)):
        return []
    return [
        f"Selang itu menganggap tiap responden menjawab sendiri-sendiri. Bila jawaban dari unit dan periode yang sama "
        f"saling mirip, selangnya {between} (n = {wording.count(result.n_clusters)} unit-periode)."
    ]


def _elements(result: SkmResult) -> str:
    low, high = (
        wording.listing([f"{element.label} ({wording.number(element.index)})" for element in elements])
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
        doubts.append("Jawaban rendah tampak tidak terkumpul: periksa apakah formulir bernilai rendah ikut dimasukkan.")
    return doubts
