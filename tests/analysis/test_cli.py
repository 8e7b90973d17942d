"""`python -m analysis before-after` and `fit_regression`: keys, numbers, exit codes, sentences."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.before_after.compute import compare
from analysis.impact.randomisation_plan import draw_waves
from analysis.interfaces import command_line as command
from analysis.interfaces.records import to_json
from analysis.regression.compute import fit_regression
from data.panel.build import panel_of, series
from data.panel.dataset import Dataset, FileReport, empty_frame
from data.problems import Problem
from data.vocabulary.exposures import EXPOSURES
from data.vocabulary.indicators import indicator
from tests.analysis.office import staff, trainings

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., tuple[int, str, str]]

BEFORE_AFTER_KEYS = {
    "indicator", "unit_of_measure", "better", "window", "n_units", "n_periods", "before", "after", "difference",
    "ci_low", "ci_high", "p", "pairs", "excluded",
}  # fmt: skip
REGRESS_KEYS = {"x", "y", "lag", "n", "n_units", "slope", "ci_low", "ci_high", "p", "r2", "intercept", "checks"}


def office() -> Dataset:
    """Five units over twelve months; A to D trained in months 4 to 7, E never."""
    rng = np.random.default_rng(0)
    units, months = "ABCDE", list(pd.period_range("2025-01", periods=12, freq="M"))
    level = {unit: 70 + 3 * place for place, unit in enumerate(units)}
    rows = [(unit, month, level[unit] + rng.normal(0, 1)) for unit in units for month in months]
    figures = pd.DataFrame(rows, columns=["unit", "period", "value"]).astype({"period": object})
    figures = figures.assign(indicator="lama_layanan", n=np.nan, file="k.xlsx", sheet="K", row=1)
    book = trainings(
        *({"nip": unit, "selesai": f"2025-{4 + place:02d}-10", "jp": 10} for place, unit in enumerate("ABCD"))
    )
    return Dataset(
        files=(FileReport("k.xlsx", "0" * 64, ()),),
        pegawai=staff(*({"nip": unit, "unit": unit} for unit in units)),
        pelatihan=book,
        kinerja=figures[empty_frame("kinerja").columns],
    )


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line on a dataset: exit code, stdout, stderr."""

    def running(*arguments: str, dataset: Dataset | None = None) -> tuple[int, str, str]:
        monkeypatch.setattr("data.command_line.load_books", lambda _: dataset or office())
        try:
            code = command.main(list(arguments))
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return running


def test_before_after_prints_the_pages_numbers(run: Run) -> None:
    code, out, err = run("before-after", "--indicator", "lama_layanan", "--window", "3", "--json")
    record = json.loads(out)
    expected = compare(series(panel_of(office()), "lama_layanan"), indicator("lama_layanan"), window=3)
    assert (code, err) == (0, "")
    assert record.keys() >= BEFORE_AFTER_KEYS
    assert [record[key] for key in ("indicator", "unit_of_measure", "better", "window")] == [
        "lama_layanan", "menit", "lower", 3,
    ]  # fmt: skip
    for key in ("n_units", "n_periods", "before", "after", "difference", "ci_low", "ci_high", "p"):
        assert record[key] == getattr(expected, key)
    assert record["pairs"][0] == {"unit": "A", "before": expected.pairs[0].before, "after": expected.pairs[0].after}
    assert [unit["unit"] for unit in record["excluded"]] == ["E"]


@pytest.mark.parametrize(("x", "lag"), [("jp_per_pegawai", "0"), ("porsi_terlatih", "3")])
def test_regress_prints_the_pages_numbers(run: Run, x: str, lag: str) -> None:
    code, out, _ = run("regress", "--x", x, "--y", "lama_layanan", "--lag", lag, "--json")
    record = json.loads(out)
    exposure = next(one for one in EXPOSURES if one.key == x)
    rows = series(panel_of(office()), "lama_layanan")
    expected = fit_regression(rows, x=exposure, y=indicator("lama_layanan"), lag=int(lag))
    assert code == 0
    assert record.keys() >= REGRESS_KEYS
    for key in ("lag", "n", "n_units", "slope", "intercept", "ci_low", "ci_high", "p", "r2"):
        assert record[key] == getattr(expected, key)
    assert [check["name"] for check in record["checks"]] == [check.name for check in expected.checks]
    assert all(check.keys() == {"name", "statistic", "p", "verdict"} for check in record["checks"])


