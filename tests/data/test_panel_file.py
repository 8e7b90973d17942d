from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data.__main__ import main
from data.panel.build import panel_as_text, panel_of
from data.panel.command import write_panel
from data.panel.dataset import Dataset, FileReport
from data.problems import BookError, Problem
from tests.analysis.office import trainings
from tests.data.test_panel import figure, table

FILES = (FileReport("k.xlsx", "0" * 64, ()),)
DATASET = Dataset(
    files=FILES,
    pelatihan=trainings({"unit": "A", "selesai": "2025-02-10", "jp": 8}),
    kinerja=table("kinerja", [figure("A", "2025-01", 80 + 1 / 3), figure("A", "2025-T1", 5, "=1+1")]),
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def running(*arguments: str, dataset: Dataset = DATASET) -> tuple[int, str, str]:
        monkeypatch.setattr("data.command_line.load_books", lambda _: dataset)
        code = main(["panel", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return running


def test_csv_keeps_full_precision_and_no_text_is_a_formula(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "new folder" / "panel.csv"
    code, said, _ = run("--out", str(out))
    assert (code, said.splitlines()[0]) == (0, f"{out}: 2 baris")
    assert "Catatan: Tanpa daftar pegawai" in said
    assert out.read_text(encoding="utf-8").splitlines()[1:] == [
        f"A,2025-T1,'=1+1,5.0,,100.0,8.0,2025-T1,{49 / 90}",
        "A,2025-01,ikm,80.33333333333333,,0.0,0.0,,",
    ]


def test_parquet_holds_the_panel(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "panel.parquet"
    assert run("--out", str(out), "--training", "prima")[0] == 0
    expected = panel_as_text(panel_of(DATASET))
    pd.testing.assert_frame_equal(pd.read_parquet(out), expected, check_dtype=False)


def test_an_empty_panel_is_written_with_its_header(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "panel.csv"
    assert run("--out", str(out), dataset=Dataset(files=FILES))[0] == 0
    assert out.read_text(encoding="utf-8").startswith("unit,period,indicator,value,n,")


@pytest.mark.parametrize("suffix", ["xlsx", "txt", ""])
def test_another_ending_is_refused(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(BookError, match=r"pakai akhiran \.csv atau \.parquet"):
        write_panel(panel_of(DATASET), tmp_path / f"panel.{suffix}")


def test_what_cannot_be_used_is_one_sentence_and_exit_code_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    blocked = str(tmp_path / "file" / "panel.csv")
    out = str(tmp_path / "panel.csv")
    broken = Dataset(files=(FileReport("x.xlsx", "", (), "File x.xlsx rusak; simpan ulang."),))
    answers = [
        run("--out", blocked),
        run("--out", out, "--training", "Memasak"),
        run("--out", out, dataset=broken),
        run("--out", out, dataset=Dataset()),
    ]
    assert {code for code, _, _ in answers} == {2}
    assert [said.count("\n") for _, _, said in answers] == [1, 1, 1, 1]
    assert answers[0][2].startswith(f"Nama file file di {tmp_path} sudah dipakai")


def test_refused_rows_are_exit_code_1(run: Run, tmp_path: Path) -> None:
    refused = Problem("k.xlsx", "K", 7, "value", "D7", "abc", "bukan angka")
    dataset = Dataset(FILES, (refused,), kinerja=DATASET.kinerja)
    assert run("--out", str(tmp_path / "panel.csv"), dataset=dataset)[0] == 1
