"""What README promises to notebooks: each line of its section runs, and no frame names a person."""

import re
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from analysis import compare_before_after, estimate_impact, judge, regress
from data import build_panel, load_performance, load_training, read_books
from data.ingest.load import SAMPLE
from data.panel.dataset import Dataset
from data.panel.timestamps import with_periods, with_timestamps
from data.problems import BookError, UnknownName

ROOT = Path(__file__).resolve().parent.parent
NIP = re.compile(r"\b\d{18}\b")
STARTS = {"M": "2025-03-01", "Q": "2025-04-01", "6M": "2025-07-01", "Y": "2025-01-01"}


@pytest.fixture(scope="module")
def panel() -> pd.DataFrame:
    return read_books(SAMPLE).panel("ikm")


def test_the_section_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("kinerja", "pelatihan"):
        (tmp_path / f"{kind}.xlsx").write_bytes((SAMPLE / f"Data contoh - {kind}.xlsx").read_bytes())
    monkeypatch.chdir(tmp_path)
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("## In a notebook")[1]
    known: dict[str, object] = {}
    exec(section.split("```python")[1].split("```")[0], known)
    assert {"kinerja", "pelatihan", "books", "panel"} <= known.keys()
    assert (tmp_path / "panel.parquet").exists()


def test_performance_is_one_row_a_value_with_real_dates() -> None:
    rows = load_performance(SAMPLE / "Data contoh - kinerja.xlsx")
    assert list(rows) == ["unit", "period", "frequency", "indicator", "value", "n"]
    assert rows["period"].dtype.kind == "M"
    assert (rows.loc[rows["frequency"] == "M", "period"].dt.day == 1).all()
    assert rows.sort_values("period")["period"].is_monotonic_increasing


def test_training_names_nobody() -> None:
    rows = load_training(str(SAMPLE / "Data contoh - pelatihan.xlsx"))
    assert list(rows) == ["person", "unit", "training", "start", "end", "jp", "attendance"]
    assert rows["person"].dropna().str.fullmatch(r"orang-\d{3}").all()
    assert set(rows["attendance"]) <= {"selesai", "tidak hadir", "menolak", "batal"}
    assert not NIP.search(rows.to_csv())


def test_no_repr_holds_a_nip(sample: Dataset) -> None:
    books = read_books(SAMPLE)
    said = [repr(sample), repr(books), books.problems.to_csv(), books.questions.to_csv()]
    assert not any(NIP.search(text) for text in said)
    assert len(repr(sample)) < 300


def test_a_folder_a_pattern_and_paths_give_the_same_books() -> None:
    ways = [(SAMPLE,), (str(SAMPLE / "*.xlsx"),), tuple(sorted(SAMPLE.glob("*.xlsx")))]
    frames = [build_panel(read_books(*way)) for way in ways]
    assert all(frame.equals(frames[0]) for frame in frames)


def test_a_panel_sorts_groups_and_goes_to_parquet(panel: pd.DataFrame, tmp_path: Path) -> None:
    panel.sort_values("period").to_parquet(tmp_path / "panel.parquet")
    again = pd.read_parquet(tmp_path / "panel.parquet")
    assert again.groupby("period")["value"].mean().index.is_monotonic_increasing
    assert set(panel["indicator"]) == {"ikm"}


@pytest.mark.parametrize("freq", STARTS)
def test_periods_survive_as_timestamps(freq: str) -> None:
    first = pd.Period(STARTS[freq], freq=freq)
    rows = pd.DataFrame({"unit": "A", "period": [first, first + 1], "value": 1.0, "first_treated": [first + 1, pd.NaT]})
    back = with_periods(with_timestamps(rows))
    assert list(back["period"]) == [first, first + 1]
    assert list(back["first_treated"].isna()) == [False, True]


@pytest.mark.parametrize(("step", "freq"), [(1, "M"), (3, "Q"), (12, "Y")])
def test_the_frequency_of_bare_timestamps_is_their_shortest_step(step: int, freq: str) -> None:
    days = pd.date_range("2020-01-01", periods=8, freq=f"{step}MS")
    frame = pd.DataFrame({"unit": "A", "period": days, "value": 1.0, "first_treated": pd.NaT})
    assert with_periods(frame)["period"].dtype == pd.PeriodDtype(freq)


def test_answers_say_show_and_tabulate(panel: pd.DataFrame) -> None:
    answers = (
        regress(panel, x="jp_per_pegawai", y="ikm", lag=0), compare_before_after(panel, window=6),
        estimate_impact(panel), judge(panel),
    )  # fmt: skip
    for answer in answers:
        assert answer.summary().endswith((".", "sesudah", "unit"))
        assert len(answer.to_frame())
        assert isinstance(answer.figure(), go.Figure)
        assert "<table" in answer._repr_html_()
    assert answers[0].slope == answers[0].result.slope


def test_a_plain_frame_of_timestamps_is_judged_like_the_panel(panel: pd.DataFrame) -> None:
    plain = panel[["unit", "period", "value", "first_treated", "share_after"]]
    assert np.isclose(estimate_impact(plain).estimate, estimate_impact(panel).estimate, rtol=0, atol=1e-12)
    assert judge(plain, thorough=False).state == judge(panel, thorough=False).state


def test_an_unknown_key_names_the_close_ones(panel: pd.DataFrame) -> None:
    with pytest.raises(UnknownName, match=r"Pakai salah satu: jp_per_pegawai"):
        regress(panel, x="jp_per_pegawei", y="ikm")
    with pytest.raises(UnknownName, match=r"Indikator “ikn” tidak ada di tabel\. Pakai salah satu: ikm"):
        regress(panel, x="jp_per_pegawai", y="ikn")
    with pytest.raises(UnknownName, match=r"Yang ada: .*ikm"):
        read_books(SAMPLE).panel("ikn")


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BookError, match="tidak ada file Excel"):
        read_books(tmp_path / "tidak-ada.xlsx")
    (tmp_path / "rusak.xlsx").write_bytes(b"PK bukan buku")
    with pytest.raises(BookError, match=r"rusak\.xlsx"):
        read_books(tmp_path / "rusak.xlsx")
    with pytest.raises(BookError, match="belum punya kolom first_treated"):
        estimate_impact(pd.DataFrame({"unit": ["A"], "period": ["2025-01"], "value": [1.0]}))
