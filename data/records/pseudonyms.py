"""People outside the office's own store: the same person is the same pseudonym, and nobody can tell which one."""

from __future__ import annotations

import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

import pandas as pd

from data.files import told
from data.home import home

KEY_BYTES, LENGTH = 32, 24


def pseudonyms(nips: pd.Series) -> pd.Series:
    """HMAC-SHA256 of each NIP under this installation's key, 24 hex digits; missing ones stay missing."""
    key = _key()
    known = {nip: hmac.digest(key, nip.encode(), "sha256").hex()[:LENGTH] for nip in nips.dropna().unique()}
    return nips.map(known).astype(object).where(nips.notna(), None)


def _key() -> bytes:
    """The key beside the store, made at its first use; without it nobody can try out NIP after NIP."""
    file = home() / "kunci-nip"
    with told(file):
        if not file.exists():
            _make(file)
        return file.read_bytes()


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as key:
            key.write(secrets.token_bytes(KEY_BYTES))
        with suppress(FileExistsError):
            os.link(draft, file)
    finally:
        draft.unlink(missing_ok=True)
