"""The store from the command line."""

import json
from pathlib import Path

import pandas as pd
import pytest

from data import store
from data.__main__ import main
from tests.data.persons import ANI
from tests.data.store_books import JANUARY

pytestmark = pytest.mark.usefixtures("home")


class TestCommands:
    def test_import_history_undo_redo(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        book = tmp_path / "kinerja.csv"
        book.write_bytes(JANUARY[1])
        assert main(["import", str(book), "--by", "Ani"]) == 0
        assert main(["undo", "1", "--by", "Budi"]) == 0
        capsys.readouterr()
        assert main(["history", "--json"]) == 0
        (told,) = json.loads(capsys.readouterr().out)["imports"]
        assert list(told) == ["id", "file", "sha256", "at", "by", "rows", "refused", "status"]
        assert (told["id"], told["by"], told["rows"], told["status"]) == (1, "Ani", 2, "undone")
        assert main(["redo", "1"]) == 0
        assert store.history()[0].status == "active"

    def test_commands_without_books_read_the_store(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        store.import_books([JANUARY], ANI)
        assert main(["check"]) == 0
        assert "kinerja.csv · CSV · kinerja: 2 baris diterima" in capsys.readouterr().out
        assert main(["panel", "--out", str(tmp_path / "panel.csv")]) == 0
        assert len(pd.read_csv(tmp_path / "panel.csv")) == 2

    def test_refused_rows_are_exit_code_1(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        book = tmp_path / "kinerja.csv"
        book.write_bytes(JANUARY[1] + b"\nSeksi Percobaan;entah;80,00")
        assert main(["import", str(book), "--dry-run"]) == 1
        assert "1 sel atau baris perlu diperbaiki" in capsys.readouterr().out
        assert store.history() == ()
        assert main(["import", str(book)]) == 1
        assert "2 baris diterima, 1 baris perlu diperbaiki" in capsys.readouterr().out

    @pytest.mark.parametrize(
        "command", [["import", "tidak ada.xlsx"], ["undo", "3"], ["restore", "tidak ada.zip"], ["backup", "x.zip"]]
    )
    def test_what_cannot_be_done_is_one_sentence(self, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        assert main(command) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.count("\n") == 1

    def test_backup_restore_rebuild(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        store.import_books([JANUARY], ANI)
        file = str(tmp_path / "cadangan.zip")
        assert [main(["backup", file]), main(["restore", file]), main(["rebuild"])] == [0, 0, 0]
        assert "1 kejadian" in capsys.readouterr().out
