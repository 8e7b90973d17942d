"""Draw the order in which units are trained by lot, so that the next question can be answered without doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from analysis import wording


@dataclass(frozen=True, slots=True)
class Wave:
    """The units trained together; wave 0 is the comparison group, trained last or not at all."""

    number: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A draw that anyone can repeat: the same units and seed give the same waves. `digest` fingerprints all three."""

    waves: tuple[Wave, ...]
    comparison: Wave
    seed: int
    digest: str


def draw_waves(units: Sequence[str], *, waves: int, seed: int, comparison: int = 3) -> Plan:
    """Deal `units` into `waves` of (nearly) equal size after setting `comparison` units aside, all by lot.

    The order in which units are named does not matter. With the dates dealt this way the randomisation test is exact
    (Fisher 1935). Raises ValueError, in Indonesian, for doubled names or too few units.
    """
    names = sorted(units)
    _refuse(names, waves, comparison)
    lot = [str(name) for name in np.random.default_rng(seed).permutation(names)]
    aside, rest = lot[:comparison], lot[comparison:]
    dealt = tuple(Wave(k + 1, tuple(sorted(rest[k::waves]))) for k in range(waves))
    last = Wave(0, tuple(sorted(aside)))
    return Plan(dealt, last, seed, _digest(names, dealt, last, seed))


def is_genuine(plan: Plan) -> bool:
    """Does drawing again from the plan's own units and seed give the plan?"""
    units = [name for wave in (*plan.waves, plan.comparison) for name in wave.units]
    try:
        return draw_waves(units, waves=len(plan.waves), seed=plan.seed, comparison=len(plan.comparison.units)) == plan
    except ValueError:
        return False


def plan_words(plan: Plan) -> tuple[str, ...]:
    """One Indonesian line a wave, and one that records the draw."""
    lines = [f"Gelombang {wave.number}: {wording.listing(wave.units)}." for wave in plan.waves]
    lines.append(f"Pembanding (dilatih terakhir): {wording.listing(plan.comparison.units)}.")
    lines.append(f"Diundi dengan angka awal {plan.seed}; sidik undian {plan.digest[:12]}.")
    return tuple(lines)


def _refuse(names: Sequence[str], waves: int, comparison: int) -> None:
    if len(set(names)) < len(names):
        raise ValueError("Ada nama unit yang ditulis dua kali; perbaiki daftar unit dahulu.")
    if waves < 1 or comparison < 0:
        raise ValueError("Jumlah gelombang paling sedikit satu dan jumlah pembanding tidak boleh negatif.")
    if len(names) < waves + comparison:
        raise ValueError(f"{len(names)} unit tidak cukup untuk {waves} gelombang dan {comparison} unit pembanding.")


def _digest(names: Sequence[str], waves: tuple[Wave, ...], comparison: Wave, seed: int) -> str:
    return sha256(repr((tuple(names), waves, comparison, seed)).encode()).hexdigest()
