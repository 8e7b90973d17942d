"""Draw the order in which units are trained by lot, so that the next question can be answered without doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import pandas as pd

from analysis.text import wording
from data.problems import NoAnswer

REPEAT = (
    "Buka halaman Dampak, bagian Undian gelombang berikutnya; pilih unit yang sama dan isi ketiga angka di atas. "
    "Urutan dan sidiknya harus sama dengan lembar ini."
)
BEFOREHAND = (
    "Bahwa undian dibuat sebelum pelatihan: tanda tangani dan simpan lembar ini sebelum gelombang pertama dimulai."
)


@dataclass(frozen=True, slots=True)
class Wave:
    """The units trained together; wave 0 is the comparison group, trained last or not at all."""

    number: int
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RandomisationPlan:
    """A draw that anyone can repeat: the same units and seed give the same waves. `digest` fingerprints all three."""

    waves: tuple[Wave, ...]
    comparison: Wave
    seed: int
    digest: str

    @property
    def units(self) -> tuple[str, ...]:
        """All units that were dealt, the comparison group included, by name."""
        return tuple(sorted(name for wave in (*self.waves, self.comparison) for name in wave.units))


@dataclass(frozen=True, slots=True)
class AssignmentCompliance:
    """Whether units were trained in the order of a plan; `words` says so in Indonesian, or which units were not."""

    followed: bool
    words: str


def draw_waves(units: Sequence[str], *, waves: int, seed: int, comparison: int = 3) -> RandomisationPlan:
    """Deal `units` into `waves` of (nearly) equal size after setting `comparison` units aside, all by lot.

    The order in which units are named does not matter. With the dates dealt this way the randomisation test is exact
    (Fisher 1935). Raises NoAnswer, in Indonesian, for doubled names or too few units.
    """
    names = sorted(units)
    _refuse(names, waves, comparison)
    lot = [str(name) for name in np.random.default_rng(seed).permutation(names)]
    aside, rest = lot[:comparison], lot[comparison:]
    dealt = tuple(Wave(k + 1, tuple(sorted(rest[k::waves]))) for k in range(waves))
    last = Wave(0, tuple(sorted(aside)))
    return RandomisationPlan(dealt, last, seed, sha256(repr((tuple(names), dealt, last, seed)).encode()).hexdigest())


def is_genuine(plan: RandomisationPlan) -> bool:
    """Does drawing again from the plan's own units and seed give the plan?"""
    try:
        return (
            draw_waves(plan.units, waves=len(plan.waves), seed=plan.seed, comparison=len(plan.comparison.units)) == plan
        )
    except NoAnswer:
        return False


def assignment_compliance(plan: RandomisationPlan, starts: Mapping[str, pd.Period | None]) -> AssignmentCompliance:
    """Hold a plan against each unit's first trained period (None: not trained).

    Followed where every wave begun was begun whole and before the next one, and no comparison unit was trained before
    the last wave. Waves not begun yet are still to come.
    """
    named = f"undian {plan.digest[:12]} (angka acuan {plan.seed})"
    if all(starts.get(name) is None for name in plan.units):
        return AssignmentCompliance(False, f"Urutan {named} belum dijalankan: belum ada unitnya yang dilatih.")
    astray = _astray([*plan.waves, plan.comparison], starts)
    if astray:
        return AssignmentCompliance(False, f"Urutan pelatihan tidak sama dengan {named}: {wording.listing(astray)}.")
    return AssignmentCompliance(True, f"Unit dilatih menurut urutan {named}.")


def _astray(waves: Sequence[Wave], starts: Mapping[str, pd.Period | None]) -> list[str]:
    """Units left out of a wave that was begun, and units trained no later than one of an earlier wave."""
    place = {name: k for k, wave in enumerate(waves) for name in wave.units}
    begun = {name: when for name in place if (when := starts.get(name)) is not None}
    begun_waves = min(max(place[name] for name in begun), len(waves) - 2)
    left_out = {name for name in place if place[name] <= begun_waves and name not in begun}
    early = {
        name for name in begun if any(place[other] < place[name] and begun[other] >= begun[name] for other in begun)
    }
    return sorted(left_out | early)


def plan_words(plan: RandomisationPlan) -> tuple[str, ...]:
    """One Indonesian line a wave, and one that records the draw."""
    lines = [f"Gelombang {wave.number}: {wording.listing(wave.units)}." for wave in plan.waves]
    lines.append(f"Pembanding (dilatih terakhir): {wording.listing(plan.comparison.units)}.")
    lines.append(f"Diundi dengan angka acuan {plan.seed}; kode bukti undian {plan.digest[:12]}.")
    return tuple(lines)


def plan_tables(plan: RandomisationPlan) -> dict[str, pd.DataFrame]:
    """The draw as sheets: who is trained when, and how anyone can draw it again."""
    rows = [(f"Gelombang {wave.number}", unit) for wave in plan.waves for unit in wave.units]
    rows += [("Pembanding (dilatih terakhir)", unit) for unit in plan.comparison.units]
    steps = (
        ("Angka acuan undian", str(plan.seed)),
        ("Banyaknya gelombang", str(len(plan.waves))),
        ("Banyaknya unit pembanding", str(len(plan.comparison.units))),
        ("Kode bukti undian", plan.digest),
        ("Cara memeriksa", REPEAT),
        ("Yang tidak dapat diperiksa program", BEFOREHAND),
        ("Ditandatangani", ""),
    )
    return {
        "Urutan": pd.DataFrame(rows, columns=["Giliran", "Unit"]),
        "Cara memeriksa": pd.DataFrame(steps, columns=["Hal", "Isi"]),
    }


def _refuse(names: Sequence[str], waves: int, comparison: int) -> None:
    if len(set(names)) < len(names):
        raise NoAnswer("Ada nama unit yang ditulis dua kali; perbaiki daftar unit dahulu.")
    if waves < 1 or comparison < 0:
        raise NoAnswer("Jumlah gelombang paling sedikit satu dan jumlah pembanding tidak boleh negatif.")
    if len(names) < waves + comparison:
        raise NoAnswer(f"{len(names)} unit tidak cukup untuk {waves} gelombang dan {comparison} unit pembanding.")
