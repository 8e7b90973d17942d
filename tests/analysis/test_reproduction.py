"""The script that goes along with the figures, run by itself, against every figure of the page to the last digit."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis import recompute
from analysis.dossier import Dossier, compile_dossier, dossier
from analysis.evidence import weigh
from analysis.reproduction import SCRIPT, bundle, figures
from data.catalog import indicator
from data.dataset import Dataset
from data.exposure import ANY
from tests.analysis.impact_panels import random_panel, several

IKM = indicator("ikm")


def unpacked(found: Dossier, folder: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(bundle(found, {"Indikator": "IKM"}))).extractall(folder)
    return folder


def test_the_script_alone_prints_every_figure_of_the_page(sample: Dataset, tmp_path: Path) -> None:
    found = dossier(sample, ANY, IKM)
    folder = unpacked(found, tmp_path)
    run = subprocess.run(
        [sys.executable, "-I", folder / SCRIPT], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    *lines, last = run.stdout.splitlines()
    printed = {name: here for name, page, here, same in map(str.split, lines) if (page, same) == (here, "SAMA")}
    expected = figures(found)
    expected.pop("periode_setahun")
    assert printed == expected
    assert last == f"Semua {len(expected)} angka sama."
    headline = found.evidence.verdict.estimates[0]
    assert float(printed["imputasi.perkiraan"]) == pytest.approx(headline.estimate, abs=5e-9)
    assert "import analysis" not in (folder / SCRIPT).read_text(encoding="utf-8")


def test_a_changed_value_is_found_out(tmp_path: Path) -> None:
    folder = unpacked(ragged(4, "M"), tmp_path)
    panel = pd.read_csv(folder / "panel.csv")
    panel.assign(nilai=panel["nilai"].where(panel.index != 5, 99)).to_csv(folder / "panel.csv", index=False)
    assert any(page != here for _, page, here in recompute.compared(folder))


def ragged(seed: int, freq: str) -> Dossier:
    """Months missing, doses at random, periods without comparison at the end of some."""
    rows = random_panel(seed, never=seed % 3 + 1, freq=freq, missing=0.1)
    doses = np.random.default_rng(seed).uniform(0, 30, len(rows))
    return compile_dossier(weigh(several(rows, jp_per_pegawai=doses), IKM))


@pytest.mark.parametrize(("seed", "freq"), [(seed, ("M", "Q", "6M", "Y")[seed % 4]) for seed in range(8)])
def test_ragged_panels_of_any_frequency_are_computed_again(
    seed: int, freq: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recompute, "DRAWS", 1)
    found = ragged(seed, freq)
    lines = [line for line in recompute.compared(unpacked(found, tmp_path)) if line[0] != "uji_acak.p"]
    assert [line for line in lines if line[1] != line[2]] == []
    assert len(lines) > 30
