"""The survey, hours, learning, service and cost results as metric cards."""

from __future__ import annotations

from math import isfinite

from analysis import cards, wording
from analysis.cards import Card
from analysis.compliance import Compliance
from analysis.skm import SkmResult


def skm(result: SkmResult) -> list[Card]:
    """The index with its interval, its grade, the share of best answers, the respondents."""
    return [
        Card("IKM", wording.number(result.ikm_rounded), f"selang 95%: {_between(result.ci_low, result.ci_high)}"),
        Card("Mutu pelayanan", result.mutu, result.kinerja),
        Card("Jawaban terbaik (4)", wording.percent(result.top_share), "bagian dari semua jawaban"),
        Card("Responden", wording.count(result.n), wording.period_range(*result.period)),
    ]


def _between(low: float, high: float, decimals: int = 2) -> str:
    return wording.interval(low, high, decimals) if isfinite(low) and isfinite(high) else "tidak dihitung"


def compliance(result: Compliance) -> list[Card]:
    """The share at the minimum, what is missing, and the PPPK's mean without a judgement."""
    found = [
        cards.compliance(result),
        Card("Masih kurang", f"{wording.number(result.jp_missing, 0)} JP", f"{result.n_pns - result.n_met} PNS"),
        Card("Rata-rata PNS", f"{wording.number(result.mean_jp, 1)} JP", f"n = {result.n_pns} PNS"),
    ]
    ceiling = result.ceiling
    if ceiling:
        note = f"n = {ceiling.n} PPPK · batas atas {wording.number(ceiling.rule.jp, 0)} JP"
        found.append(Card("Rata-rata PPPK", f"{wording.number(ceiling.mean_jp, 1)} JP", note))
    return found
