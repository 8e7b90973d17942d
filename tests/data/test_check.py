"""`python -m data check`: the promised JSON, the exit codes, and answers remembered per layout."""

import json
from pathlib import Path

import pytest

from data.__main__ import main
from data.ingest.answers import answers_file, remember_answers, remembered_answers
from data.ingest.load import load_books
from tests.data.made_books import workbook
from tests.data.persons import ANI

GOOD = [["Unit", "Bulan", "IKM"], ["Asemrowo", "Januari 2025", 80]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path / "rumah"))
    return tmp_path


def book(folder: Path, name: str, grid: list) -> str:
    path = folder / name
    path.write_bytes(workbook(grid))
    return str(path)


def test_all_good_is_zero(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", book(home, "baik.xlsx", GOOD)]) == 0
    assert (
        "baik.xlsx · Lembar1 · kinerja: 1 baris diterima, 0 baris dan 0 sel perlu diperbaiki" in capsys.readouterr().out
    )


def test_refused_rows_are_one_and_the_json_keeps_its_keys(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = book(home, "cacat.xlsx", [*GOOD, ["Asemrowo", "Februari 2025", "delapan"]])
    assert main(["check", path, "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    (file,) = found["files"]
    assert file.keys() >= {"name", "sha256", "sheets"}
    assert file["sheets"] == [
        {
            "sheet": "Lembar1", "kind": "kinerja", "header_row": 1, "rows": 2, "accepted": 2, "refused": 0,
            "columns": {
                "unit": {"header": "Unit", "column": "A"}, "bulan": {"header": "Bulan", "column": "B"},
                "ikm": {"header": "IKM", "column": "C"},
            },
        }
    ]  # fmt: skip
    assert found["problems"] == [
        {
            "file": "cacat.xlsx", "sheet": "Lembar1", "row": 3, "column": "IKM", "cell": "C3", "value": "delapan",
            "reason": "bukan angka; tulis angkanya saja, misalnya 87,5", "severity": "refused",
        }
    ]  # fmt: skip


@pytest.mark.parametrize("grid", [[], [["apa", "saja"]], [["NIP", "Nama Pelatihan"], ["198501012010011001", "A"]]])
def test_a_useless_file_is_two_and_one_sentence(home: Path, capsys: pytest.CaptureFixture[str], grid: list) -> None:
    assert main(["check", book(home, "kosong.xlsx", grid), book(home, "baik.xlsx", GOOD)]) == 2
    shown = capsys.readouterr()
    assert shown.err.startswith("File kosong.xlsx")
    assert shown.err.count("\n") == 1
    assert "baik.xlsx · Lembar1" in shown.out


def test_a_missing_file_is_two(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(home / "tidak ada.xlsx")]) == 2
    assert "tidak ada.xlsx tidak dapat dibuka" in capsys.readouterr().err


def test_an_answer_serves_next_months_book_of_the_same_layout(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    header = ["NIP", "Nama Pelatihan", "Tanggal Mulai"]
    march = book(home, "maret.xlsx", [header, ["198501012010011001", "A", "03/04/2025"]])
    may = book(home, "mei.xlsx", [header, ["198501012010011001", "B", "05/06/2025"]])
    assert main(["check", march]) == 1
    told = capsys.readouterr().out
    (question,) = load_books([Path(march)]).questions
    assert "pertanyaan: Pada kolom “Tanggal Mulai”" in told
    assert f"Pilihan: hari/bulan/tahun | bulan/hari/tahun. Jawab dengan --answer “{question.key}=…”" in told
    assert main(["check", march, "--answer", f"{question.key}=terserah"]) == 1
    assert main(["check", march, "--answer", f"{question.key}=hari/bulan/tahun"]) == 0
    assert main(["check", march]) == 1, "check remembers nothing"
    assert main(["import", march, "--by", "Uji", "--answer", f"{question.key}=hari/bulan/tahun"]) == 0
    assert main(["check", march, may]) == 0
    with pytest.raises(SystemExit) as end:
        main(["check", march, "--answer", "tanpa jawaban"])
    assert end.value.code == 2


def test_cells_refused_for_one_reason_are_told_in_one_line(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = [["Asemrowo", f"{month} 2025", f"salah {month}"] for month in ("Maret", "April", "Mei", "Juni", "Juli")]
    path = book(home, "banyak.xlsx", [*GOOD, *bad, ["Asemrowo", "Agustus 2025", 20]])
    assert main(["check", path]) == 1
    refused = [line for line in capsys.readouterr().out.splitlines() if line.startswith("perlu diperbaiki")]
    assert refused[0] == (
        "perlu diperbaiki: banyak.xlsx, Lembar1, 5 sel di baris 3–7, IKM: “salah Maret”, “salah April”, “salah Mei” "
        "dan 2 isi lain bukan angka; tulis angkanya saja, misalnya 87,5"
    )
    assert len(refused) == 2


def test_answers_are_kept_in_the_office_home(home: Path) -> None:
    assert remembered_answers() == {}
    remember_answers({"a": "1", "b": "2"}, ANI)
    remember_answers({"b": "3"}, ANI)
    assert remembered_answers() == {"a": "1", "b": "3"}
    assert answers_file().parent == home / "rumah"
    answers_file().write_text("rusak")
    assert remembered_answers() == {}
    answers_file().write_text("[1]")
    assert remembered_answers() == {}


def test_rows_and_cells_are_counted_apart(tmp_path: Path) -> None:
    """Of four rows with five figures each all twenty cells are refused; every row stands, for its unit and month do."""
    names = ["IKM", "Lama Layanan (menit)", "Tepat Waktu (%)", "Pengaduan", "Volume"]
    rows = [["Unit Kerja", "Bulan", *names], ["Seksi A", "Januari 2025", *["80"] * 5]]
    rows += [["Seksi A", f"{month} 2025", *["salah"] * 5] for month in ("Februari", "Maret", "April", "Mei")]
    book = tmp_path / "b.csv"
    book.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    dataset = load_books([book])
    (sheet,) = dataset.files[0].sheets
    assert (sheet.rows, sheet.accepted + sheet.refused, dataset.refused_cells("b.csv", sheet)) == (5, 5, 20)
