"""One name, one number: what bears the same name on two pages, or in the report, is the same figure of the same period."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from analysis.report.content.build import build_report, reported_periods
from analysis.report.content.report import text_of
from data.ingest.load import load_books
from data.panel.build import panel_of
from data.samples.office import make_office
from data.samples.workbooks import write_sample
from tests.pages.test_every_page import PAGES, ROOT, opened

SAMPLE = ROOT / "data" / "sample"
CARDS = re.compile(r"-?\d[\d.]*(?:,\d+)?")
FIGURED = [page for page in PAGES if not page.startswith("pages/steward/")]


@pytest.fixture(scope="module", params=["sample"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's books, or those of an office made from a seed."""
    if request.param == "sample":
        return SAMPLE
    made = tmp_path_factory.mktemp("kantor-lain")
    write_sample(make_office(11, units=6, months=30), made)
    return made


@pytest.fixture(autouse=True)
def empty_store(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No book was ever saved."""
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path_factory.mktemp("home")))


def figures(text: str) -> Iterator[str]:
    """The first number of a card's value, sign and all."""
    yield from CARDS.findall(text.replace("−", "-"))[:1]


def agree(one: str, other: str) -> bool:
    """Whether two written numbers are one number, told with more and fewer decimals."""
    places = [len(text.partition(",")[2]) for text in (one, other)]
    values = [float(text.replace(".", "").replace(",", ".")) for text in (one, other)]
    return abs(values[0] - values[1]) <= 0.5 * 10.0 ** -min(places) + 1e-9


def on_the_pages(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[tuple[str, str]]]:
    """Every card's name with its page and number, all parts of every page open."""
    told: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for page in FIGURED:
        app: AppTest = opened(page, folder, monkeypatch, whole=True)
        assert not app.exception, page
        for card in app.metric:
            name = re.sub(r":\w+\[.*?\]", "", card.label).replace("\\", "").strip()
            told[name] += [(page, number) for number in figures(card.value.replace("\\", ""))]
    return told


def in_the_report(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and number of each indicator of the last whole month, as the report's first table has them."""
    dataset = load_books(sorted(folder.glob("*.xlsx")))
    period = reported_periods(panel_of(dataset)["period"].unique(), "M")[0]
    (table,) = build_report(dataset, period, printed_at=datetime(2026, 11, 30)).sections[0].tables[:1]
    for name, value, *_ in table.rows:
        yield from ((text_of(name), number) for number in figures(text_of(value)))


@pytest.mark.slow
def test_what_bears_one_name_is_one_number(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = on_the_pages(folder, monkeypatch)
    for name, number in in_the_report(folder):
        told[name].append(("laporan", number))
    several = {name: found for name, found in told.items() if len({page for page, _ in found}) > 1}
    assert len(several) >= 3
    apart = {name: found for name, found in several.items() if not all(agree(found[0][1], n) for _, n in found)}
    assert apart == {}
