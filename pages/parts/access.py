"""Who is in front of the page: on one PC everybody, on the office's network and on a server whoever signed in.

Pages ask here what they may show; the functions that write ask again by themselves.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Literal

import streamlit as st

from data import settings
from data.access import Person, accounts
from data.access.accounts import Account
from data.access.person import NEEDED, ROLES, Task
from data.problems import BookError
from pages.parts import visits

WAS_SIGNED_IN, SAID = "pernah_masuk", "pesan_masuk"
NAME, PASSWORD = "masuk_nama", "masuk_sandi"
LONGEST_VISIT, LONGEST_PAUSE = visits.LONGEST_KEPT, 30 * 60.0
LOOPBACK = ("127.0.0.1", "localhost", "::1")
READER = Person("", "pembaca")
NO_ACCOUNTS = (
    "Aplikasi ini terbuka bagi jaringan tanpa akun. Pakai --server.address 127.0.0.1, atau isi DAMPAK_ACCESS=lan dan "
    "buat akun: python -m data account add."
)
NO_SHIELD = "Aplikasi ini terbuka bagi jaringan tanpa pelindungnya; jalankan: streamlit run server.py"
NO_SERVER = "Masuk lewat server kantor belum disetel; isi bagian [auth] di .streamlit/secrets.toml."
CLOSED = "Halaman ini untuk peran {role}. Masuk dengan akun berperan itu, atau minta kepada pengelola data."
EXPIRED = "Waktu masuk habis; masuk lagi."


@dataclass(slots=True)
class _SignedIn:
    """An account in use, and when it was and was last; seconds since 1970."""

    account: Account
    since: float
    latest: float

    def has_expired(self) -> bool:
        """Whether it counts no more."""
        now = time.time()
        return now - self.since > LONGEST_VISIT or now - self.latest > LONGEST_PAUSE


_signed_in: dict[str, _SignedIn] = {}
"""By what each browser is known by."""


def who() -> Person:
    """The person of this visit; who has not signed in is a reader."""
    mode = settings.access()
    if mode in ("pc", "terbuka"):
        return Person("", "pengelola", typed=True)
    return _of_the_server() if mode == "server" else _of_the_network()


def may(task: Task, unit: str = "") -> bool:
    """Whether the person of this visit may do that for a unit ("": for all); as `data.access.person.require`."""
    person = who()
    return person.may(task) and person.unit in ("", unit)


def visibility(task: Task) -> Literal["visible", "hidden"]:
    """Whether the menu shows the pages that need a task; asked before the page can say what is wrong."""
    with suppress(BookError, AttributeError):
        return "visible" if may(task) else "hidden"
    return "hidden"


def signed(name: str) -> Person:
    """Who acts: where nobody signs in, whoever is named; that name is marked as typed."""
    person = who()
    return replace(person, name=name.strip()) if person.typed else person


def guard() -> None:
    """End the run where the dashboard may not be shown at all, with what to do."""
    mode, address = settings.access(), st.get_option("server.address")
    beyond = address not in LOOPBACK or "X-Forwarded-For" in st.context.headers
    if beyond and (mode == "pc" or (mode == "lan" and not accounts.any_active())):
        raise BookError(NO_ACCOUNTS)
    if beyond and not visits.shielded.is_set():
        raise BookError(NO_SHIELD)
    if mode == "server" and not _is_vouched_for():
        st.info("Masuk dengan akun kantor Anda untuk membuka aplikasi ini.", icon=":material/login:")
        st.button("Masuk", type="primary", on_click=st.login)
        st.stop()


def show(task: Task | None, page: Callable[[], None]) -> None:
    """Run a page that needs that task; to whoever may not, say who may."""
    if task is None or may(task):
        page()
    else:
        st.info(CLOSED.format(role=NEEDED[task][0]), icon=":material/lock:")


def door() -> None:
    """In the menu: sign in, or who is signed in and the way out; nothing on one PC."""
    mode = settings.access()
    if mode == "lan":
        with st.sidebar:
            _sign_out(_leave) if _account() else _sign_in()
    elif mode == "server":
        with st.sidebar:
            _sign_out(_log_out)


def _sign_in() -> None:
    with st.expander("Masuk", icon=":material/login:"), st.form("masuk", border=False):
        st.text_input("Nama", key=NAME, max_chars=80, autocomplete="username")
        st.text_input("Sandi", key=PASSWORD, max_chars=200, type="password", autocomplete="current-password")
        st.form_submit_button("Masuk", on_click=_enter)
    if said := st.session_state.pop(SAID, None):
        st.warning(said)


def _sign_out(leave: Callable[[], None]) -> None:
    person = who()
    st.caption(f"Masuk sebagai {person.name} ({person.role}{f', {person.unit}' if person.unit else ''})")
    st.button("Keluar", icon=":material/logout:", on_click=leave)


def _enter() -> None:
    """Check name and password before the page runs; the password is kept nowhere."""
    try:
        account = accounts.sign_in(st.session_state[NAME].strip(), st.session_state[PASSWORD])
    except BookError as refused:
        st.session_state[SAID] = str(refused)
    else:
        _signed_in[visits.visit()] = _SignedIn(account, since=time.time(), latest=time.time())
    st.session_state[PASSWORD] = ""


def _leave() -> None:
    """Sign out in every window of this browser, and let nothing of this one stay."""
    _end(visits.visit())
    st.session_state.clear()


def _log_out() -> None:
    """Sign out at the office's server too."""
    visits.forget(visits.visit())
    st.logout()


def _end(browser: str) -> None:
    _signed_in.pop(browser, None)
    visits.forget(browser)


def _of_the_network() -> Person:
    account = _account()
    return account.person if account else READER


def _account() -> Account | None:
    """The account of this browser as it stands now; None where it has expired, is off, or has another password."""
    used = _signed_in.get(visits.visit())
    for browser in [browser for browser, other in list(_signed_in.items()) if other.has_expired()]:
        _end(browser)
    known = accounts.still(used.account) if used and not used.has_expired() else None
    if used and known:
        used.latest = time.time()
        st.session_state[WAS_SIGNED_IN] = True
        return known
    if used or WAS_SIGNED_IN in st.session_state:
        _leave()
        st.session_state[SAID] = EXPIRED
    return None


def _is_vouched_for() -> bool:
    try:
        return bool(st.user.is_logged_in)
    except AttributeError:
        raise BookError(NO_SERVER) from None


def _of_the_server() -> Person:
    """Whoever the office's server vouches for, in the highest role of the groups it names; without one a reader."""
    if not _is_vouched_for():
        return READER
    known: dict[str, Any] = dict(st.user.to_dict())
    roles = settings.roles_of_groups()
    granted = {roles.get(str(group)) for group in known.get("groups") or ()}
    held = [role for role in ROLES[:-1] if role in granted]
    return Person(str(known.get("name") or known.get("email") or ""), held[-1] if held else "pembaca")
