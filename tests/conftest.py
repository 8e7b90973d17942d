"""Fixtures every test may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import postgresql
from tests.data.store_books import forget_everything

settings.register_profile("project", deadline=None, derandomize=True, max_examples=50)
settings.load_profile("project")

ROOT = Path(__file__).resolve().parent.parent


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
