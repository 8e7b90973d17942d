"""An office of many units has pages as high as any other: a chart draws the rows that matter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from data.samples.office import make_office
from data.samples.workbooks import write_sample
from tests.browser import serving
from tests.browser.serving import visit
from tests.browser.test_budgets import SCREEN, beyond

MANY_UNITS = 40


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on an office of many units."""
    folder: Path = tmp_path_factory.mktemp("banyak-unit")
    write_sample(make_office(3, units=MANY_UNITS, months=8), folder)
    with serving.server(DAMPAK_DATA=str(folder)) as running:
        yield running


@pytest.mark.slow
@pytest.mark.parametrize("name", ["kompetensi", "kepuasan-skm", "layanan", "apa-yang-berubah"])
def test_many_units_make_no_page_higher(page: Page, crowded: str, name: str) -> None:
    page.set_viewport_size(SCREEN)
    assert beyond(visit(page, f"{crowded}/{name}"), name) == []
