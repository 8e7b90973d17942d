"""Files that are complete or absent, changed by one after another, and what the file system refuses as a sentence."""

import errno
import os
import secrets
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from data.problems import BookError

NO_ROOM = "Ruang disk tidak cukup untuk {place}; kosongkan ruang lalu ulangi. Data yang sudah tersimpan tidak berubah."
FORBIDDEN = "Tidak ada izin untuk {place}; tutup program yang memakainya, minta izinnya, atau pakai tempat lain."
READ_ONLY = "Disk tempat {place} hanya dapat dibaca; pakai tempat lain."
GONE = "Tidak ditemukan: {place}; periksa apakah file dan foldernya masih ada."
TAKEN = "Nama {place} sudah dipakai file atau folder lain; pilih nama lain."
IN_USE = "Sedang dipakai program lain: {place}; tutup lalu ulangi."
BROKEN = "Disk gagal membaca atau menulis {place} (kode {code}); periksa disknya."
CAUSES = {
    NO_ROOM: (errno.ENOSPC, errno.EFBIG, errno.EDQUOT),
    FORBIDDEN: (errno.EACCES, errno.EPERM),
    READ_ONLY: (errno.EROFS,),
    GONE: (errno.ENOENT,),
    TAKEN: (errno.EEXIST, errno.EISDIR, errno.ENOTDIR),
    IN_USE: (errno.EBUSY, errno.ETXTBSY),
}
DRAFT, LOCK = ".dampak-tmp", ".giliran"
SECRET_BYTES = 32
BUSY_SECONDS = 20.0
"""How long whoever wants to write waits for a turn before that is said."""
LOOK_AGAIN_SECONDS = 0.002
"""SQLite by itself looks for its turn every 100 ms: whoever writes again and again would leave the others none."""
ABANDONED_SECONDS = 24 * 3600.0
"""What nobody has written to for so long is no longer anybody's draft."""


def explained(error: OSError, place: Path) -> str:
    """What went wrong with which file, and what to do; `place` is meant where the error itself names none."""
    named = Path(error.filename) if isinstance(error.filename, str) and not _is_draft(error.filename) else place
    sentence = next((one for one, codes in CAUSES.items() if error.errno in codes), BROKEN)
    return sentence.format(place=words(named), code=error.errno)


def words(place: Path) -> str:
    """A file or folder in a sentence."""
    return f"{'folder' if place.is_dir() else 'file'} {place.name} di {place.absolute().parent}"


@contextmanager
def as_book_error(place: Path) -> Iterator[None]:
    """Turn what the file system refuses about `place` into BookError."""
    try:
        yield
    except OSError as error:
        raise BookError(explained(error, place)) from error


@contextmanager
def atomic_write(file: Path, *, private: bool = False) -> Iterator[Path]:
    """A draft that takes the place of `file` once it is written in full; on any error nothing has changed.

    Each writer has a draft of its own; the last to finish counts. `private`: for its owner's eyes only from the start.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    _forget_abandoned(file.parent)
    draft = _draft_of(file)
    try:
        if private:
            draft.touch(mode=0o600)
        yield draft
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def write_durably(file: Path, content: bytes) -> None:
    """The whole content on the disk under that name, for its owner's eyes only; or nothing, and OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with atomic_write(file, private=True) as draft, draft.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    _flush_folder(file.parent)


@contextmanager
def file_lock(folder: Path) -> Iterator[None]:
    """Whoever reads files of `folder`, changes them and writes them back does so alone; OSError where no turn comes.

    The lock is SQLite's, as the store's is: it works on every system and ends with the process that holds it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = folder / LOCK
    lock.touch(mode=0o600)
    with closing(sqlite3.connect(lock, isolation_level=None)) as turn:
        try:
            begin_with_retry(turn, "BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OSError(errno.EBUSY, str(error), str(folder)) from error
        yield


def begin_with_retry(connection: sqlite3.Connection, begin: str) -> None:
    """Begin a transaction once nobody else is in the way; sqlite3.OperationalError where no turn comes."""
    end = time.monotonic() + BUSY_SECONDS
    connection.execute("PRAGMA busy_timeout=0")
    while not _try_to_begin(connection, begin, last=time.monotonic() > end):
        time.sleep(LOOK_AGAIN_SECONDS)
    connection.execute(f"PRAGMA busy_timeout={round(1000 * BUSY_SECONDS)}")


def kept_secret(file: Path) -> bytes:
    """The key in that file: the first to come makes it, whoever waited meanwhile takes that one."""
    if not file.exists():
        with file_lock(file.parent):
            if not file.exists():
                write_durably(file, secrets.token_bytes(SECRET_BYTES))
    return file.read_bytes()


def scratch_for(file: Path) -> tempfile.TemporaryDirectory[str]:
    """A folder beside `file` for what is needed only while it is written."""
    return tempfile.TemporaryDirectory(dir=file.parent, prefix=f".{file.name}.", suffix=DRAFT)


def is_abandoned(path: Path) -> bool:
    """Whether nobody has written there for so long that whoever began was ended before finishing."""
    return time.time() - path.stat().st_mtime > ABANDONED_SECONDS


def _try_to_begin(connection: sqlite3.Connection, begin: str, *, last: bool) -> bool:
    """Whether it began; the last try raises what stands in the way."""
    try:
        connection.execute(begin)
    except sqlite3.OperationalError as error:
        if last or error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True


def _draft_of(file: Path) -> Path:
    return file.with_name(f".{file.name}.{secrets.token_hex(8)}{DRAFT}")


def _forget_abandoned(folder: Path) -> None:
    """Remove the drafts that ended processes left there."""
    for draft in folder.glob(f".*{DRAFT}"):
        with suppress(OSError):
            if is_abandoned(draft):
                shutil.rmtree(draft) if draft.is_dir() else draft.unlink()


def _is_draft(name: str) -> bool:
    return Path(name).name.startswith(".")


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
