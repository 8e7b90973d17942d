"""One contract a sheet kind: its columns, how offices call them, and what a row must have."""

from data.ingest.schemas.contract import Column, Contract
from data.ingest.schemas.evaluasi import EVALUASI
from data.ingest.schemas.kinerja import KINERJA
from data.ingest.schemas.layanan import LAYANAN
from data.ingest.schemas.pegawai import PEGAWAI
from data.ingest.schemas.pelatihan import PELATIHAN, REKAP_JP
from data.ingest.schemas.planning import ANGGARAN, KEJADIAN, TARGET
from data.ingest.schemas.rtl import RTL
from data.ingest.schemas.skm import REKAP_SKM, REKAP_UNSUR, SKM

CONTRACTS: tuple[Contract, ...] = (
    REKAP_SKM,
    SKM,
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