@pytest.mark.parametrize(("last", "signal", "code"), [(400.0, "worse", 3), (1.0, "better", 0), (80.0, "usual", 0)])
def test_changes_prints_each_unit_s_month_and_tells_by_its_exit_code_what_got_worse(
    run: Run, last: float, signal: str, code: int
) -> None:
    dataset = office()
    ends = (dataset.kinerja["unit"] == "E") & (dataset.kinerja["period"] == pd.Period("2025-12", "M"))
    dataset.kinerja.loc[ends, "value"] = last
    found, out, err = run("changes", "--json", dataset=dataset)
    record = json.loads(out)
    assert (found, err, record["month"], len(record["changes"])) == (code, "", "2025-12", 5)
    (entry,) = (one for one in record["changes"] if one["unit"] == "E")
    assert (entry["indicator"], entry["value"], entry["signal"]) == ("lama_layanan", last, signal)
    assert (entry["rule"] is None, entry["year_ago"]) == (signal == "usual", None)
    found, out, _ = run("changes", "--month", "2025-12", dataset=dataset)
    assert (found, out.count("E, Lama layanan")) == (code, int(signal != "usual"))


@pytest.mark.parametrize(
    ("month", "told"), [("2025-13", "tulis bulan seperti 2026-10"), ("2024-01", "Pakai Desember 2025.")]
)
def test_a_month_that_cannot_be_compared_is_told_in_one_sentence(run: Run, month: str, told: str) -> None:
    code, out, err = run("changes", "--month", month)
    assert (code, out) == (2, "")
    assert told in err


def test_what_cannot_be_computed_is_null(run: Run) -> None:
    _, out, _ = run("before-after", "--indicator", "lama_layanan", "--unit", "A", "B", "--json")
    record = json.loads(out)
    assert record["difference"] is not None
    assert [record[key] for key in ("ci_low", "ci_high", "p")] == [None, None, None]
    _, out, _ = run("regress", "--x", "porsi_terlatih", "--y", "lama_layanan", "--lag", "11", "--json")
    record = json.loads(out)
    assert (record["n"], record["slope"], record["checks"]) == (5, None, [])
    assert record["refusal"].startswith("Regresi tidak dihitung: baru ada 5 pasangan data")


@pytest.mark.parametrize(("seed", "followed"), [(14, True), (1, False)])
def test_a_drawn_order_is_drawn_again_and_held_against_the_books(run: Run, seed: int, followed: bool) -> None:
    plan = draw_waves("ABCDE", waves=2, seed=seed, comparison=1)
    assert ([wave.units for wave in plan.waves] == [("A", "B"), ("C", "D")]) == followed
    code, out, _ = run("impact", "--indicator", "lama_layanan", "--lot", str(seed), "2", "1", "--json")
    assert (code, json.loads(out)["lot"]["followed"]) == (0, followed)


def test_a_lot_with_too_few_units_is_refused(run: Run) -> None:
    code, _, err = run("impact", "--indicator", "lama_layanan", "--lot", "1", "4", "3")
    assert (code, err) == (2, "5 unit tidak cukup untuk 4 gelombang dan 3 unit pembanding.\n")


def test_without_json_it_is_a_few_indonesian_sentences(run: Run) -> None:
    code, out, _ = run("before-after", "--indicator", "lama_layanan")
    assert code == 0
    assert "Selang kepercayaan 95%" in out
    assert "tidak dapat membedakan dampak pelatihan" in out
    assert "Tidak ikut dihitung: E (belum dilatih sampai akhir data" in out
    _, out, _ = run("regress", "--x", "jp_per_pegawai", "--y", "lama_layanan")
    assert "Tiap 10 JP tambahan per pegawai beriringan dengan" in out
    assert "bukan sebab-akibat" in out
    assert "Uji normalitas (Jarque–Bera)" in out


