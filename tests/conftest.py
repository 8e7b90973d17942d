"""Fixtures every test may use."""

import gc
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner
from xdist.scheduler import LoadScopeScheduling

from data.ingest.load import SAMPLE, load_books
from data.panel.dataset import Dataset
from tests import postgresql
from tests.browser.serving import ADDRESSES
from tests.data.store_books import forget_everything

settings.register_profile("project", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("project")

ROOT = Path(__file__).resolve().parent.parent
WITH_A_SERVER = ("test_city.py", "test_many_units.py", "test_monthly_report.py", "test_region.py", "test_ringkasan.py")
"""Files of the browser whose tests share a server of their own."""


class ByWhatIsShared(LoadScopeScheduling):
    """Hands out together the tests of one file, or of one page in a browser: one process makes once what they share."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        if not file.startswith("tests/browser/") or file.endswith(WITH_A_SERVER):
            return file
        parameters = test.partition("[")[2]
        return next((name for name in ADDRESSES if parameters.startswith(name)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByWhatIsShared:
    """Groups begin in their order."""
    config.option.loadscopereorder = False
    return ByWhatIsShared(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's many small groups last: all processes end at about the same time."""
    items.sort(key=lambda item: item.nodeid.startswith("tests/browser/"))


def pytest_collection_finish() -> None:
    """Modules and tests stay: collecting garbage, as statsmodels does at each Holm correction, passes them by."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Libraries find their own objects gone at the end."""
    gc.unfreeze()


@pytest.fixture(autouse=True, scope="session")
def _installed_components_are_looked_for_once() -> Iterator[None]:
    """Streamlit reads the metadata of every installed package for each AppTest anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_store_of_this_machine(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a developer has imported here changes no test."""
    os.environ["DAMPAK_HOME"] = str(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of published reference data sets and foreign spreadsheets that is kept beside the project."""
    folder = Path(os.environ.get("DAMPAK_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"folder of reference data not found: {folder}")
    return folder


@pytest.fixture(scope="session")
def sample() -> Dataset:
    """The committed sample books, read."""
    return load_books(sorted(SAMPLE.glob("*.xlsx")))


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The address of a PostgreSQL server of this session's own, as postgresql+psycopg://…"""
    with postgresql.server() as url:
        yield url


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an empty store of this test's own."""
    monkeypatch.setenv("DAMPAK_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DAMPAK_DATA", raising=False)
    monkeypatch.delenv("DAMPAK_DB", raising=False)
    return tmp_path / "home"


@pytest.fixture
def shared_server(home: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty shared store of this test's own."""
    monkeypatch.setenv("DAMPAK_DB", postgresql_url)
    forget_everything()
    return postgresql_url


@pytest.fixture(params=["file", "server"])
def anywhere(request: pytest.FixtureRequest, home: Path) -> str:
    """An empty store of this test's own: once in a file, once on a server."""
    if request.param == "server":
        request.getfixturevalue("shared_server")
    return request.param
