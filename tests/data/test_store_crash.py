"""Kills, damaged journals, full disks, read-only folders, locks: nothing acknowledged is lost or half there."""

import os
import random
import resource
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert

from data import files, store
from data.ingest.answers import remember_answers
from data.panel.build import panel_of
from data.panel.command import write_panel
from data.problems import BookError
from data.store import StoreError, database, sqlite
from data.store.blobs import digest
from data.store.errors import BUSY, DAMAGED
from data.vocabulary import holidays
from data.vocabulary.holidays import OfficeDay
from tests.data.persons import ANI
from tests.data.store_books import forget_everything, load_quickly, values, year_book, year_value

pytestmark = pytest.mark.usefixtures("home", "quick")
KILLS = int(os.environ.get("DAMPAK_KILLS", "15"))
BOOKS = 3
DAY_OFF = OfficeDay(date(2026, 5, 31), "Hari Jadi", True)

Moment = tuple[int, float]
"""How many imports are acknowledged first, and how many seconds later the process dies."""


def forked(work: Callable[[], None]) -> int:
    """Run `work` in a process of its own; its number."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    except BaseException:
        os._exit(1)


def outcome(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def import_and_acknowledge(pipe: int) -> None:
    for number in range(BOOKS):
        store.import_books([year_book(number)], ANI, {})
        os.write(pipe, b".")


def killed_at(moment: Moment) -> int:
    """Imports in another process, killed some seconds after that many were acknowledged; how many were in the end."""
    books, seconds = moment
    receive, send = os.pipe()
    child = forked(lambda: import_and_acknowledge(send))
    os.close(send)
    with os.fdopen(receive, "rb", buffering=0) as pipe:
        before = sum(len(pipe.read(1)) for _ in range(books))
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        outcome(child)
        return before + len(pipe.read())


def what_is_wrong(acknowledged: int) -> str | None:
    """None where the store is whole: every acknowledged import there, each in full or not at all."""
    try:
        imports, log, found = store.history(), store.event_log(), values(store.dataset()[0])
    except StoreError as error:
        return str(error)
    if len(imports) < acknowledged:
        return "lost"
    expected = {(f"Unit {n}", f"2026-{m:02d}"): year_value(n) for n in range(len(imports)) for m in range(1, 13)}
    whole = len(log) == len(imports) and all(event.after for event in log) and found == expected
    return None if whole else "partial"


def moments(kills: int) -> Iterator[Moment]:
    """Times of death, from the first import to the last, each within one import's length of an acknowledgement."""
    chance = random.Random(4)
    start = time.perf_counter()
    assert outcome(forked(lambda: import_and_acknowledge(os.open(os.devnull, os.O_WRONLY)))) == 0
    one = (time.perf_counter() - start) / BOOKS
    forget_everything()
    for _ in range(kills):
        yield chance.randrange(BOOKS), chance.uniform(0.02, 0.9) * one


@pytest.mark.slow
def test_no_kill_loses_or_halves_an_import(anywhere: str) -> None:
    unfinished, kills = 0, KILLS if anywhere == "file" else KILLS // 3
    for moment in moments(kills):
        acknowledged = killed_at(moment)
        unfinished += acknowledged < BOOKS
        assert what_is_wrong(acknowledged) is None
        import_and_acknowledge(os.open(os.devnull, os.O_WRONLY))
        assert len(store.history()) == BOOKS, "the same books again: told, not doubled"
        assert what_is_wrong(BOOKS) is None
        forget_everything()
    assert unfinished > kills / 2, "most kills must come in the middle"


def test_the_kill_test_notices_a_store_without_transactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "BEGIN", dict.fromkeys(sqlite.BEGIN, "SELECT 1"))
    found = set()
    for moment in moments(KILLS):
        found.add(what_is_wrong(killed_at(moment)))
        forget_everything()
        if "partial" in found:
            return
    pytest.fail(f"no kill was noticed: {found}")


def die_within_a_transaction(spill: bool) -> None:
    """Write half an import, into the database file itself where `spill`, and die before the commit."""
    with database.writing() as connection:
        connection.exec_driver_sql("PRAGMA cache_size=1") if spill else None
        fill(connection, 200_000 if spill else 20_000)
        os.kill(os.getpid(), signal.SIGKILL)


def fill(connection: Connection, size: int) -> None:
    book = {"file": "x", "sha256": "x", "answers": {}, "rows": 0, "refused": 0, "report": {}}
    connection.execute(insert(database.imports).values(id=99, **book))
    reading = {"import_id": 99, "kind": "kinerja", "parquet": b"x" * size, "sha256": "x"}
    connection.execute(insert(database.readings).values(reading))


@pytest.fixture(scope="module")
def sound_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with every book, to be copied and spoilt."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("sound")
        patch.setenv("DAMPAK_HOME", str(folder))
        patch.setattr("data.store.imports.load_books", load_quickly)
        import_and_acknowledge(os.open(os.devnull, os.O_WRONLY))
    return folder


def torn(tail: bytes) -> bytes:
    return b""


def flipped(tail: bytes) -> bytes:
    return bytes(byte ^ 0xFF for byte in tail)


def zeroed(tail: bytes) -> bytes:
    return bytes(len(tail))


