"""An address in a cell stays text on every page: no link is made of it, however it is written."""

import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from pages.parts.show import UNSEEN, plain
from tests.golden.office_book import book
from tests.pages.app import PAGES, visit, words

LINKS = re.compile(r"(?:https?://|www(?=\.))[-.\w]+|[-.\w+]+@[-\w]+(?:\.[-\w]+)+", re.IGNORECASE)
"""What Streamlit's Markdown makes links of once escapes are gone (GitHub's autolinks)."""
ADDRESSES = (
    "https://contoh.test/a?b=1",
    "HTTP://contoh.test",
    "www.contoh.test",
    "nama@contoh.test",
    "mailto:a@b.test",
)
IN_CELLS = " https://contoh.test/a www.contoh.test nama@contoh.test"


def shown(text: str) -> str:
    """What is left of Markdown's escapes."""
    return re.sub(r"\\(.)", r"\1", text)


@given(st.lists(st.sampled_from([*ADDRESSES, " ", ",", "(", "Seksi", "."]), max_size=6).map("".join))
def test_no_address_becomes_a_link_and_no_letter_is_lost(text: str) -> None:
    assert not LINKS.search(shown(plain(text)))
    assert shown(plain(text)).replace(UNSEEN, "") == text


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with addresses behind its units, services and trainings."""
    folder, content = tmp_path_factory.mktemp("alamat"), load_workbook(io.BytesIO(book()))
    for sheet in content:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if cell.value in ("Pelayanan Prima", "KTP-el", "Bimtek Arsip", "Sibuk"):
                    cell.value += IN_CELLS
    content.save(folder / "kantor www.contoh.test.xlsx")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_no_page_makes_a_link_of_a_cell(page: str, office: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAMPAK_DATA", str(office))
    app = visit(page)
    assert not app.exception
    cells = "\n".join(str(cell) for table in app.table for cell in table.value.to_numpy().ravel())
    labels = "\n".join(one.label for kind in (app.expander, app.button, app.metric) for one in kind)
    told = shown("\n".join((words(app), cells, labels, *(one.value for one in app.sidebar.caption))))
    assert "contoh.test" in told.replace(UNSEEN, "")
    assert LINKS.findall(told) == []
