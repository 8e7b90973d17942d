"""Whatever of the store's files is missing, whatever is done next: told, never an empty store, never a lost event."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from data import store
from data.__main__ import main
from data.store import StoreError, remarks
from data.store.database import database_file
from data.store.errors import DAMAGED, LOST
from data.store.log import EVENTS, LOGS, write_record
from tests.data.persons import ANI, BUDI, CICI
from tests.data.store_books import load_quickly, values, year_book

MONTH = "2026-10"
BOOKS = 2
SPOILS = ("missing", "empty", "earlier")


def write_remark(text: str = "Antre panjang.") -> None:
    found = remarks.newest(remarks.versions(MONTH, "")).get("catatan/1")
    remarks.write(MONTH, "", "catatan/1", {"text": text}, ANI, found.id if found else 0)


def add_the_next_book() -> None:
    store.import_books([year_book(BOOKS)], ANI, {})


COMMANDS: dict[str, Callable[[], object]] = {
    "history": store.history,
    "dataset": store.dataset,
    "import": add_the_next_book,
    "undo": lambda: store.undo(2, ANI),
    "remark": lambda: write_remark("Antre pendek."),
    "rebuild": lambda: store.rebuild(ANI),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with everything in it, and its backup beside it."""
    folder = tmp_path_factory.mktemp("whole") / "home"
    with pytest.MonkeyPatch.context() as patch:
        use(folder, patch)
        for number in range(BOOKS):
            store.import_books([year_book(number)], ANI, {})
        store.undo(1, ANI)
        write_remark()
        store.backup(folder.parent / "cadangan.zip", ANI)
        shutil.copy(folder / "dampak.db", folder.parent / "earlier.db")
        store.redo(1, ANI)
        write_remark("Antre.")
        store.undo(1, ANI)
        store.backup(folder.parent / "cadangan.zip", ANI)
    return folder


@pytest.fixture
def before(whole: Path, monkeypatch: pytest.MonkeyPatch) -> tuple:
    """What the whole store tells."""
    use(whole, monkeypatch)
    return told()


def use(folder: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("DAMPAK_HOME", str(folder))
    patch.delenv("DAMPAK_DB", raising=False)
    patch.setattr("data.store.imports.load_books", load_quickly)
    patch.setattr("data.store.imports.headline", lambda _: {})
    patch.setattr("os.fsync", lambda _: None)


def files_of(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def losses(files: list[str]) -> list[list[str]]:
    """What may be missing: every third prefix and suffix, each file, each folder with the database or not."""
    cuts = range(2, len(files) + 1, 3)
    every = [files[:cut] for cut in cuts] + [files[-cut:] for cut in cuts] + [[file] for file in files]
    folders = [[file for file in files if file.startswith(f"{name}/")] for name in ("books", *LOGS)]
    return [[], *every, *folders, *([*folder, "dampak.db"] for folder in folders)]


def spoilt(whole: Path, folder: Path, lost: list[str], spoil: str = "missing") -> Path:
    """A copy of the store in which those files are missing, empty, or what they were before the last events."""
    shutil.copytree(whole, folder)
    for name in lost:
        (folder / name).unlink()
        if spoil == "empty":
            (folder / name).touch()
        if spoil == "earlier":
            shutil.copy(whole.parent / "earlier.db", folder / name)
    return folder


def records(folder: Path) -> set[str]:
    """Every record that is still in a log, under whatever name."""
    return {file.read_text() for log in LOGS for file in (folder / log).glob("*.json*")}


def told() -> tuple:
    return store.history(), store.event_log(), values(store.dataset()[0]), remarks.versions(MONTH, "")


def attempt(command: Callable[[], object]) -> str | None:
    """What was said instead of doing it."""
    try:
        command()
    except StoreError as error:
        return str(error)
    return None


def includes(longer: tuple, shorter: tuple) -> bool:
    """Whether every event and remark of the one is told by the other, each as it was."""
    return all(longer[log][: len(shorter[log])] == shorter[log] for log in (1, 3))


def cases(whole: Path, spoil: str) -> list[list[str]]:
    return losses(files_of(whole)) if spoil == "missing" else [["dampak.db"]]


@pytest.mark.parametrize("spoil", SPOILS)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_loss_passes_for_an_empty_store_and_no_record_is_overwritten(
    command: str, spoil: str, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: tuple
) -> None:
    for number, lost in enumerate(cases(whole, spoil)):
        folder = spoilt(whole, tmp_path / str(number), lost, spoil)
        use(folder, monkeypatch)
        kept = records(folder)
        said = attempt(COMMANDS[command])
        assert records(folder) >= kept, lost
        if lost != files_of(whole):
            assert said in (None, DAMAGED, LOST), lost
            assert said or command == "rebuild" or includes(told(), before), lost


@pytest.mark.parametrize("spoil", SPOILS)
def test_after_any_loss_what_is_left_is_rebuilt_and_the_backup_brings_everything_back(
    spoil: str, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: tuple
) -> None:
    for number, lost in enumerate(cases(whole, spoil)):
        use(spoilt(whole, tmp_path / str(number), lost, spoil), monkeypatch)
        if attempt(COMMANDS["rebuild"]) != LOST:
            assert includes(before, told()), lost
        store.restore(whole.parent / "cadangan.zip", ANI)
        assert told() == before, lost


@pytest.mark.usefixtures("home", "quick")
def test_an_import_that_dies_before_its_end_is_set_aside_and_its_number_used_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.import_books([year_book(0)], ANI, {})
    with monkeypatch.context() as patch:
        patch.setattr("data.store.imports.write_record", die_after_writing)
        with pytest.raises(KeyboardInterrupt):
            store.import_books([year_book(1)], BUDI, {})
    folder = database_file().parent
    died = records(folder)
    assert len(store.history()) == 1
    store.import_books([year_book(2)], CICI, {})
    assert [one.by for one in store.history()] == ["Ani", "Cici"]
    assert records(folder) > died
    assert len(list((folder / EVENTS).glob("*.disisihkan-*"))) == 1


def die_after_writing(log: str, record: dict) -> None:
    write_record(log, record)
    raise KeyboardInterrupt


@pytest.mark.usefixtures("home", "quick")
def test_a_book_whose_original_was_lost_is_kept_again_when_it_comes_again(home: Path) -> None:
    store.import_books([year_book(0)], ANI, {})
    shutil.rmtree(home / "books")
    (again,) = store.import_books([year_book(0)], ANI, {})
    assert again.known
    assert store.rebuild(ANI) == 1


@pytest.mark.usefixtures("home", "quick")
def test_the_command_tells_of_kept_books_that_no_event_names(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store.import_books([year_book(0)], ANI, {})
    store.import_books([year_book(1)], ANI, {})
    (home / "dampak.db").unlink()
    (home / EVENTS / "000002.json").unlink()
    assert main(["rebuild"]) == 0
    assert "1 file di folder books tidak disebut riwayat" in capsys.readouterr().out
