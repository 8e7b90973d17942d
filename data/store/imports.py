"""Imports, undo and redo as events; what is in use, and the history. Nothing is ever deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, func, insert, select

from data.access import Person, audit, require
from data.files import as_book_error
from data.ingest.answers import remembered_answers
from data.ingest.load import BookSource, load_books
from data.panel.dataset import FRAME_COLUMNS, Dataset
from data.problems import BookError
from data.store.blobs import digest, write_book
from data.store.database import events, imports, reading, readings, writing
from data.store.dataset import dataset_of, headline, standing
from data.store.errors import StoreError
from data.store.log import EVENTS, write_record
from data.store.packing import pack_frame, pack_report

Action = Literal["import", "undo", "redo"]
Status = Literal["active", "undone", "replaced"]


@dataclass(frozen=True, slots=True)
class Import:
    """One book taken in: its file, when and by whom, rows taken and refused, and whether its rows count today.

    `counting` of `values` values (cells of the long frames) count; the others were replaced by later imports.
    """

    id: int
    file: str
    sha256: str
    at: str
    by: str
    rows: int
    refused: int
    status: Status
    values: int
    counting: int


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An import, undo or redo, and the headline numbers before and after it (rows by kind, means of indicators)."""

    id: int
    at: str
    by: str
    action: Action
    import_id: int
    file: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one book: its import, and whether it had been there before and was therefore not taken again."""

    id: int
    file: str
    rows: int
    refused: int
    known: bool


def import_books(
    sources: Sequence[BookSource], by: Person, answers: Mapping[str, str] | None = None
) -> tuple[ImportOutcome, ...]:
    """Take books in, all or none; a book that is already there (and not undone) is told and not taken again.

    StoreError, Forbidden or BookError, in one Indonesian sentence, where nothing was taken in.
    """
    require(by, "data")
    chosen = remembered_answers() if answers is None else dict(answers)
    books = [read_alone(source, chosen) for source in sources]
    with writing() as connection:
        taken = tuple(_take_in(connection, content, dataset, by, chosen) for content, dataset in books)
        for one in taken:
            audit.note(by, "impor", f"impor {one.id}, {'sudah ada' if one.known else f'{one.rows} baris'}")
    return taken


def undo(number: int, by: Person) -> None:
    """Let the rows of an import count no more; StoreError where there is no such active import."""
    _switch(number, by, "undo")


def redo(number: int, by: Person) -> None:
    """Let the rows of an undone import count again, in its old place; StoreError where it is not undone."""
    _switch(number, by, "redo")


def version() -> str:
    """A key that differs whenever other imports are in use; "" where none is."""
    return state()[0]


def state() -> tuple[str, int]:
    """`version` and the newest event's number, by which this state can be asked for again; 0 where none is stored."""
    with reading() as connection:
        if connection is None:
            return "", 0
        return _version(connection, active_ids(connection)), _next(connection, events) - 1


def dataset(as_of: int | None = None) -> tuple[Dataset, str]:
    """What the imports in use say together, and the key of exactly that state: now, or right after event `as_of`."""
    with reading() as connection:
        if connection is None:
            return Dataset(), ""
        ids = active_ids(connection, as_of)
        return dataset_of(connection, ids), _version(connection, ids)


def history() -> tuple[Import, ...]:
    """Every import, oldest first."""
    with reading() as connection:
        return _history(connection) if connection else ()


def event_log() -> tuple[LogEntry, ...]:
    """Every event with what it changed, oldest first."""
    with reading() as connection:
        if connection is None:
            return ()
        query = select(events, imports.c.file).join(imports).order_by(events.c.id)
        rows = connection.execute(query).all()
    before = [{}, *(row.headline for row in rows)]
    return tuple(
        LogEntry(row.id, row.at, row.by, row.action, row.import_id, row.file, earlier, row.headline)
        for row, earlier in zip(rows, before, strict=False)
    )


def active_ids(connection: Connection, as_of: int | None = None) -> list[int]:
    """The imports in use, oldest first: now, or right after event `as_of`."""
    last = select(func.max(events.c.id)).group_by(events.c.import_id)
    if as_of is not None:
        last = last.where(events.c.id <= as_of)
    query = select(events.c.import_id).where(events.c.id.in_(last), events.c.action != "undo")
    return sorted(connection.execute(query).scalars())


def record(connection: Connection, event: dict[str, Any]) -> None:
    """Add an event, kept outside the database before it is committed."""
    columns = {name: event[name] for name in ("id", "at", "by", "action", "import_id")}
    connection.execute(insert(events).values(**columns, headline={}))
    after = headline(dataset_of(connection, active_ids(connection)))
    connection.execute(events.update().where(events.c.id == event["id"]).values(headline=after))
    write_record(EVENTS, event)


