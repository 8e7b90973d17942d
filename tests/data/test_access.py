"""Every function that writes asks who acts; accounts are hard to guess; the log shows every line changed or gone."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.targets.compute import SCALES, choose_scale
from data import store
from data.__main__ import main
from data.access import Forbidden, Person, accounts, audit
from data.access.person import ROLES
from data.ingest.answers import remember_answers
from data.panel.dataset import Dataset
from data.problems import BookError
from data.region.folder import write_folder
from data.store import remarks
from data.vocabulary import holidays
from tests.data.persons import ANI
from tests.data.store_books import JANUARY

NIP = "198501012010011001"
ACTS: dict[str, tuple[str, Callable[[Person, Path], object]]] = {
    "remark": ("penulis", lambda by, _: remarks.write("2026-10", "", "catatan/1", {"text": "a"}, by, 0)),
    "import": ("pengelola", lambda by, _: store.import_books([JANUARY], by, {})),
    "undo": ("pengelola", lambda by, _: store.undo(1, by)),
    "redo": ("pengelola", lambda by, _: store.redo(1, by)),
    "answers": ("pengelola", lambda by, _: remember_answers({"kunci": "jawaban"}, by)),
    "days off": ("pengelola", lambda by, _: holidays.change_office_days((), (), by)),
    "days off back": ("pengelola", lambda by, _: holidays.take_back(by)),
    "scale": ("pengelola", lambda by, _: choose_scale(next(iter(SCALES)), by)),
    "backup": ("sistem", lambda by, folder: store.backup(folder / "cadangan.zip", by)),
    "restore": ("sistem", lambda by, folder: store.restore(folder / "cadangan.zip", by)),
    "rebuild": ("sistem", lambda by, _: store.rebuild(by)),
    "forget": ("sistem", lambda by, _: store.forget(NIP, by)),
    "export": ("sistem", lambda by, folder: write_folder(Dataset(), folder / "ekspor", "Asemrowo", by)),
    "account": ("sistem", lambda by, _: accounts.add("Budi", "rahasia sekali", "penulis", "", by)),
    "account reset": ("sistem", lambda by, _: accounts.reset("Ani", "rahasia sekali", by)),
    "account off": ("sistem", lambda by, _: accounts.off("Ani", by)),
}


@pytest.fixture(autouse=True)
def _home(home: Path) -> Path:
    return home


def state(folder: Path) -> dict[str, bytes]:
    """Every file of the store and its content."""
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_do_what_it_may_and_nothing_else(role: str, act: str, home: Path, tmp_path: Path) -> None:
    needed, run = ACTS[act]
    store.import_books([JANUARY], ANI, {})
    accounts.add("Ani", "rahasia sekali", "penulis", "", ANI)
    by, before = Person("Dedi", role), state(home)
    if ROLES.index(role) < ROLES.index(needed):
        with pytest.raises(Forbidden, match=f"Peran {role} tidak boleh .* masuk sebagai {needed}"):
            run(by, tmp_path)
        assert state(home) == before
    else:
        assert not isinstance(refusal(lambda: run(by, tmp_path)), Forbidden)


def refusal(act: Callable[[], object]) -> BookError | None:
    """What was said instead of doing it."""
    try:
        act()
    except BookError as error:
        return error
    return None


def test_an_account_of_one_unit_writes_about_no_other() -> None:
    lurah = Person("Lurah", "penulis", unit="Kelurahan A")
    remarks.write("2026-10", "Kelurahan A", "catatan/1", {"text": "a"}, lurah, 0)
    for unit in ("", "Kelurahan B"):
        with pytest.raises(Forbidden, match="hanya untuk Kelurahan A"):
            remarks.write("2026-10", unit, "catatan/1", {"text": "a"}, lurah, 0)


def test_a_typed_name_is_kept_as_typed() -> None:
    store.import_books([JANUARY], Person("Ani", "pengelola", typed=True), {})
    assert store.history()[0].by == "Ani (diketik)"


class Clock:
    """A clock that stands until it is put forward."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


