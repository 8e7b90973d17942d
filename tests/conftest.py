"""Fixtures every test may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import postgresql

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
