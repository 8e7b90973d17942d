"""Fixtures of the tests of data."""

import pytest

from tests.data.store_books import load_quickly


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take books into the store without the reader's child process."""
    monkeypatch.setattr("data.store.imports.load_books", load_quickly)
