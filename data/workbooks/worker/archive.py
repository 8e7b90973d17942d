"""Open the zip archive that .xlsx, .xlsb and .ods files are, trusting nothing it says of itself."""

import io
import zipfile
import zlib
from collections.abc import Iterator

from .limits import FileRefused, Limits, damaged, password_protected
from .markup import declares_document_type

_CENTRAL_ENTRY = b"PK\x01\x02"
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError)
_PIECE = 2**20
_SMALL_PART = 2**20


class Archive:
    """A checked archive; parts are found by name without regard to case and counted as they are inflated."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        if content.count(_CENTRAL_ENTRY) > limits.entries:
            raise _unsafe("terlalu banyak bagian")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _FAULTS as error:
            raise damaged() from error
        self._limits = limits
        self._inflated = 0
        self._parts = {_key(part.filename): part for part in self._zip.infolist()}
        self._check_names()
        self.total_bytes = sum(part.file_size for part in self._parts.values())

    def _check_names(self) -> None:
        parts = self._zip.infolist()
        if len(self._parts) < len(parts):
            raise _unsafe("bagian bernama sama")
        if any(".." in name.split("/") or ":" in name for name in self._parts):
            raise _unsafe("nama bagian yang keluar dari arsip")
        if any(part.flag_bits & 1 for part in parts):
            raise password_protected()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    @property
    def names(self) -> list[str]:
        return list(self._parts)

    @property
    def progress(self) -> float:
        """Share of the archive inflated so far."""
        return min(self._inflated / max(self.total_bytes, 1), 1.0)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Inflate a part piece by piece; raises FileRefused as soon as it grows past the limits or proves damaged."""
        part = self._parts.get(_key(name))
        if part is None:
            raise damaged()
        size = 0
        try:
            with self._zip.open(part) as stream:
                while piece := stream.read(_PIECE):
                    size += len(piece)
                    self._count(len(piece), size, part.compress_size)
                    yield piece
        except _FAULTS as error:
            raise damaged() from error

    def read(self, name: str) -> bytes:
        """Inflate a whole part."""
        return b"".join(self.pieces(name))

    def inspect_all(self) -> None:
        """Inflate every part once, only to see that all keep to the limits and none declares a document type."""
        for name in self._parts:
            for piece in self.pieces(name):
                if b"<!DOCTYPE" in piece:
                    raise declares_document_type()

    def _count(self, piece: int, size: int, compressed: int) -> None:
        self._inflated += piece
        too_dense = size > _SMALL_PART and size > compressed * self._limits.inflation_ratio
        if too_dense or self._inflated > self._limits.inflated_bytes:
            raise _unsafe("isi yang mengembang jauh melebihi batas")


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _unsafe(what: str) -> FileRefused:
    return FileRefused(
        f"ditolak demi keamanan karena memuat {what}; buka di Excel, simpan sebagai .xlsx baru, lalu unggah lagi"
    )
