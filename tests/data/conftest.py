"""Fixtures of the tests of data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.data.store_books import forget_everything


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
