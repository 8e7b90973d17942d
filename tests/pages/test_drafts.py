"""What is typed or uploaded and not saved: nobody else sees it, it is bounded, and it goes with whoever signs out."""

from collections.abc import Iterator

import pytest
import streamlit as st
from hypothesis import given, settings, strategies

from data.access import accounts
from pages.parts import access, visits
from tests.data.persons import ANI
from tests.pages.app import button, visit, words
from tests.pages.test_access_pages import PASSWORD, sign_in
from tests.pages.test_uploading import survey

PAGE, SECRET = "pages/steward/unggah.py", "rahasia ani.xlsx"
COOKIES: dict[str, str] = {}
STEPS = strategies.lists(
    strategies.tuples(strategies.sampled_from("abc"), strategies.sampled_from(["", "Ani", "Budi"]),
                      strategies.integers(0, 60)), max_size=40,
)  # fmt: skip


@pytest.fixture(autouse=True)
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server that keeps nothing yet."""
    monkeypatch.setattr(type(st.context), "cookies", COOKIES)
    visits._drafts.clear()
    yield
    visits._drafts.clear()
    COOKIES.clear()


@given(STEPS)
@settings(max_examples=50, deadline=None)
def test_everybody_finds_what_is_theirs_or_nothing_and_the_whole_is_bounded(
    steps: list[tuple[str, str, int]],
) -> None:
    visits._drafts.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(visits, "MOST_BYTES", 100)
        for name, account, size in steps:
            mine = visits.kept_for(name, account)
            assert mine.get("whose", (name, account)) == (name, account)
            mine.update(whose=(name, account), book=b"x" * size)
            visits.make_room()
            assert visits.kept_for(name, account) is mine, "what is asked for now stays"
            others = {key: one.of for key, one in visits._drafts.items() if key != name}
            assert visits.held_bytes(others) <= 100


def test_the_oldest_go_after_hours_and_many_empty_visits_push_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visits, "MOST_BROWSERS", 3)
    visits.kept_for("ani", "Ani")["buku_dipilih"] = (("a.xlsx", b"abc"),)
    for number in range(9):
        visits.kept_for(f"{number}", "")
    assert set(visits._drafts) >= {"ani", "8"}
    assert len(visits._drafts) <= 4
    monkeypatch.setattr(visits, "LONGEST_KEPT", -1.0)
    visits.make_room()
    assert not visits._drafts


@pytest.fixture
def two_accounts(home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """An office on its network with two accounts that may upload, all at one browser."""
    monkeypatch.setenv("DAMPAK_ACCESS", "lan")
    for name in ("ani", "budi"):
        accounts.add(name, PASSWORD, "pengelola", "", ANI)
    COOKIES[visits.COOKIE] = "satu"


@pytest.mark.usefixtures("two_accounts")
@pytest.mark.parametrize("way_out", ["Keluar", "off", "pause"])
def test_the_next_account_at_the_same_browser_sees_nothing_of_the_one_before(
    way_out: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = sign_in(visit(PAGE), "ani")
    app.file_uploader(key="buku").upload(SECRET, survey())
    button(app.run(), "Coba data ini dulu").click().run()
    assert visits.held_bytes(visits._drafts["satu"].of) > 5000
    if way_out == "Keluar":
        button(app, "Keluar").click().run()
    elif way_out == "off":
        accounts.off("ani", ANI)
        app.run()
    else:
        with monkeypatch.context() as patch:
            patch.setattr(access, "LONGEST_PAUSE", -1.0)
            COOKIES[visits.COOKIE] = "lain"
            visit()
        COOKIES[visits.COOKIE] = "satu"
    held = visits._drafts.get("satu")
    assert held is None or not visits.held_bytes(held.of), "its memory is free at once"
    after = sign_in(visit(PAGE), "budi")
    assert SECRET not in words(after)
    assert SECRET not in "\n".join(frame.value.to_string() for frame in after.dataframe)
    assert "data_dipakai" not in visits.kept_for("satu", "budi")
