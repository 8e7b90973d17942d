"""Keys by which a city knows who sent: one a kecamatan, made beside the city's store, handed over as a small file."""

from pathlib import Path
from urllib.parse import quote

from data.access import Person, audit, require
from data.files import as_book_error, kept_secret, write_durably
from data.problems import BookError
from data.settings import home

CITY_FOLDER, OWN_FILE = "kunci-kota", "kunci-kirim"
NO_OWN_KEY = "Kunci kirim belum ada; minta file kunci ke kota, lalu isi --key FILE sekali saja."
NOT_A_KEY = "File {name} bukan file kunci; minta file kunci yang baru ke kota."


def hand_over(kecamatan: str, file: Path, by: Person) -> None:
    """Write the key of a kecamatan, made the first time, into a file for it; the city keeps its own copy."""
    require(by, "sistem")
    with as_book_error(file):
        key = kept_secret(_of_city(kecamatan))
        write_durably(file, f"{kecamatan}\n{key.hex()}\n".encode())
        audit.note(by, "kunci kirim", kecamatan)


def key_of(kecamatan: str) -> bytes | None:
    """The city's copy; None where no key was made for that kecamatan, or it was taken back by removing its file."""
    file = _of_city(kecamatan)
    return file.read_bytes() if file.is_file() else None


def own_key(file: Path | None) -> tuple[str, bytes]:
    """This office's name in the city and its key: out of `file`, which is kept beside the store, or as kept before."""
    kept = home() / OWN_FILE
    with as_book_error(file or kept):
        if file is not None:
            _read(file)
            write_durably(kept, file.read_bytes())
        if not kept.exists():
            raise BookError(NO_OWN_KEY)
        return _read(kept)


def _of_city(kecamatan: str) -> Path:
    return home() / CITY_FOLDER / quote(kecamatan, safe="")


def _read(file: Path) -> tuple[str, bytes]:
    try:
        kecamatan, digits = file.read_text(encoding="utf-8").splitlines()
        return kecamatan, bytes.fromhex(digits)
    except ValueError as error:
        raise BookError(NOT_A_KEY.format(name=file.name)) from error
