"""The store: every book ever taken in, who took it in and when, and what of it counts today.

In the folder $DAMPAK_HOME (default var/): `dampak.db`, a SQLite database; `books/`, each original byte for byte under
its SHA-256; `events/` and `remarks/`, one small file an import, undo or redo, and one a version of a remark.
The three folders are enough to make the database anew.
Where $DAMPAK_DB names a PostgreSQL server, the tables and the books are there instead.
"""

from data.store.backup import backup, rebuild, restore, unlisted_books
from data.store.errors import StoreError
from data.store.forget import Forgotten, forget
from data.store.imports import (
    Import,
    ImportOutcome,
    LogEntry,
    dataset,
    event_log,
    history,
    import_books,
    redo,
    state,
    undo,
    version,
)
from data.store.merge import Change, changes
from data.store.office_files import agreeing, fetch_agreed

__all__ = [
    "Change",
    "Forgotten",
    "Import",
    "ImportOutcome",
    "LogEntry",
    "StoreError",
    "agreeing",
    "backup",
    "changes",
    "dataset",
    "event_log",
    "fetch_agreed",
    "forget",
    "history",
    "import_books",
    "rebuild",
    "redo",
    "restore",
    "state",
    "undo",
    "unlisted_books",
    "version",
]
