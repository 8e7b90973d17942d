"""What the office keeps beside the store: answers, its days off, its presentation template, the pseudonyms' key."""

from __future__ import annotations

from collections.abc import Mapping

from data.answers import FILE as ANSWERS_FILE
from data.files import taking_turns, write_durably
from data.holidays import EARLIER_FILE, OFFICE_FILE
from data.home import home
from data.office_template import FILE as TEMPLATE
from data.records.pseudonyms import KEY_FILE
from data.store.errors import in_a_sentence

NAMES = (ANSWERS_FILE, OFFICE_FILE, EARLIER_FILE, TEMPLATE, KEY_FILE)


def office_files() -> dict[str, bytes]:
    """The content of those that are there, by name."""
    with in_a_sentence(home()):
        return {name: (home() / name).read_bytes() for name in NAMES if (home() / name).exists()}


def replace_office_files(files: Mapping[str, bytes]) -> None:
    """Let these be the only ones; a key that `files` lack stays, because under a new one people would count twice."""
    with in_a_sentence(home()), taking_turns(home()):
        for name in NAMES:
            if name in files:
                write_durably(home() / name, files[name])
            elif name != KEY_FILE:
                (home() / name).unlink(missing_ok=True)
