"""How much one file may ask of the machine."""

from typing import NamedTuple


class Limits(NamedTuple):
    """Bounds on one file: bytes, counts and seconds. Room for 1,000,000 rows of 12 columns, and little more.

    `values` are texts, moments and percentages that differ: each is held once, and takes several times a number's room.
    `seconds` are the child's processor time, so that a busy machine refuses nothing that an idle one reads;
    `silent_seconds` is how long a child may say nothing before it counts as hanging.
    """

    file_bytes: int = 100 * 2**20
    inflated_bytes: int = 2**30
    inflation_ratio: int = 200
    entries: int = 2_000
    sheets: int = 200
    cells: int = 15_000_000
    values: int = 5_000_000
    area: int = 25_000_000
    memory_bytes: int = 1_500 * 10**6
    seconds: int = 28
    silent_seconds: int = 120

    def to_text(self) -> str:
        """Write the limits as one command line argument."""
        return ",".join(map(str, self))

    @classmethod
    def from_text(cls, text: str) -> "Limits":
        """Read what to_text wrote."""
        return cls(*map(int, text.split(",")))


LIMITS = Limits()

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384


class FileRefused(Exception):
    """The file cannot be used; the text ends the Indonesian sentence that starts with the file's name."""


def too_slow(seconds: int) -> FileRefused:
    """The refusal of a file that takes more time than it may."""
    return FileRefused(f"perlu lebih dari {seconds} detik untuk dibaca; bagi menjadi beberapa file, lalu unggah lagi")


def damaged() -> FileRefused:
    """The refusal for a file whose inside does not hold together."""
    return FileRefused("rusak atau terpotong; buka di Excel, simpan sebagai file .xlsx baru, lalu unggah lagi")


def password_protected() -> FileRefused:
    """The refusal of an encrypted book."""
    return FileRefused("terkunci kata sandi; buka di Excel, hapus kata sandinya, simpan, lalu unggah lagi")


def not_a_book(what: str) -> FileRefused:
    """The refusal of a file that is something other than a spreadsheet, whatever it is called."""
    return FileRefused(f"sebenarnya {what}, bukan buku Excel; unggah buku Excel-nya")
