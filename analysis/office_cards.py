"""The survey, hours, learning, service and cost results as metric cards."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from analysis import cards, wording
from analysis.cards import Card
from analysis.closing_plan import ClosingPlan
from analysis.compliance import Compliance
from analysis.cost_summary import CostSummary
from analysis.learning import Learning, Paired, Reaction
from analysis.office_sentences import SMALL, rupiah
from analysis.service import Complaints, ServiceTime, Share
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


def learning(result: Learning) -> list[Card]:
    """Every measure of the participants that the books hold."""
    found = [result.scores, result.behaviour, result.motivation, result.confidence]
    rated = [reaction(result.reaction)] if result.reaction else []
    return rated + measures([one for one in found if one])


def measures(several: Sequence[Paired]) -> list[Card]:
    """Each measure after training, and its change since before."""
    return [_paired(one) for one in several]


def service(result: ServiceTime, complaints: Complaints | None) -> list[Card]:
    """Median and p90, on time, returned, backlog, complaints."""
    found = [
        Card("Median lama layanan", _minutes(result.median), _range_of(result.median_low, result.median_high)),
        Card("P90 lama layanan", _minutes(result.p90), _range_of(result.p90_low, result.p90_high)),
        _share("Tepat waktu", result.on_time),
        _share("Berkas dikembalikan", result.returned),
        Card("Masih terbuka", f"{wording.count(result.n_open)} berkas", f"dari {wording.count(result.n)} berkas"),
    ]
    return [*found, complained(complaints)] if complaints else found


def complained(result: Complaints) -> Card:
    """Complaints per 1,000 cases."""
    between = _between(result.ci_low, result.ci_high, 1)
    note = f"selang 95%: {between} · {wording.count(result.complaints)} pengaduan"
    return Card("Pengaduan per 1.000", wording.number(result.rate, 1), note)


def cost(result: CostSummary) -> list[Card]:
    """What was spent, per participant, per hour, and per person at the minimum."""
    costs, minimum = result.costs, result.minimum
    found = [
        Card("Biaya pelatihan", rupiah(costs.total), f"{wording.count(costs.n)} keikutsertaan dengan biaya"),
        Card("Per peserta", rupiah(costs.per_participant), f"n = {wording.count(costs.n)}"),
        Card("Per JP", rupiah(costs.per_jp), "keikutsertaan dengan biaya dan JP"),
    ]
    if minimum:
        note = f"{minimum.year} · n = {wording.count(minimum.n_met)} PNS"
        found.append(Card("Per PNS yang mencapai JP", rupiah(minimum.per_person), note))
    return found


def closing(result: CostSummary, plan: ClosingPlan | None) -> list[Card]:
    """What closing the gap would cost: at past prices with their range, and the cheapest way."""
    found = []
    if result.scenario:
        low, high = rupiah(result.scenario.low), rupiah(result.scenario.high)
        found.append(Card("Dengan harga yang biasa", rupiah(result.scenario.middle), f"{low} sampai {high}"))
    if plan and plan.people > plan.uncovered:
        found.append(Card("Dengan pelatihan termurah", rupiah(plan.total), f"{plan.people - plan.uncovered} PNS"))
    return found


def _paired(one: Paired) -> Card:
    if not isfinite(one.difference):
        return Card(one.measure, wording.NONE, SMALL)
    sure = isfinite(one.ci_low) and not one.ci_low <= 0 <= one.ci_high
    between = wording.interval(one.ci_low, one.ci_high, 1)
    return Card(
        label=one.measure,
        value=wording.number(one.after, 1),
        change=wording.signed(one.difference, 1),
        good=one.difference > 0 if sure else None,
        note=f"dari {wording.number(one.before, 1)} · selang 95%: {between} · n = {wording.count(one.n)} orang",
    )


def reaction(one: Reaction) -> Card:
    """How participants rated the training."""
    if not isfinite(one.mean):
        return Card("Reaksi peserta", wording.NONE, SMALL)
    between = _between(one.ci_low, one.ci_high, 1)
    return Card("Reaksi peserta", wording.number(one.mean, 1), f"selang 95%: {between} · n = {one.n} orang")


def _share(label: str, one: Share) -> Card:
    if not one.n:
        return Card(label, wording.NONE, "tidak tercatat")
    low, high = wording.percent(one.ci_low), wording.percent(one.ci_high)
    return Card(label, wording.percent(one.value), f"selang 95%: {low} sampai {high} · n = {wording.count(one.n)}")


def _minutes(value: float) -> str:
    return wording.with_unit(wording.number(value, 0), "menit")


def _range_of(low: float, high: float) -> str:
    return f"selang 95%: {_between(low, high, 0)}"
