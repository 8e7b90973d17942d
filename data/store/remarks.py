"""What the office writes about a report (remarks, targets, factors, attachments), version by version; none is deleted.

Each version is one row, and one kept record written just before the row is committed, so that a damaged database can
be made anew without losing a word."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from data.access import Person, require
from data.store.blobs import digest, write_book
from data.store.database import reading, remarks, writing
from data.store.errors import StoreError
from data.store.log import REMARKS, write_record


@dataclass(frozen=True, slots=True)
class Version:
    """What stood under one subject of one report (period as 2026-10; unit "" for all) after `by` wrote at `at`.

    `subject` is "catatan/1", "rencana", "lampiran/1" …; an empty `content` takes the subject out of the report.
    """

    id: int
    at: str
    by: str
    period: str
    unit: str
    subject: str
    content: Mapping[str, Any]


class EditConflict(StoreError):
    """Somebody else wrote under the same subject meanwhile; `newest` is what stands there now."""

    def __init__(self, newest: Version) -> None:
        moment = datetime.fromisoformat(newest.at)
        super().__init__(
            f"Sementara itu diubah oleh {newest.by or 'pengguna lain'} pukul {moment:%H.%M}; tulisan Anda belum "
            "disimpan. Baca versi yang baru, lalu simpan lagi bila tulisan Anda yang harus berlaku."
        )
        self.newest = newest


def write(
    period: str,
    unit: str,
    subject: str,
    content: Mapping[str, Any],
    by: Person,
    after: int,
    files: Iterable[bytes] = (),
) -> Version:
    """Add a version after the one of number `after` (0: after none); EditConflict where that is no longer the newest.

    `files` are those that `content` names by their digests; they are kept like books.
    """
    require(by, "laporan", unit)
    with writing() as connection:
        before = newest(_versions(connection, period, unit)).get(subject)
        if before and before.id != after:
            raise EditConflict(before)
        number = int(connection.execute(select(func.coalesce(func.max(remarks.c.id), 0) + 1)).scalar_one())
        for file in files:
            write_book(digest(file), file)
        version = Version(number, now(), by.signature, period, unit, subject, dict(content))
        connection.execute(insert(remarks).values(asdict(version)))
        write_record(REMARKS, asdict(version))
    return version


def versions(period: str, unit: str) -> tuple[Version, ...]:
    """Every version about one report, oldest first."""
    with reading() as connection:
        return _versions(connection, period, unit) if connection else ()


def newest(several: Iterable[Version]) -> dict[str, Version]:
    """The newest version of each subject."""
    return {version.subject: version for version in sorted(several, key=lambda one: one.id)}


def now() -> str:
    """The present moment as versions carry it."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def attachment_digests(connection: Connection) -> set[str]:
    """The digests of every file that any version names."""
    contents = connection.execute(select(remarks.c.content)).scalars()
    return {digest for content in contents for digest in (content.get("sha256"), *content.get("pages", ())) if digest}


def _versions(connection: Connection, period: str, unit: str) -> tuple[Version, ...]:
    wanted = (remarks.c.period == period, remarks.c.unit == unit)
    rows = connection.execute(select(remarks).where(*wanted).order_by(remarks.c.id)).mappings()
    return tuple(Version(**row) for row in rows)
