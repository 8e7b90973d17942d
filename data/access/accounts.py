"""Accounts of the office's network: a name, an Argon2id hash, a role, and perhaps a unit. Only commands write them."""

import hmac
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from math import ceil

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from data.access import audit
from data.access.person import Forbidden, Person, Role, require
from data.files import as_book_error, file_lock, write_durably
from data.problems import BookError
from data.settings import home

FILE = "akun.json"
SHORTEST = 10
LONGEST_WAIT, FORGIVEN_AFTER = 300.0, 24 * 3600.0
WRONG = "Nama atau sandi salah; periksa keduanya, lalu ulangi sesudah {seconds} detik."
WAIT = "Terlalu sering salah; tunggu {seconds} detik, lalu ulangi."
DAMAGED = "File akun rusak; hapus akun.json, lalu buat akunnya lagi: python -m data account add"
NO_ACCOUNT = "Akun “{name}” tidak ada; periksa namanya: python -m data account list"


@dataclass(frozen=True, slots=True)
class Account:
    """One account; `hash` is Argon2id's own text."""

    name: str
    hash: str = field(repr=False)
    role: Role
    unit: str = ""
    active: bool = True

    @property
    def person(self) -> Person:
        """Who has signed in with it."""
        return Person(self.name, self.role, self.unit)


@dataclass(frozen=True, slots=True)
class _Failures:
    count: int
    last: float

    def wait(self, now: float) -> float:
        """How many more seconds nobody may try this name again."""
        return max(0.0, self.last + min(2.0 ** (self.count - 1), LONGEST_WAIT) - now)


def accounts() -> dict[str, Account]:
    """Every account by its name."""
    return {name: Account(**known) for name, known in _kept()["akun"].items()}


def any_active() -> bool:
    """Whether anybody could sign in."""
    return any(account.active for account in accounts().values())


def add(name: str, password: str, role: Role, unit: str, by: Person) -> None:
    """Make an account; BookError where there is one of that name, or the password is too short."""
    if name in accounts():
        raise BookError(f"Akun “{name}” sudah ada; pakai: python -m data account reset")
    _change(Account(name, _hashed(password), role, unit), by, "akun ditambah")


def reset(name: str, password: str, by: Person) -> None:
    """Give an account another password, and let it count again."""
    _change(replace(_known(name), hash=_hashed(password), active=True), by, "sandi diganti")


def off(name: str, by: Person) -> None:
    """Let nobody sign in with an account any more; whoever is signed in is out at the next click."""
    _change(replace(_known(name), active=False), by, "akun dimatikan")


def sign_in(name: str, password: str, clock: Callable[[], float] = time.time) -> Account:
    """The account of that name and password; Forbidden otherwise, after each failure for twice as long."""
    key, now = _of_failures(name), clock()
    failures = _failures().get(key, _Failures(0, 0.0))
    if failures.wait(now):
        raise Forbidden(WAIT.format(seconds=ceil(failures.wait(now))))
    account = accounts().get(name)
    if _verified(account, password) and account and account.active:
        _note_failures(key, None, now)
        audit.note(account.person, "masuk")
        return account
    failed = _Failures(failures.count + 1, now)
    _note_failures(key, failed, now)
    audit.note(Person("", "pembaca"), "gagal masuk")
    raise Forbidden(WRONG.format(seconds=ceil(failed.wait(now))))


def still(account: Account) -> Account | None:
    """The account as it stands now; None where it is off or has another password since."""
    now = accounts().get(account.name)
    return now if now and now.active and now.hash == account.hash else None


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    """A hash that takes as long to try as anybody's."""
    return _hasher().hash("tidak ada")


def _hashed(password: str) -> str:
    if len(password) < SHORTEST:
        raise BookError(f"Sandi terlalu pendek; pakai sedikitnya {SHORTEST} tanda.")
    return _hasher().hash(password)


def _verified(account: Account | None, password: str) -> bool:
    try:
        return _hasher().verify(account.hash if account else _nobody(), password)
    except VerifyMismatchError:
        return False


def _known(name: str) -> Account:
    try:
        return accounts()[name]
    except KeyError:
        raise BookError(NO_ACCOUNT.format(name=name)) from None


def _change(account: Account, by: Person, act: str) -> None:
    require(by, "sistem")
    with as_book_error(home() / FILE), file_lock(home()):
        kept = _kept()
        _keep({**kept, "akun": kept["akun"] | {account.name: asdict(account)}})
    audit.note(by, act, f"{account.name}, {account.role}")


def _of_failures(name: str) -> str:
    """Names that were only tried stand nowhere."""
    return hmac.digest(audit.secret(), name.casefold().encode(), "sha256").hex()[:16]


def _failures() -> dict[str, _Failures]:
    return {key: _Failures(*known) for key, known in _kept()["gagal"].items()}


def _note_failures(key: str, failed: _Failures | None, now: float) -> None:
    with as_book_error(home() / FILE), file_lock(home()):
        kept = _kept()
        others = {each: known for each, known in kept["gagal"].items() if now - known[1] < FORGIVEN_AFTER}
        others.pop(key, None)
        _keep({**kept, "gagal": others | ({key: [failed.count, failed.last]} if failed else {})})


def _kept() -> dict[str, dict]:
    try:
        return {"akun": {}, "gagal": {}} | json.loads((home() / FILE).read_bytes())
    except FileNotFoundError:
        return {"akun": {}, "gagal": {}}
    except ValueError as error:
        raise BookError(DAMAGED) from error


def _keep(kept: dict[str, dict]) -> None:
    write_durably(home() / FILE, json.dumps(kept, ensure_ascii=False, indent=1).encode())
