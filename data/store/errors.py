"""What can go wrong with the store, each as one Indonesian sentence."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from data.problems import BookError

BUSY = "Penyimpanan sedang dipakai proses lain; tunggu sebentar lalu ulangi."
FULL = "Ruang disk tidak cukup; kosongkan ruang lalu ulangi. Data yang sudah tersimpan tidak berubah."
READ_ONLY = (
    "Folder penyimpanan tidak dapat dibaca atau ditulisi; minta izinnya, atau tunjuk folder lain lewat DAMPAK_HOME."
)
DAMAGED = "Berkas penyimpanan rusak atau tidak lengkap; jalankan: python -m data rebuild"
LOST = "Buku atau catatan yang tersimpan rusak atau hilang; pulihkan dari cadangan: python -m data restore BERKAS"
NEWER = "Penyimpanan ini dibuat oleh versi aplikasi yang lebih baru; perbarui aplikasinya."

_SQLITE = (
    (("SQLITE_BUSY", "SQLITE_LOCKED"), BUSY),
    (("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE"), FULL),
    (("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR_ACCESS", "SQLITE_IOERR_DELETE"), READ_ONLY),
)
_NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


class StoreError(BookError):
    """The store cannot do what was asked; its text is one Indonesian sentence that says what to do."""


class DamagedStore(StoreError):
    """The database cannot be trusted; the kept books and the log rebuild it."""

    def __init__(self) -> None:
        super().__init__(DAMAGED)


@contextmanager
def in_a_sentence(read_only: str = READ_ONLY) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into StoreError; `read_only` is said of a place that refuses."""
    try:
        yield
    except DBAPIError as error:
        raise _explained(getattr(error.orig, "sqlite_errorname", "")) from error
    except json.JSONDecodeError as error:
        raise DamagedStore from error
    except OSError as error:
        raise StoreError(FULL if error.errno in _NO_ROOM else read_only) from error


def _explained(code: str) -> StoreError:
    sentences = (StoreError(sentence) for starts, sentence in _SQLITE if code.startswith(starts))
    return next(sentences, DamagedStore())
