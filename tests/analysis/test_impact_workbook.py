"""A published table through the whole road: an Excel book with yearly periods and an indicator of the office's own."""

import io
import json
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook

from analysis.interfaces import command_line as command

INDICATOR = "Lapangan kerja (log)"


@pytest.fixture(scope="module")
def book(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county panel as an office would keep it: a sheet of yearly figures, a sheet of whole-unit trainings."""
    raw = pd.read_csv(shared / "reference" / "mpdta.csv")
    workbook = Workbook()
    figures, trainings = workbook.create_sheet("Kinerja", 0), workbook.create_sheet("Pelatihan", 1)
    figures.append(["Unit", "Periode", INDICATOR])
    for county, year, value in raw[["countyreal", "year", "lemp"]].itertuples(index=False):
        figures.append([f"Wilayah {county}", int(year), value])
    trainings.append(["Unit Kerja", "Nama Pelatihan", "Tanggal Mulai", "Tanggal Selesai", "JP", "Kehadiran"])
    first = raw[raw["first.treat"] > 0].groupby("countyreal")["first.treat"].first().astype(int)
    for county, year in first.items():
        trainings.append([f"Wilayah {county}", "Upah minimum", date(year, 2, 1), date(year, 3, 1), 20, "selesai"])
    path = tmp_path_factory.mktemp("book") / "mpdta.xlsx"
    workbook.save(path)
    return path


def printed(*arguments: str | Path) -> str:
    with redirect_stdout(io.StringIO()) as out:
        assert command.main(["impact", *map(str, arguments)]) == 0
    return out.getvalue()


@pytest.fixture(scope="module")
def record(book: Path) -> dict[str, Any]:
    return json.loads(printed(book, "--indicator", INDICATOR, "--json"))


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, Any]:
    return json.loads((shared / "reference" / "expected.json").read_text())["mpdta_callaway_santanna"]


def test_every_method_prints_the_published_figure(record: dict[str, Any], published: dict[str, Any]) -> None:
    estimates = {one["method"]: one["estimate"] for one in record["estimates"]}
    computed = published["computed"]
    assert {method: round(estimate, 5) for method, estimate in estimates.items()} == {
        "imputation": computed["imputation_bjs"][0],
        "twfe": round(computed["twfe"][0], 5),
        "cs": round(published["published"]["simple"], 5),
    }
    assert record["estimate"] == estimates["imputation"]
    assert record["refused"].keys() == {"its", "sdid"}


def test_the_group_time_and_group_tables_are_the_published_ones(
    record: dict[str, Any], published: dict[str, Any]
) -> None:
    cells = {f"{cell['group']}-{cell['period']}": cell for cell in record["group_time"]}
    assert {key: round(cell["estimate"], 4) for key, cell in cells.items()} == published["published"]["att_gt"]
    assert {key: [round(cell["estimate"], 6), round(cell["se"], 6)] for key, cell in cells.items()} == (
        published["computed"]["att_gt"]
    )
    groups = {wave["group"]: round(wave["estimate"], 4) for wave in record["groups"]}
    assert groups | {"overall": published["published"]["group"]["overall"]} == published["published"]["group"]
    sizes = {wave["group"]: wave["n_trained"] for wave in record["groups"]}
    overall = sum(groups[wave] * sizes[wave] for wave in groups) / sum(sizes.values())
    assert round(overall, 3) == published["published"]["group"]["overall"]


def test_the_event_study_of_one_method_is_the_published_one(book: Path, published: dict[str, Any]) -> None:
    record = json.loads(printed(book, "--indicator", INDICATOR, "--method", "cs", "--json"))
    course = {str(point["period"]): round(point["estimate"], 4) for point in record["event_study"]}
    assert course | {"overall": published["published"]["dynamic"]["overall"]} == published["published"]["dynamic"]
    assert [one["method"] for one in record["estimates"]] == ["cs"]


def test_five_years_are_too_few_for_a_verdict_and_the_text_gives_no_figure(book: Path, record: dict[str, Any]) -> None:
    assert record["state"] == "insufficient"
    assert record["level"]["number"] == 3
    assert "tanpa unit pembanding" not in record["level"]["words"]
    assert record["missing"] == ["perlu 3 unit dengan 3 periode sebelum dan sesudah pelatihan sekaligus"]
    text = printed(book, "--indicator", INDICATOR)
    assert text.startswith("Dampak pelatihan belum dapat dinilai: perlu 3 unit")
    assert "0,04" not in text