class TestAccounts:
    @pytest.fixture(autouse=True)
    def _account(self) -> None:
        accounts.add("Ani", "kuda baterai jepit", "penulis", "Kelurahan A", ANI)

    def test_signing_in_gives_the_person_and_a_hash_alone_is_kept(self, home: Path) -> None:
        assert accounts.sign_in("Ani", "kuda baterai jepit").person == Person("Ani", "penulis", "Kelurahan A")
        kept = (home / accounts.FILE).read_text()
        assert "kuda" not in kept
        assert "$argon2id$" in kept
        assert (home / accounts.FILE).stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("name", ["Ani", "Siapa"])
    def test_each_failure_doubles_the_wait_for_known_and_unknown_names_alike(self, name: str) -> None:
        clock, waits = Clock(), []
        for _ in range(11):
            with pytest.raises(Forbidden, match="Nama atau sandi salah") as told:
                accounts.sign_in(name, "salah", clock)
            waits.append(int("".join(filter(str.isdigit, str(told.value)))))
            clock.now += waits[-1] - 0.5
            with pytest.raises(Forbidden, match="tunggu"):
                accounts.sign_in(name, "kuda baterai jepit", clock)
            clock.now += 0.5
        assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]

    def test_off_and_reset_end_what_is_signed_in(self) -> None:
        account = accounts.sign_in("Ani", "kuda baterai jepit")
        assert accounts.still(account) == account
        accounts.reset("Ani", "sandi yang lain", ANI)
        assert accounts.still(account) is None
        account = accounts.sign_in("Ani", "sandi yang lain")
        accounts.off("Ani", ANI)
        assert accounts.still(account) is None
        assert not accounts.any_active()
        with pytest.raises(Forbidden):
            accounts.sign_in("Ani", "sandi yang lain")

    def test_the_command_line_makes_them(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO("pendek\nrahasia sekali\nrahasia sekali\n"))
        assert main(["account", "add", "Budi", "--role", "pengelola"]) == 2
        assert "Sandi terlalu pendek" in capsys.readouterr().err
        assert main(["account", "add", "Budi", "--role", "pengelola", "--unit", "Kelurahan B"]) == 0
        assert main(["account", "add", "Budi", "--role", "penulis"]) == 2
        assert main(["account", "off", "Siapa"]) == 2
        assert main(["account", "off", "Ani"]) == 0
        capsys.readouterr()
        assert main(["account", "list"]) == 0
        told = "Ani · penulis · Kelurahan A · mati\nBudi · pengelola · Kelurahan B · aktif\n"
        assert capsys.readouterr().out == told
        with pytest.raises(SystemExit):
            main(["account", "add", "Cici", "--role", "sistem"])


class TestLog:
    @pytest.fixture(autouse=True)
    def _lines(self) -> None:
        for number in range(4):
            audit.note(ANI, "impor", f"impor {number}")

    def log(self, home: Path) -> Path:
        return home / audit.FOLDER / audit.FILE

    def test_it_tells_who_did_what_and_stands_as_it_was_written(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert [(one["siapa"], one["tindakan"], one["hal"]) for one in audit.lines()][1] == ("Ani", "impor", "impor 1")
        assert main(["log", "verify"]) == 0
        assert capsys.readouterr().out == "Jejak utuh: 4 baris.\n"

    @pytest.mark.parametrize("missing", [(0,), (1,), (3,), (2, 3), (0, 1, 2, 3)])
    def test_a_missing_line_is_found(self, missing: tuple[int, ...], home: Path) -> None:
        lines = self.log(home).read_text().splitlines(keepends=True)
        self.log(home).write_text("".join(line for place, line in enumerate(lines) if place not in missing))
        assert audit.verify() == (audit.MISSING.format(number=missing[0] + 1),)
        audit.note(ANI, "impor", "impor 9")
        assert audit.verify(), "what comes later hides nothing"

    @pytest.mark.parametrize("place", range(4))
    @pytest.mark.parametrize("field", ["siapa", "hal", "waktu", "segel", "nomor"])
    def test_a_changed_line_is_found(self, field: str, place: int, home: Path, capsys: pytest.CaptureFixture) -> None:
        lines = [json.loads(line) for line in self.log(home).read_text().splitlines()]
        lines[place][field] = "lain"
        self.log(home).write_text("".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines))
        assert main(["log", "verify"]) == 2
        assert f"baris {place + 1} " in capsys.readouterr().err

    def test_a_log_cut_off_while_writing_goes_on_and_says_so(self, home: Path) -> None:
        (home / audit.FOLDER / audit.HEAD).unlink()
        assert audit.verify() == ()
        audit.note(ANI, "impor", "impor 5")
        assert audit.verify() == ()
