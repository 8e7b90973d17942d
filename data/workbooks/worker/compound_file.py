"""Take one stream out of the container that Excel 97 – 2003 files are ([MS-CFB] 2)."""

import struct

from .limits import damaged

_LAST_SECTOR = 0xFFFFFFFA  # larger numbers mark ends and free sectors
_ENTRY = struct.Struct("<64sHBB48xIQ")
_STREAM = 2


def read_stream(content: bytes, *names: str) -> bytes:
    """Return the first stream of one of the names, case ignored; raises FileRefused where none is whole."""
    try:
        return _CompoundFile(content).stream({name.lower() for name in names})
    except (struct.error, IndexError) as error:
        raise damaged() from error


class _CompoundFile:
    def __init__(self, content: bytes) -> None:
        self._content = content
        shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise damaged()
        self._size = 1 << shift
        self._directory, self._mini_cutoff, self._mini_table, self._more, count = struct.unpack_from(
            "<I4xIIxxxxII", content, 48
        )
        self._table = self._sector_table(count)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _sector_table(self, more: int) -> list[int]:
        numbers = list(struct.unpack_from("<109I", self._content, 76))
        following = self._more
        for _ in range(min(more, len(self._content) // self._size)):
            *listed, following = struct.unpack(f"<{self._size // 4}I", self._sector(following))
            numbers += listed
        whole = b"".join(self._sector(number) for number in numbers if number < _LAST_SECTOR)
        return list(struct.unpack(f"<{len(whole) // 4}I", whole[: len(whole) // 4 * 4]))

    def _chain(self, number: int, table: list[int]) -> list[int]:
        chain: list[int] = []
        while number < _LAST_SECTOR:
            chain.append(number)
            if len(chain) > len(table):
                raise damaged()
            number = table[number]
        return chain

    def _read(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self._table)))

    def stream(self, names: set[str]) -> bytes:
        directory = self._read(self._directory)
        root = _ENTRY.unpack_from(directory)
        for offset in range(0, len(directory) - _ENTRY.size + 1, _ENTRY.size):
            name, length, kind, _, start, size = _ENTRY.unpack_from(directory, offset)
            if kind == _STREAM and name[: max(length - 2, 0)].decode("utf-16-le", "replace").lower() in names:
                size &= 0xFFFFFFFF
                return self._small(root[4], start)[:size] if size < self._mini_cutoff else self._read(start)[:size]
        raise damaged()

    def _small(self, root_start: int, start: int) -> bytes:
        packed = self._read(self._mini_table)
        table = list(struct.unpack(f"<{len(packed) // 4}I", packed))
        container = self._read(root_start)
        return b"".join(container[64 * number : 64 * number + 64] for number in self._chain(start, table))
