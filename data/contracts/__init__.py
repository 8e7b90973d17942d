"""One contract a sheet kind: its columns, how offices call them, and what a row must have."""

from data.contracts.contract import Column, Contract
from data.contracts.evaluasi import EVALUASI
from data.contracts.kinerja import KINERJA
from data.contracts.layanan import LAYANAN
from data.contracts.pegawai import PEGAWAI
from data.contracts.pelatihan import PELATIHAN, REKAP_JP
from data.contracts.planning import ANGGARAN, KEJADIAN, TARGET
from data.contracts.rtl import RTL
from data.contracts.skm import REKAP_SKM, REKAP_UNSUR, SKM

CONTRACTS: tuple[Contract, ...] = (
    SKM,
    REKAP_SKM,
    PELATIHAN,
    EVALUASI,
    LAYANAN,
    PEGAWAI,
    REKAP_JP,
    KINERJA,
    ANGGARAN,
    TARGET,
    KEJADIAN,
    RTL,
    REKAP_UNSUR,
)
"""Every sheet kind; of two that fit a sheet equally well, the first."""

_BY_KIND = {known.kind: known for known in CONTRACTS}


def contract(kind: str) -> Contract:
    """The contract of that sheet kind."""
    return _BY_KIND[kind]


__all__ = ["CONTRACTS", "Column", "Contract", "contract"]
