"""What the office keeps beside the store: remembered answers, its own days off, its presentation template."""

from __future__ import annotations

from collections.abc import Mapping

from data.answers import FILE as ANSWERS_FILE
from data.files import write_durably
from data.holidays import EARLIER_FILE, OFFICE_FILE
from data.home import home
from data.office_template import FILE as TEMPLATE
from data.store.errors import in_a_sentence

NAMES = (ANSWERS_FILE, OFFICE_FILE, EARLIER_FILE, TEMPLATE)


def office_files() -> dict[str, bytes]:
    """The content of those that are there, by name."""
    with in_a_sentence(home()):
        return {name: (home() / name).read_bytes() for name in NAMES if (home() / name).exists()}


def replace_office_files(files: Mapping[str, bytes]) -> None:
    """Let these be the only ones."""
    with in_a_sentence(home()):
        for name in NAMES:
            if name in files:
                write_durably(home() / name, files[name])
            else:
                (home() / name).unlink(missing_ok=True)
