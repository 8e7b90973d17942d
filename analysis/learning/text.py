"""What participants learnt and how they felt, in sentences and cards."""

import math
from collections.abc import Sequence
from math import isfinite

from analysis.learning.compute import Learning, Paired, Reaction
from analysis.text import wording
from analysis.text.cards import Card
from analysis.text.disclosure import SMALL
from data.problems import NotExported


def cards(result: Learning) -> list[Card]:
    """Every measure of the participants that the books hold."""
    found = [result.scores, result.behaviour, result.motivation, result.confidence]
    rated = [reaction(result.reaction)] if result.reaction else []
    return rated + measures([one for one in found if one])


def measures(several: Sequence[Paired]) -> list[Card]:
    """Each measure after training, and its change since before."""
    return [_paired(one) for one in several]


def _paired(one: Paired) -> Card:
    if not isfinite(one.difference):
        return Card(one.measure, wording.NONE, SMALL)
    sure = isfinite(one.ci_low) and not one.ci_low <= 0 <= one.ci_high
    decimals = change_decimals(one)
    between = wording.interval(one.ci_low, one.ci_high, decimals)
    return Card(
        label=one.measure,
        value=wording.number(one.after, decimals),
        change=wording.signed(one.difference, decimals),
        good=one.difference > 0 if sure else None,
        note=f"dari {wording.number(one.before, decimals)} · selang 95%: {between} · n = {wording.count(one.n)} orang",
    )


def change_decimals(one: Paired) -> int:
    """One decimal, or as many as keep the change's sign, its interval's ends and the two levels apart."""
    return max(wording.fine(1, one.difference, one.ci_low, one.ci_high), wording.fine(1, one.before, one.after))


def reaction(one: Reaction) -> Card:
    """How participants rated the training."""
    if not isfinite(one.mean):
        return Card("Reaksi peserta", wording.NONE, SMALL)
    between = wording.counted_interval(one.ci_low, one.ci_high, 1)
    return Card("Reaksi peserta", wording.number(one.mean, 1), f"selang 95%: {between} · n = {one.n} orang")


def sentences(result: Learning) -> list[str]:
    """Which levels have data, and what the test scores say."""
    have = [level.name.lower() for level in result.levels if level.available]
    lack = [level.name.lower() for level in result.levels if not (level.available or result.exported)]
    first = f"Ada data untuk tingkat {wording.listing(have)}" if have else "Belum ada tingkat yang punya data"
    sentences = [f"{first}; belum ada untuk {wording.listing(lack)}." if lack else f"{first}."]
    if result.exported:
        sentences.append(str(NotExported("Nilai tes dan formulir evaluasi")))
    if result.scores:
        sentences.append(_scores(result.scores))
    if result.n_without_pair:
        sentences.append(f"{result.n_without_pair} peserta tanpa salah satu dari nilai tes awal dan akhir; tidak ikut.")
    if result.n_unit_rows:
        sentences.append(f"{result.n_unit_rows} baris bernilai untuk satu unit sekaligus; tidak dapat dipasangkan.")
    return sentences


def _scores(one: Paired) -> str:
    if not math.isfinite(one.difference):
        return f"Nilai tes: {SMALL.lower()}."
    gain = f", {wording.percent(one.gain)} dari ruang yang tersisa" if math.isfinite(one.gain) else ""
    decimals = change_decimals(one)
    return (
        f"Nilai tes {wording.moved(one.difference, decimals)} poin{gain} "
        f"(selang 95%: {wording.interval(one.ci_low, one.ci_high, decimals)}; n = {wording.count(one.n)} orang)."
    )
