"""The measures of training a unit has had. A new one is one entry; panel, pages, commands and Kamus follow."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Exposure:
    """A measure of how much training a unit has had: the mean over its staff of what `of_person` makes of each.

    `of_person` takes two arrays, one place an employee: how many trainings each has completed so far, and their JP.
    `step` is a readable amount of it, `more` that amount in words.
    """

    key: str
    label: str
    unit: str
    step: float
    more: str
    definition: str
    of_person: Callable[[np.ndarray, np.ndarray], np.ndarray]


EXPOSURES: tuple[Exposure, ...] = (
    Exposure(
        key="jp_per_pegawai",
        label="JP kumulatif per pegawai",
        unit="JP",
        step=10,
        more="10 JP tambahan per pegawai",
        definition="Jam pelajaran (JP) yang sudah diselesaikan sampai akhir periode, dibagi jumlah pegawai unit.",
        of_person=lambda trainings, jp: jp,
    ),
    Exposure(
        key="porsi_terlatih",
        label="Porsi pegawai yang sudah dilatih",
        unit="%",
        step=10,
        more="tambahan 10 poin persen pegawai yang sudah dilatih",
        definition="Bagian pegawai unit yang sampai akhir periode sudah menyelesaikan sedikitnya satu pelatihan.",
        of_person=lambda trainings, jp: 100.0 * (trainings > 0),
    ),
)
