"""Files made to break the reader: one sentence each, in time, in memory, nothing left behind, the parent untouched."""

import re
import resource
import time
from pathlib import Path

import pytest

from data.workbooks import BookError, read_book
from tests.data.hostile.files import Hostile, hostile_files

FILES = list(hostile_files())
SENTENCE = re.compile(r"File jahat\.xlsx [^\n]+\.")


def outcome(content: bytes) -> str:
    try:
        book = read_book(content, "jahat.xlsx")
    except BookError as error:
        return str(error)
    return f"dibaca: {[(sheet.name, len(sheet.rows)) for sheet in book.sheets]}"


def test_the_set_is_large_enough() -> None:
    assert len(FILES) >= 40
    assert len({file.name for file in FILES}) == len(FILES)


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_hostile_file_is_answered_in_one_sentence(
    file: Hostile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    content = file.make()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    said = outcome(content)
    assert time.monotonic() - started < 30
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 400_000, "parent's memory in KB"
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < 1_500_000, "child's memory in KB"
    assert list(tmp_path.iterdir()) == []
    if file.says is None:
        assert said.startswith("dibaca"), said
    else:
        assert SENTENCE.fullmatch(said), said
        assert file.says in said
