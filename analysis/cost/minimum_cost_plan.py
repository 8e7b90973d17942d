"""The cheapest trainings that bring every PNS to the yearly minimum of hours."""

from collections import Counter
from dataclasses import dataclass
from math import ceil, inf

import pandas as pd

from analysis.competence.compliance import counted_pns
from analysis.cost.compute import SOURCE, UNIT
from data.panel.attendance import completed
from data.panel.dataset import Dataset
from data.problems import NoAnswer, NotExported
from data.vocabulary.regulations import jp_rule


@dataclass(frozen=True, slots=True)
class Offer:
    """A training that can be taken again: its JP and mean price per participant, as seen in the books."""

    name: str
    jp: float
    price: float


@dataclass(frozen=True, slots=True)
class MinimumCostPlan:
    """Places to book in each training, and what they cost together.

    trainings: columns nama_pelatihan, places, jp (of one place), price (of one place), total. uncovered counts PNS whom
    no set of trainings they have not taken this year would bring to the minimum; they are in no place.
    """

    year: int
    people: int
    uncovered: int
    total: float
    trainings: pd.DataFrame
    unit: str = UNIT
    source: str = SOURCE

    @property
    def n(self) -> int:
        """PNS below the minimum."""
        return self.people

    @property
    def period(self) -> pd.Period:
        """The calendar year."""
        return pd.Period(str(self.year), freq="Y")


def minimum_cost_plan(pegawai: pd.DataFrame, pelatihan: pd.DataFrame, year: int) -> MinimumCostPlan:
    """The cheapest set of trainings for each PNS below the year's minimum; NoAnswer where no rule was in force.

    Prices are means of what was paid, JP medians of what was credited. Nobody takes a training twice in a year.
    """
    rule = jp_rule("PNS", year)
    if rule is None:
        raise NoAnswer(f"Belum ada aturan JP minimum PNS untuk tahun {year}.")
    people = completed(pegawai, pelatihan)
    in_year = people[people["date"].dt.year == year]
    jp, taken = in_year.groupby("nip")["jp"].sum(), in_year.groupby("nip")["nama_pelatihan"].agg(set)
    offers = offers_in(people)
    needs = [(rule.jp - jp.get(nip, 0.0), frozenset(taken.get(nip, ()))) for nip in counted_pns(pegawai, year)]
    sets = [cheapest([offer for offer in offers if offer.name not in had], need) for need, had in needs if need > 0]
    return _plan(year, sets)


def offers_in(people: pd.DataFrame) -> list[Offer]:
    """The trainings among completed participations (columns nama_pelatihan, jp, biaya) that state both JP and cost."""
    groups = people.groupby("nama_pelatihan")
    table = pd.DataFrame({"jp": groups["jp"].median(), "price": groups["biaya"].mean()}).dropna()
    return [Offer(str(name), jp, price) for name, jp, price in table[table["jp"] > 0].itertuples()]


def cheapest(offers: list[Offer], need: float) -> tuple[Offer, ...] | None:
    """The set of different offers with the lowest price whose JP reach `need`; fewer trainings where prices tie.

    None where all of them together do not. JP are compared in tenths (0/1 knapsack, exact).
    """
    steps = max(ceil(round(need * 10, 6)), 0)
    best: list[tuple[float, tuple[Offer, ...]]] = [(0.0, ()), *[(inf, ())] * steps]
    for offer in offers:
        reach = int(round(offer.jp * 10, 6))
        for step in range(steps, 0, -1):
            price, chosen = best[max(step - reach, 0)]
            candidate = (price + offer.price, (*chosen, offer))
            if _rank(candidate) < _rank(best[step]):
                best[step] = candidate
    return best[steps][1] if best[steps][0] < inf else None


def _rank(candidate: tuple[float, tuple[Offer, ...]]) -> tuple[float, int]:
    return round(candidate[0], 6), len(candidate[1])


def _plan(year: int, sets: list[tuple[Offer, ...] | None]) -> MinimumCostPlan:
    places = Counter(offer for chosen in sets if chosen for offer in chosen)
    rows = [(offer.name, count, offer.jp, offer.price, count * offer.price) for offer, count in places.most_common()]
    trainings = pd.DataFrame(rows, columns=["nama_pelatihan", "places", "jp", "price", "total"])
    uncovered = sum(chosen is None for chosen in sets)
    return MinimumCostPlan(year, len(sets), uncovered, float(trainings["total"].sum()), trainings)


def cheapest_plan(dataset: Dataset, year: int) -> MinimumCostPlan:
    """The cheapest way to the year's minimum; NotExported for a region, whose trainings have no cost."""
    if dataset.exported:
        raise NotExported("Biaya pelatihan")
    return minimum_cost_plan(dataset.pegawai, dataset.pelatihan, year)