def test_a_training_may_be_chosen(run: Run) -> None:
    _, everything, _ = run("before-after", "--indicator", "lama_layanan", "--json")
    code, chosen, _ = run("before-after", "--indicator", "lama_layanan", "--training", "prima", "--json")
    assert (code, chosen) == (0, everything)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["before-after", "--indicator", "ikm"], "Indikator “ikm” tidak ada di data. Yang ada: lama_layanan."),
        (
            ["before-after", "--indicator", "lama_layanan", "--training", "Memasak"],
            "Pelatihan “Memasak” tidak ditemukan. Yang ada: Pelayanan Prima; pelayanan.",
        ),
        (["before-after"], "Lengkapi --indicator."),
        (["before-after", "--indicator"], "--indicator belum diisi."),
        (
            ["before-after", "--indicator", "ikm", "--window", "13"],
            "Untuk --window, isi bilangan bulat 1 sampai 12, bukan “13”.",
        ),
        (
            ["regress", "--x", "jp", "--y", "ikm"],
            "Untuk --x, “jp” tidak dikenal; pilih jp_per_pegawai, porsi_terlatih.",
        ),
        (["regress", "--x", "porsi_terlatih", "--y", "ikm", "--lag", "-1"], "Untuk --lag, "),
        (["regress", "--x", "porsi_terlatih", "--y", "ikm", "--bulan", "3"], "Tidak dikenal: --bulan"),
    ],
)
def test_a_wrong_name_or_option_is_one_sentence_and_exit_code_2(run: Run, arguments: list[str], sentence: str) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(sentence)
    assert err.count("\n") == 1


def test_a_file_that_cannot_be_used_is_exit_code_2(run: Run) -> None:
    broken = Dataset(files=(FileReport("x.xlsx", "", (), "File x.xlsx rusak; simpan ulang dari Excel."),))
    assert run("before-after", "--indicator", "ikm", dataset=broken) == (
        2, "", "File x.xlsx rusak; simpan ulang dari Excel.\n",
    )  # fmt: skip
    assert run("regress", "--x", "porsi_terlatih", "--y", "ikm", dataset=Dataset())[0] == 2


def test_refused_rows_are_exit_code_1(run: Run) -> None:
    refused = Problem("k.xlsx", "K", 7, "value", "D7", "abc", "bukan angka")
    whole = office()
    dataset = Dataset(whole.files, (refused,), pegawai=whole.pegawai, kinerja=whole.kinerja, pelatihan=whole.pelatihan)
    code, out, _ = run("before-after", "--indicator", "lama_layanan", "--json", dataset=dataset)
    assert (code, json.loads(out)["n_units"]) == (1, 4)


def test_help_speaks_indonesian(run: Run) -> None:
    code, out, _ = run("regress", "--help")
    assert code == 0
    assert out.startswith("Pemakaian: ")
    assert "options" not in out


def test_numbers_keep_full_precision() -> None:
    record: dict[str, Any] = {"a": 0.1 + 0.2, "b": float("nan"), "c": [float("inf"), {"d": 1}]}
    assert json.loads(to_json(record)) == {"a": 0.30000000000000004, "b": None, "c": [None, {"d": 1}]}


def test_the_committed_sample_from_a_real_command_line() -> None:
    """The true effect of the made-up office lies in the interval, and no traceback or warning is printed."""
    arguments = ["-m", "analysis", "before-after", "--indicator", "ikm", "--json"]
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    record = json.loads(done.stdout)
    truth = json.loads((ROOT / "data" / "sample" / "truth.json").read_text(encoding="utf-8"))
    assert (done.returncode, done.stderr) == (0, "")
    assert {pair["unit"] for pair in record["pairs"]} == {
        unit for unit, month in truth["first_treated"].items() if month
    }
    assert record["ci_low"] <= truth["mean_effect"]["ikm"] <= record["ci_high"]
