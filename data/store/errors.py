"""What can go wrong with the store, each as one Indonesian sentence."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from data import files
from data.problems import BookError

BUSY = "Penyimpanan sedang dipakai proses lain; tunggu sebentar lalu ulangi."
FULL = "Ruang disk server basis data tidak cukup; minta pengelolanya menambah. Data yang tersimpan tidak berubah."
DAMAGED = "File penyimpanan rusak atau tidak lengkap; jalankan: python -m data rebuild"
LOST = "Buku atau catatan yang tersimpan rusak atau hilang; pulihkan dari cadangan: python -m data restore FILE"
UNREACHABLE = (
    "Basis data bersama tidak dapat dihubungi; periksa jaringan serta alamat dan sandi di DAMPAK_DB, lalu ulangi."
)
FORBIDDEN = "Pengguna basis data bersama tidak boleh membaca atau menulis; minta izinnya kepada pengelola basis data."
SERVER_DAMAGED = (
    "Basis data bersama rusak atau tidak lengkap; pulihkan cadangan ke basis data baru: python -m data restore FILE"
)
BAD_ADDRESS = "DAMPAK_DB harus berbentuk postgresql+psycopg://PENGGUNA:SANDI@KOMPUTER/BASISDATA; perbaiki lalu ulangi."
NO_DRIVER = "Basis data bersama memerlukan paket tambahan; jalankan: python -m pip install -r requirements-engines.txt"
NEWER = "Penyimpanan ini dibuat oleh versi aplikasi yang lebih baru; perbarui aplikasinya."

_Sentences = tuple[tuple[tuple[str, ...], str], ...]
_SQLITE: _Sentences = (
    (("SQLITE_BUSY", "SQLITE_LOCKED"), BUSY),
    (("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE"), files.NO_ROOM),
    (
        ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_IOERR_ACCESS", "SQLITE_IOERR_DELETE"),
        files.FORBIDDEN,
    ),
)
_POSTGRESQL: _Sentences = (
    (("55P03", "40P01", "40001"), BUSY),
    (("53100", "53200", "53400"), FULL),
    (("42501", "25006"), FORBIDDEN),
    (("08", "28", "3D", "57P", "53300"), UNREACHABLE),
)


class StoreError(BookError):
    """The store cannot do what was asked; its text is one Indonesian sentence that says what to do."""


class DamagedStore(StoreError):
    """The database cannot be trusted; the kept books and the log rebuild it."""

    def __init__(self) -> None:
        super().__init__(DAMAGED)


@contextmanager
def in_a_sentence(place: Path) -> Iterator[None]:
    """Turn errors of database and file system into StoreError; `place` is meant where the error itself names none."""
    try:
        yield
    except DBAPIError as error:
        raise _explained(error.orig, place) from error
    except sqlite3.Error as error:
        raise _explained(error, place) from error
    except json.JSONDecodeError as error:
        raise DamagedStore from error
    except OSError as error:
        raise StoreError(files.explained(error, place)) from error


def _explained(error: BaseException | None, place: Path) -> StoreError:
    """What SQLite's error name or PostgreSQL's SQLSTATE says; a server that was not reached gives no state."""
    if error is not None and hasattr(error, "sqlstate"):
        return _first(_POSTGRESQL, error.sqlstate or "08", place) or StoreError(SERVER_DAMAGED)
    return _first(_SQLITE, getattr(error, "sqlite_errorname", ""), place) or DamagedStore()


def _first(known: _Sentences, code: str, place: Path) -> StoreError | None:
    said = next((sentence for starts, sentence in known if code.startswith(starts)), None)
    return StoreError(said.format(place=files.words(place))) if said else None