def add_import(connection: Connection, number: int, dataset: Dataset, answers: Mapping[str, str]) -> None:
    """Add the reading of one book as that import."""
    (report,) = dataset.files
    connection.execute(
        insert(imports).values(
            id=number, file=report.name, sha256=report.sha256, answers=dict(answers), report=pack_report(dataset),
            rows=sum(sheet.accepted for sheet in report.sheets), refused=sum(sheet.refused for sheet in report.sheets),
        )
    )  # fmt: skip
    frames = {kind: getattr(dataset, kind) for kind in FRAME_COLUMNS}
    packed = {kind: pack_frame(frame) for kind, frame in frames.items() if len(frame)}
    for kind, content in packed.items():
        row = {"import_id": number, "kind": kind, "parquet": content, "sha256": digest(content)}
        connection.execute(insert(readings).values(row))


def read_alone(source: BookSource, answers: Mapping[str, str]) -> tuple[bytes, Dataset]:
    """The content of one book and what it says by itself; BookError where it cannot be used."""
    name, content = (source.name, _content(source)) if isinstance(source, Path) else source
    dataset = load_books([(name, content)], answers)
    if dataset.files[0].error:
        raise BookError(dataset.files[0].error)
    return content, dataset


def _content(file: Path) -> bytes:
    with as_book_error(file):
        return file.read_bytes()


def _take_in(
    connection: Connection, content: bytes, dataset: Dataset, by: Person, answers: Mapping[str, str]
) -> ImportOutcome:
    (report,) = dataset.files
    write_book(report.sha256, content)
    twin = _twin(connection, report.sha256)
    if twin:
        return ImportOutcome(twin.id, twin.file, twin.rows, twin.refused, known=True)
    number = _next(connection, imports)
    add_import(connection, number, dataset, answers)
    book = {"file": report.name, "sha256": report.sha256, "answers": dict(answers)}
    record(connection, _event(connection, by, "import", number) | book)
    accepted, refused = (sum(getattr(sheet, name) for sheet in report.sheets) for name in ("accepted", "refused"))
    return ImportOutcome(number, report.name, accepted, refused, known=False)


def _twin(connection: Connection, sha256: str) -> Any:
    """The import in use that holds the very same book, or None."""
    query = select(imports).where(imports.c.sha256 == sha256, imports.c.id.in_(active_ids(connection)))
    return connection.execute(query).first()


def _switch(number: int, by: Person, action: Action) -> None:
    require(by, "data")
    with writing() as connection:
        if not connection.execute(select(imports.c.id).where(imports.c.id == number)).first():
            raise StoreError(f"Nomor {number} tidak ada. Lihat nomornya di Riwayat (python -m data history).")
        if (number in active_ids(connection)) != (action == "undo"):
            raise StoreError(
                f"Impor {number} {'sudah' if action == 'undo' else 'tidak sedang'} dibatalkan; lihat Riwayat."
            )
        record(connection, _event(connection, by, action, number))
        audit.note(by, "batal" if action == "undo" else "pakai lagi", f"impor {number}")


def _event(connection: Connection, by: Person, action: Action, number: int) -> dict[str, Any]:
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return {"id": _next(connection, events), "at": now, "by": by.signature, "action": action, "import_id": number}


def _next(connection: Connection, table: Any) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table.c.id), 0) + 1)).scalar_one())


def _version(connection: Connection, ids: Sequence[int]) -> str:
    """Ids alone would not do: a restored backup may hold another book under the same number, even in one second."""
    query = select(imports.c.id, events.c.at, imports.c.sha256).join(events).where(events.c.action == "import")
    known = {row.id: f"{row.id}:{row.at}:{row.sha256}" for row in connection.execute(query)}
    text = "/".join(known[number] for number in ids)
    return digest(text.encode()) if text else ""


def _history(connection: Connection) -> tuple[Import, ...]:
    born = events.alias()
    query = select(imports, born.c.at, born.c.by).join(born).where(born.c.action == "import").order_by(imports.c.id)
    active = active_ids(connection)
    counting = standing(connection, active)
    rows = connection.execute(query).all()
    return tuple(_import(row, row.id in active, *counting.get(row.id, (0, 0))) for row in rows)


def _import(row: Any, active: bool, values: int, counting: int) -> Import:
    status: Status = "undone" if not active else "replaced" if values and not counting else "active"
    return Import(row.id, row.file, row.sha256, row.at, row.by, row.rows, row.refused, status, values, counting)
