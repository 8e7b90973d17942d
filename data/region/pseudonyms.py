"""People outside the office's own store: the same person is the same pseudonym, and nobody can tell which one."""

import hmac

import pandas as pd

from data.files import as_book_error, kept_secret
from data.ingest.parsers.nip import status_of
from data.panel.dataset import Dataset
from data.settings import home

PEOPLE = {
    "pegawai": ("nip", "status", "unit", "mulai", "selesai"),
    "pelatihan": ("nip", "unit", "nama_pelatihan", "bidang", "bentuk", "mulai", "selesai", "jp", "kehadiran"),
}
KEY_FILE, LENGTH = "kunci-nip", 24


def people(dataset: Dataset, kind: str) -> pd.DataFrame:
    """The people under their pseudonyms; a blank status is read off the NIP here, since nobody can do so later."""
    frame = getattr(dataset, kind)[list(PEOPLE[kind])]
    if "status" in frame:
        frame = frame.assign(status=frame["status"].fillna(frame["nip"].map(status_of)))
    return frame.assign(nip=pseudonyms(frame["nip"]))


def pseudonyms(nips: pd.Series) -> pd.Series:
    """HMAC-SHA256 of each NIP under this installation's key, 24 hex digits; missing ones stay missing."""
    key = installation_key()
    known = {nip: hmac.digest(key, nip.encode(), "sha256").hex()[:LENGTH] for nip in nips.dropna().unique()}
    return nips.map(known).astype(object).where(nips.notna(), None)


def installation_key() -> bytes:
    """The key beside the store, made at its first use; without it nobody can try out NIP after NIP."""
    file = home() / KEY_FILE
    with as_book_error(file):
        return kept_secret(file)
