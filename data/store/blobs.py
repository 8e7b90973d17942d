"""What is kept beside the database: every original book and attachment under its SHA-256.

A file is complete or absent: it is written aside, flushed to the disk and then renamed. Only the one process that
holds the database's write lock writes here. A server keeps the books itself."""

import hashlib
from pathlib import Path

from data.files import write_durably
from data.settings import home
from data.store import server
from data.store.errors import LOST, StoreError, in_a_sentence


def book_file(sha256: str) -> Path:
    """Where the book of that digest is kept."""
    return _folder() / sha256


def write_book(sha256: str, content: bytes) -> None:
    """Keep a book byte for byte; one that is there and sound is left alone."""
    shared, file = server.configured(), book_file(sha256)
    if shared:
        shared.keep_book(sha256, content)
    elif not (file.exists() and digest(file.read_bytes()) == sha256):
        with in_a_sentence(file):
            write_durably(file, content)


def read_book_bytes(sha256: str) -> bytes:
    """The book of that digest as it came in; StoreError where it is gone or no longer the same."""
    shared = server.configured()
    try:
        content = shared.kept_book(sha256) if shared else book_file(sha256).read_bytes()
    except OSError as error:
        raise StoreError(LOST) from error
    if content is None or digest(content) != sha256:
        raise StoreError(LOST)
    return content


def remove_book(sha256: str) -> None:
    """Keep that book no longer."""
    shared = server.configured()
    if shared:
        shared.remove_book(sha256)
    else:
        with in_a_sentence(book_file(sha256)):
            book_file(sha256).unlink(missing_ok=True)


def is_kept(sha256: str) -> bool:
    """Whether the book of that digest can still be read."""
    try:
        return bool(read_book_bytes(sha256))
    except StoreError:
        return False


def kept_books() -> set[str]:
    """The digests under which books and attachments are kept in this folder; none where a server keeps them."""
    return set() if server.configured() else {file.name for file in _folder().glob("[0-9a-f]*")}


def _folder() -> Path:
    return home() / "books"


def digest(content: bytes) -> str:
    """The SHA-256, as hexadecimal text."""
    return hashlib.sha256(content).hexdigest()
