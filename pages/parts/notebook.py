"""What is written about a report: kept in the store for the office's own data, for this visit alone on any other.

A remark on made-up or merely tried-out books must never turn up in a real report, so it goes when the visitor goes."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from data.access import Person, require
from data.store import remarks
from data.store.blobs import digest, read_book_bytes
from data.store.remarks import Version
from pages.parts import drafts
from pages.parts.cache import Data

PAGES, FILES = "tulisan_kunjungan", "berkas_kunjungan"


def is_persistent(data: Data) -> bool:
    """Whether what is written about these data outlives the visit."""
    return not (data.own or data.dataset.is_sample)


def versions(data: Data, period: str, unit: str) -> tuple[Version, ...]:
    """Every version about one report, oldest first."""
    if is_persistent(data):
        return remarks.versions(period, unit)
    return tuple(page for page in _pages(data) if (page.period, page.unit) == (period, unit))


def write(
    data: Data,
    period: str,
    unit: str,
    subject: str,
    content: Mapping[str, Any],
    by: Person,
    after: int,
    files: Sequence[bytes] = (),
) -> Version:
    """Add a version with the files it names; EditConflict where somebody else wrote since number `after`."""
    if is_persistent(data):
        return remarks.write(period, unit, subject, content, by, after, files)
    require(by, "laporan", unit)
    pages = _pages(data)
    pages.append(Version(len(pages) + 1, remarks.now(), by.signature, period, unit, subject, dict(content)))
    drafts.kept().setdefault(FILES, {}).update({digest(one): one for one in files})
    return pages[-1]


def file(data: Data, sha256: str) -> bytes:
    """An attached file by its digest."""
    return _kept(sha256) if is_persistent(data) else drafts.kept()[FILES][sha256]


@st.cache_data(max_entries=64, show_spinner=False)
def _kept(sha256: str) -> bytes:
    return read_book_bytes(sha256)


def _pages(data: Data) -> list[Version]:
    return drafts.kept().setdefault(PAGES, {}).setdefault(data.books, [])
