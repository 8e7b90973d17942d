"""What the office has answered stays answered: next month's book of the same layout raises no question."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from data.home import home


def answers_file() -> Path:
    """The file of remembered answers."""
    return home() / "answers.json"


def remembered_answers() -> dict[str, str]:
    """Question key → option chosen; empty where nothing was ever answered, or the file is spoilt."""
    try:
        answers = json.loads(answers_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return answers if isinstance(answers, dict) else {}


def remember_answers(answers: Mapping[str, str]) -> None:
    """Add these answers to the remembered ones; a new answer to an old question counts."""
    file = answers_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(remembered_answers() | dict(answers), ensure_ascii=False, indent=1, sort_keys=True)
    draft = file.with_suffix(".tmp")
    draft.write_text(text + "\n", encoding="utf-8")
    draft.replace(file)
