"""What training cost and bought, in sentences and cards."""

import math

from analysis.cost.compute import CostOfMinimum, CostPerPoint, Return, Scenario, TrainingCost, cost_of_gain
from analysis.cost.minimum_cost_plan import MinimumCostPlan
from analysis.cost.summary import BEFORE_AFTER, IMPUTATION, CostSummary
from analysis.text import wording
from analysis.text.cards import Card


def cards(result: CostSummary) -> list[Card]:
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


def closing(result: CostSummary, plan: MinimumCostPlan | None) -> list[Card]:
    """What closing the gap would cost: at past prices with their range, and the cheapest way."""
    found = []
    if result.scenario:
        low, high = rupiah(result.scenario.low), rupiah(result.scenario.high)
        found.append(Card("Dengan harga yang biasa", rupiah(result.scenario.middle), f"{low} sampai {high}"))
    if plan and plan.people > plan.uncovered:
        found.append(Card("Dengan pelatihan termurah", rupiah(plan.total), f"{plan.people - plan.uncovered} PNS"))
    return found


def sentences(result: CostSummary) -> list[str]:
    """What was spent, what each participant, hour, person at the minimum and point cost, and what is still needed."""
    sentences = [_spent(result.costs)]
    if result.minimum:
        sentences.append(_minimum(result.minimum))
    if result.point:
        sentences.append(f"{_point(result.point)} Dasarnya: {METHODS[str(result.method)]}.{_later(result.point)}")
    else:
        sentences.append(
            "Biaya per poin belum dapat dihitung: perlu unit dengan kinerja sebelum dan sesudah pelatihan."
        )
    if result.scenario:
        sentences.append(_scenario(result.scenario))
    return sentences


def rupiah(value: float, *beside: float) -> str:
    """ "Rp1.250.000"; a dash where there is no finite value; decimals only where it would read as nothing, or as one of
    those said `beside` it."""
    text = wording.number(value, wording.fine(0, value, *beside))
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
        return f"Belum ada PNS yang mencapai minimum JP pada {minimum.year}, jadi biaya per orang belum ada."
    if math.isnan(minimum.total):
        return f"Biaya pelatihan PNS pada {minimum.year} tidak tercatat, jadi biaya per orang tidak diketahui."
    return (
        f"Pada {minimum.year}, {rupiah(minimum.total)} membawa {wording.count(minimum.n_met)} PNS mencapai minimum JP: "
        f"{rupiah(minimum.per_person)} per orang{_without_cost(minimum.n_without_cost)}."
    )


def _prices(point: CostPerPoint) -> tuple[str, ...]:
    """The low end, the price and the high end, told apart."""
    prices = (point.low, point.per_point, point.high)
    return tuple(rupiah(one, *prices) for one in prices)


def _point(point: CostPerPoint) -> str:
    name, unit = wording.short_name(point.indicator), point.indicator.change_unit
    if point.gain <= 0:
        return f"{name} tidak membaik pada unit yang sudah dilatih, jadi tidak ada biaya per {unit}."
    low, middle, high = _prices(point)
    each = f"Bila karena pelatihan, tiap {unit} perbaikan {name} berbiaya {middle} per unit kerja"
    if point.bounded:
        return f"{each} (selang 95%: {low} sampai {high}; {point.n_units} unit)."
    if math.isnan(point.low):
        return f"{each}; selangnya tidak dihitung ({point.n_units} unit, n terlalu kecil)."
    return (
        f"{each}, tetapi selang 95% perubahannya memuat nol: sedikitnya {low}, tanpa batas atas ({point.n_units} unit)."
    )


def _later(point: CostPerPoint) -> str:
    if not point.later:
        return ""
    return f" {rupiah(point.later)} yang dikeluarkan sesudah periode terakhir yang dinilai tidak ikut dihitung."


def _scenario(scenario: Scenario) -> str:
    return (
        f"Menutup kekurangan {wording.number(scenario.jp, 0)} JP pada {wording.count(scenario.people)} PNS "
        f"diperkirakan {rupiah(scenario.middle)} ({rupiah(scenario.low)} sampai {rupiah(scenario.high)}, "
        f"dari harga per JP {wording.count(scenario.n_trainings)} pelatihan yang pernah diikuti)."
    )


def people_to_minimum(scenario: Scenario) -> str:
    """What it would cost to bring so many people from nothing to the minimum."""
    return (
        f"Membawa {wording.count(scenario.people)} PNS dari nol mencapai minimum JP "
        f"({wording.number(scenario.jp, 0)} JP) "
        f"diperkirakan {rupiah(scenario.middle)} ({rupiah(scenario.low)} sampai {rupiah(scenario.high)}, kuartil harga "
        f"per JP {wording.count(scenario.n_trainings)} pelatihan yang pernah diikuti)."
    )


def price_words(point: CostPerPoint | None) -> str:
    """What a point cost per unit, with its interval: "Rp1.250.000 (Rp800.000 sampai Rp3.000.000)"."""
    if point is None or point.gain <= 0:
        return wording.NONE
    low, middle, high = _prices(point)
    if not point.bounded:
        return f"{middle}, tanpa batas atas"
    return f"{middle} ({low} sampai {high})"


def improvement(point: CostPerPoint, gain: float, units: int) -> str:
    """What it would cost to gain so much in so many units."""
    prices = cost_of_gain(point, gain, units)
    low, middle, high = (rupiah(one, *prices) for one in prices)
    known = point.indicator
    asked = f"Memperbaiki {wording.short_name(known)} {wording.with_unit(wording.number(gain, 1), known.change_unit)}"
    if point.gain <= 0:
        return f"{asked}: tidak ada harganya, karena unit yang sudah dilatih tidak membaik."
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


def closing_plan(plan: MinimumCostPlan) -> str:
    """What the cheapest way to the minimum costs, and whom it does not reach."""
    if not plan.people:
        return "Semua PNS sudah mencapai minimum JP."
    if plan.uncovered == plan.people:
        return (
            f"Tidak ada pelatihan berbiaya dan ber-JP dalam buku yang membawa {plan.people} PNS ini mencapai minimum JP"
        )
    left = f"; {plan.uncovered} PNS tidak terjangkau pelatihan yang pernah ada" if plan.uncovered else ""
    return f"Cara termurah menutupnya: {rupiah(plan.total)} untuk {plan.people - plan.uncovered} PNS{left}"


def return_sentence(result: Return, value: float, periods: float) -> str:
    """The ratio and the return, with the effect's interval carried through, and whose assumption they rest on."""
    ratio, between = wording.number(result.bcr), wording.interval(result.bcr_low, result.bcr_high)
    roi, ends = wording.number(result.roi, 0), wording.interval(result.roi_low, result.roi_high, 0)
    unsure = "tidak dihitung (n terlalu kecil)"
    return (
        f"BCR {ratio} (selang 95%: {between if between != wording.NONE else unsure}); ROI {roi}% "
        f"(selang 95%: {ends if ends != wording.NONE else unsure}). Nilai {rupiah(value)} per poin per periode selama "
        f"{wording.number(periods, 0)} periode berasal dari kantor, bukan dari data."
    )


METHODS = {
    IMPUTATION: "dampak dibandingkan dengan unit yang belum dilatih",
    BEFORE_AFTER: "selisih sebelum dan sesudah, yang tidak dapat membedakan pelatihan dari perubahan lain",
}
