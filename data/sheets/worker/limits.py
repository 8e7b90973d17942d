"""How much one file may ask of the machine."""

from typing import NamedTuple


class Limits(NamedTuple):
    """Bounds on one file; bytes, counts and seconds."""

    file_bytes: int = 25 * 2**20
    inflated_bytes: int = 256 * 2**20
    inflation_ratio: int = 200
    entries: int = 2_000
    sheets: int = 200
    cells: int = 5_000_000
    area: int = 50_000_000
    memory_bytes: int = 1_500 * 10**6
    seconds: float = 30


LIMITS = Limits()


class Refused(Exception):
    """The file cannot be used; the text ends the Indonesian sentence that starts with the file's name."""
