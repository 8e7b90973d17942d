"""Files that are complete or absent, and what the file system refuses as one Indonesian sentence."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.problems import BookError

NO_ROOM = "Ruang disk tidak cukup untuk {place}; kosongkan ruang lalu ulangi. Data yang sudah tersimpan tidak berubah."
FORBIDDEN = "Tidak ada izin untuk {place}; tutup program yang memakainya, minta izinnya, atau pakai tempat lain."
READ_ONLY = "Disk tempat {place} hanya dapat dibaca; pakai tempat lain."
GONE = "Tidak ditemukan: {place}; periksa apakah berkas dan foldernya masih ada."
TAKEN = "Nama {place} sudah dipakai berkas atau folder lain; pilih nama lain."
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


def explained(error: OSError, place: Path) -> str:
    """What went wrong with which file, and what to do; `place` is meant where the error itself names none."""
    named = Path(error.filename) if isinstance(error.filename, str) and not _is_draft(error.filename) else place
    sentence = next((one for one, codes in CAUSES.items() if error.errno in codes), BROKEN)
    return sentence.format(place=words(named), code=error.errno)


def words(place: Path) -> str:
    """A file or folder in a sentence."""
    return f"{'folder' if place.is_dir() else 'berkas'} {place.name} di {place.absolute().parent}"


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Turn what the file system refuses about `place` into BookError."""
    try:
        yield
    except OSError as error:
        raise BookError(explained(error, place)) from error


@contextmanager
def replacing(file: Path) -> Iterator[Path]:
    """A draft that takes the place of `file` once it is written in full; on any error nothing has changed."""
    draft = file.with_name(f".{file.name}.tmp")
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield draft
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def write_durably(file: Path, content: bytes) -> None:
    """The whole content on the disk under that name, for its owner's eyes only; or nothing, and OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with replacing(file) as draft, draft.open("wb") as stream:
        os.fchmod(stream.fileno(), 0o600) if os.name == "posix" else None
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    _flush_folder(file.parent)


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
