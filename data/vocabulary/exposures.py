"""The measures of training a unit has had."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exposure:
    """A measure of how much training a unit has had."""

    key: str
    label: str
    unit: str
    step: float
    definition: str


EXPOSURES: tuple[Exposure, ...] = (
    Exposure(
        key="jp_per_pegawai",
        label="JP kumulatif per pegawai",
        unit="JP",
        step=10,
        definition="Jam pelajaran (JP) yang sudah diselesaikan sampai akhir periode, dibagi jumlah pegawai unit.",
    ),
    Exposure(
        key="porsi_terlatih",
        label="Porsi pegawai terlatih",
        unit="%",
        step=10,
        definition="Bagian pegawai unit yang sampai akhir periode sudah menyelesaikan sedikitnya satu pelatihan.",
    ),
)
