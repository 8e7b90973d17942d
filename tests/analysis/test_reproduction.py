"""The script that goes along with the figures, run by itself, against every figure of the page to the last digit."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.impact import recompute
from analysis.impact.evidence import assess, dossier
from analysis.impact.recompute import figures
from analysis.impact.report import ImpactReport, compile_impact_report
from analysis.impact.reproduction import PROGRAM, SCRIPT, bundle, program
from data.panel.dataset import Dataset
from data.panel.exposure import ANY
from data.vocabulary.indicators import indicator
from tests.analysis.impact_panels import random_panel, several

IKM = indicator("ikm")
LIBRARIES = ["babel", "numpy", "pandas", "scipy", "statsmodels"]


def unpacked(found: ImpactReport, folder: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(bundle(found, {"Indikator": "IKM"}))).extractall(folder)
    return folder


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """The script by itself: only its own folder, the standard library and what is installed can be imported."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [sys.executable, *options, str(folder / SCRIPT)]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder.parent, env=outside, check=False)


@pytest.mark.slow
def test_the_script_alone_prints_every_figure_of_the_page(sample: Dataset, tmp_path: Path) -> None:
    found = dossier(sample, ANY, IKM)
    folder = unpacked(found, tmp_path)
    ran = run(folder, "-v")
    assert ran.returncode == 0
    root = str(PROGRAM)
    loaded = [line for line in ran.stderr.splitlines() if root in line and sys.prefix not in line]
    assert loaded == [], "nothing of the program itself"
    *lines, last = ran.stdout.splitlines()
    printed = {name: here for name, page, here, same in map(str.split, lines) if (page, same) == (here, "SAMA")}
    expected = figures(found)
    assert printed == expected
    assert last == f"Semua {len(expected)} angka sama."
    assert len(expected) >= 370
    headline = found.evidence.verdict.estimates[0]
    assert float(printed["imputasi.perkiraan"]) == pytest.approx(headline.estimate, abs=5e-9)


def test_what_goes_along_are_the_modules_themselves_and_their_libraries(tmp_path: Path) -> None:
    folder = unpacked(ragged(4, "M"), tmp_path)
    sources, libraries = program("analysis.impact.recompute")
    assert libraries == LIBRARIES
    pins = (folder / "requirements.txt").read_text(encoding="utf-8").split()
    assert [pin.partition("==")[0] for pin in pins] == LIBRARIES
    root = PROGRAM
    assert {
        name for name, text in sources.items() if text and (root / name).read_text(encoding="utf-8") != text
    } == set()
    assert (folder / SCRIPT).read_text(encoding="utf-8") == Path(recompute.__file__).read_text(encoding="utf-8")


def test_a_changed_value_is_found_out(tmp_path: Path) -> None:
    folder = unpacked(ragged(4, "M"), tmp_path)
    panel = pd.read_csv(folder / "panel.csv")
    panel.assign(nilai=panel["nilai"].where(panel.index != 5, 99)).to_csv(folder / "panel.csv", index=False)
    assert any(page != here for _, page, here in recompute.compared(folder))


def ragged(seed: int, freq: str) -> ImpactReport:
    """Months missing, doses at random, periods without comparison at the end of some."""
    rows = random_panel(seed, never=seed % 3 + 1, freq=freq, missing=0.1)
    doses = np.random.default_rng(seed).uniform(0, 30, len(rows))
    return compile_impact_report(assess(several(rows, jp_per_pegawai=doses), IKM))


@pytest.mark.parametrize(("seed", "freq"), [(seed, ("M", "Q", "6M", "Y")[seed % 4]) for seed in range(8)])
def test_ragged_panels_of_any_frequency_are_computed_again(seed: int, freq: str, tmp_path: Path) -> None:
    lines = list(recompute.compared(unpacked(ragged(seed, freq), tmp_path)))
    assert [line for line in lines if line[1] != line[2]] == []
    assert len(lines) > 30
