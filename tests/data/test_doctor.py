"""What the doctor finds, each fault with what to do about it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from data import doctor, store
from data.__main__ import main
from data.access import audit
from tests.data.persons import ANI
from tests.data.store_books import JANUARY


def found(what: str) -> doctor.Finding:
    return next(finding for finding in doctor.examine() if finding.what == what)


def lose_the_database(home: Path, _: pytest.MonkeyPatch) -> None:
    (home / "dampak.db").unlink()


def change_the_log(home: Path, _: pytest.MonkeyPatch) -> None:
    log = home / audit.FOLDER / audit.FILE
    log.write_text(log.read_text().replace("Ani", "Budi"))


def fill_the_disk(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(doctor, "LEAST_BYTES", 2**80)


def open_to_the_network(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("DAMPAK_ACCESS", "lan")


def pin_another(home: Path, patch: pytest.MonkeyPatch) -> None:
    (home / "pins.txt").write_text("pandas==0.1\ntidak-ada==1\n")
    patch.setattr(doctor, "PINS", home / "pins.txt")


def lose_the_font(home: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(doctor, "FONT", home / "tidak ada")


def another_python(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(doctor, "PYTHONS", ((4, 0), (4, 1)))


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    ("fault", "what", "todo"),
    [
        (lose_the_database, "Penyimpanan", "jalankan: python -m data rebuild"),
        (change_the_log, "Jejak", "baris 1 diubah"),
        (fill_the_disk, "Ruang disk", "kosongkan"),
        (open_to_the_network, "Akses", "account add"),
        (pin_another, "Paket", r"pandas .* \(perlu 0.1\), tidak-ada tidak ada"),
        (lose_the_font, "Huruf laporan", "salin lagi"),
        (another_python, "Python", "pasang Python 3.11"),
    ],
)
def test_a_fault_is_found_and_says_what_to_do(
    fault: Callable[[Path, pytest.MonkeyPatch], None], what: str, todo: str, home: Path,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    store.import_books([JANUARY], ANI, {})
    assert found(what).good
    fault(home, monkeypatch)
    assert not found(what).good
    assert re.search(todo, found(what).words)
    assert main(["doctor"]) == 1
    assert f"PERIKSA  {what}" in capsys.readouterr().out


def test_nothing_is_stored_yet_and_that_is_good(home: Path) -> None:
    assert found("Penyimpanan").good
    assert found("Folder data").good
    assert home.is_dir()
