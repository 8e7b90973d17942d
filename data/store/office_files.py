"""What the office keeps beside the store: answers, its days off, the dress of its reports, the pseudonyms' key.

All but that dress must be the same on every computer of a shared server, or one would count other working days than
the next: there the server's count, and each computer keeps a copy.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from data.files import file_lock, write_durably
from data.ingest.answers import FILE as ANSWERS_FILE
from data.region.pseudonyms import KEY_FILE
from data.settings import home
from data.store import server
from data.store.errors import in_a_sentence
from data.store.office_template import FILE as TEMPLATE
from data.store.office_template import LETTERHEAD_FILE, LOGO_FILE
from data.store.server import CLERKS
from data.vocabulary.holidays import EARLIER_FILE, OFFICE_FILE

AGREED = (ANSWERS_FILE, OFFICE_FILE, EARLIER_FILE, KEY_FILE)
NAMES = (*AGREED, TEMPLATE, LETTERHEAD_FILE, LOGO_FILE)
BEFORE_SERVER = ".sebelum-server"


def fetch_agreed() -> None:
    """Where a server is shared, bring this computer's copies of what all agree on up to date."""
    shared = server.configured()
    if shared:
        with shared.writing(CLERKS, together=True) as connection:
            _adopt(shared.office_files(connection))


@contextmanager
def agreeing() -> Iterator[None]:
    """What is changed of it inside holds for every computer of a shared server; StoreError where none is reached."""
    shared = server.configured()
    if shared is None:
        yield
        return
    with shared.writing(CLERKS) as connection:
        _adopt(shared.office_files(connection))
        yield
        shared.replace_office_files(connection, _agreed(office_files()))


def office_files() -> dict[str, bytes]:
    """The content of those that are there, by name."""
    with in_a_sentence(home()):
        return {name: (home() / name).read_bytes() for name in NAMES if (home() / name).exists()}


def replace_office_files(files: Mapping[str, bytes]) -> None:
    """Let these be the only ones; a key that `files` lack stays, because under a new one people would count twice."""
    with in_a_sentence(home()), file_lock(home()):
        for name in NAMES:
            if name in files:
                write_durably(home() / name, files[name])
            elif name != KEY_FILE:
                (home() / name).unlink(missing_ok=True)
    shared = server.configured()
    if shared:
        with shared.writing(CLERKS) as connection:
            shared.replace_office_files(connection, _agreed(office_files()))


def _agreed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name in AGREED}


def _adopt(files: Mapping[str, bytes]) -> None:
    """Let these take the place of this computer's; what it had before it first shared a server stays beside them."""
    own = office_files()
    changed = {name: content for name, content in files.items() if own.get(name) != content}
    if not changed:
        return
    with in_a_sentence(home()), file_lock(home()):
        for name, content in changed.items():
            aside = home() / f"{name}{BEFORE_SERVER}"
            if name in own and not aside.exists():
                write_durably(aside, own[name])
            write_durably(home() / name, content)