@pytest.mark.parametrize(("spoil", "share"), [(torn, 0.02), (torn, 0.97), (flipped, 0.5), (zeroed, 0.97)])
@pytest.mark.parametrize("spill", [False, True])
def test_a_damaged_journal_tail_costs_nothing(
    spoil: Callable[[bytes], bytes], spill: bool, share: float, home: Path, sound_store: Path
) -> None:
    shutil.copytree(sound_store, home)
    assert outcome(forked(lambda: die_within_a_transaction(spill))) == -signal.SIGKILL
    journal = home / "dampak.db-journal"
    content = journal.read_bytes()
    keep = int(len(content) * (1 - share))
    journal.write_bytes(content[:keep] + spoil(content[keep:]))
    wrong = what_is_wrong(BOOKS)
    if spill:
        assert wrong in (None, DAMAGED), "a journal that was already on the disk: told, never a wrong number"
    else:
        assert wrong is None
    store.rebuild(ANI)
    assert what_is_wrong(BOOKS) is None


@pytest.mark.parametrize("place", [0, 100, 4096, 5000, -200])
def test_a_damaged_database_is_told_and_rebuilt(place: int, home: Path, sound_store: Path) -> None:
    shutil.copytree(sound_store, home)
    file = home / "dampak.db"
    content = bytearray(file.read_bytes())
    content[place : place + 150 or None] = bytes(150)
    file.write_bytes(content)
    assert what_is_wrong(BOOKS) in (None, DAMAGED)
    store.rebuild(ANI)
    assert what_is_wrong(BOOKS) is None


@pytest.mark.parametrize("room", [10, 300, 4_000, 20_000, 40_000])
def test_a_full_disk_is_told_and_costs_nothing(room: int) -> None:
    store.import_books([year_book(0)], ANI, {})

    def import_with_little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        with pytest.raises(StoreError, match=r"Ruang disk tidak cukup untuk (file|folder) .* di "):
            import_many()

    def import_many() -> None:
        for number in range(1, 60):
            store.import_books([year_book(number)], ANI, {})

    assert outcome(forked(import_with_little_room)) == 0
    assert what_is_wrong(1) is None
    store.import_books([year_book(len(store.history()))], ANI, {})
    assert what_is_wrong(2) is None


def without_room(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel has no room for the draft of that file: it goes to a device that is always full."""
    file.parent.mkdir(exist_ok=True)
    full, draft_of = file.with_name(".penuh"), files._draft_of
    full.symlink_to("/dev/full")
    monkeypatch.setattr(files, "_draft_of", lambda one: full if one == file else draft_of(one))


@pytest.mark.parametrize(
    ("file", "act"),
    [
        ("answers.json", lambda _: remember_answers({"kunci": "baru"}, ANI)),
        ("libur.toml", lambda _: holidays.change_office_days([DAY_OFF], [], ANI)),
        ("books/" + digest(year_book(1)[1]), lambda _: store.import_books([year_book(1)], ANI, {})),
        ("events/000002.json.menunggu", lambda _: store.undo(1, ANI)),
        ("cadangan.zip", lambda file: store.backup(file, ANI)),
        ("panel.csv", lambda file: write_panel(panel_of(store.dataset()[0]), file)),
    ],
)
def test_no_room_for_a_file_is_told_with_its_name_and_costs_nothing(
    file: str, act: Callable[[Path], object], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.import_books([year_book(0)], ANI, {})
    remember_answers({"kunci": "lama"}, ANI)
    holidays.change_office_days((), [DAY_OFF], ANI)
    before = (home / file).read_bytes() if (home / file).exists() else None
    without_room(home / file, monkeypatch)
    with pytest.raises(BookError, match=rf"Ruang disk tidak cukup untuk file {Path(file).name} di "):
        act(home / file)
    assert before is None or (home / file).read_bytes() == before
    assert before is not None or not (home / file).exists()
    assert what_is_wrong(1) is None
    act(home / file)


@contextmanager
def read_only_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store in a folder that may be read and not written."""
    folder = Path(tempfile.mkdtemp())
    monkeypatch.setenv("DAMPAK_HOME", str(folder))
    store.import_books([year_book(0)], ANI, {})
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755)
        shutil.rmtree(folder)


def as_nobody(work: Callable[[], None]) -> int:
    """The superuser may write everywhere: become somebody else first."""

    def changed() -> None:
        if os.geteuid() == 0:
            os.setuid(65534)
        work()

    return outcome(forked(changed))


def test_a_read_only_folder_can_be_read_and_is_told_of_on_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_then_write() -> None:
        assert what_is_wrong(1) is None
        for write in (lambda: store.import_books([year_book(1)], ANI, {}), lambda: store.undo(1, ANI)):
            with pytest.raises(StoreError, match="Tidak ada izin untuk "):
                write()

    with read_only_home(monkeypatch):
        assert as_nobody(read_then_write) == 0


def test_a_busy_store_is_waited_for_and_then_told_of(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.import_books([year_book(0)], ANI, {})
    monkeypatch.setattr(files, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(home / "dampak.db", isolation_level=None)) as other:
        for lock, acts in (("IMMEDIATE", [write]), ("EXCLUSIVE", [write, store.history, store.version])):
            other.execute(f"BEGIN {lock}")
            for act in acts:
                with pytest.raises(StoreError, match=BUSY):
                    act()
            other.execute("ROLLBACK")
    assert what_is_wrong(1) is None


def write() -> Any:
    return store.import_books([year_book(1)], ANI, {})
