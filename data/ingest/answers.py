"""What the office has answered stays answered: next month's book of the same layout raises no question."""

import json
from collections.abc import Mapping
from pathlib import Path

from data.access import Person, audit, require
from data.files import as_book_error, file_lock, write_durably
from data.settings import home

FILE = "answers.json"


def answers_file() -> Path:
    """The file of remembered answers."""
    return home() / FILE


def remembered_answers() -> dict[str, str]:
    """Question key → option chosen; empty where nothing was ever answered, or the file is spoilt."""
    try:
        answers = json.loads(answers_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return answers if isinstance(answers, dict) else {}


def remember_answers(answers: Mapping[str, str], by: Person) -> None:
    """Add these answers to the remembered ones; a new answer to an old question counts. BookError where it cannot."""
    require(by, "data")
    file = answers_file()
    with as_book_error(file), file_lock(home()):
        text = json.dumps(remembered_answers() | dict(answers), ensure_ascii=False, indent=1, sort_keys=True)
        write_durably(file, f"{text}\n".encode())
        if answers:
            audit.note(by, "jawaban", f"{len(answers)} jawaban")
