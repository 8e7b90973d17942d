"""Who sees and may do what on the pages, in each mode: role × page × button × rows about persons; ways in and out."""

import shutil
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import store
from data.access import accounts, audit
from pages.parts import access, visits
from tests.data.persons import ANI
from tests.golden.office_book import A, B, book
from tests.pages import app as pages
from tests.pages.app import CRASH, PAGES, button, words

PASSWORD = "kuda baterai jepit"
ROLES = ("pembaca", "penulis", "pengelola")
STEWARDS = [f"pages/steward/{name}.py" for name in ("unggah", "riwayat", "mutu_data", "hari_libur")]
WRITING = {"Simpan catatan", "Simpan target dan rencana", "Lampirkan"}
CLOSED = "Halaman ini untuk peran pengelola"


@pytest.fixture(autouse=True)
def browser(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The cookies of the browser that visits: none, as each visit is one of its own."""
    cookies: dict[str, str] = {}
    monkeypatch.setattr(type(st.context), "cookies", cookies)
    return cookies


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office's own books in the store, and an account of each role."""
    folder = tmp_path_factory.mktemp("kantor")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAMPAK_HOME", str(folder))
        store.import_books([("kantor.xlsx", book())], ANI, {})
        for role in ROLES[1:]:
            accounts.add(role, PASSWORD, role, "", ANI)
    return folder


@pytest.fixture
def office(made: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That office on its network, for one test."""
    shutil.copytree(made, home)
    monkeypatch.setenv("DAMPAK_ACCESS", "lan")


def visit(role: str = "pembaca", page: str = "pages/leadership/ringkasan.py") -> AppTest:
    """A new visit, signed in where the role needs it."""
    app = pages.visit(page)
    return app if role == "pembaca" else sign_in(app, role)


def sign_in(app: AppTest, name: str, password: str = PASSWORD) -> AppTest:
    app.text_input(key=access.NAME).input(name)
    app.text_input(key=access.PASSWORD).input(password)
    return button(app, "Masuk").click().run()


def labels(app: AppTest) -> set[str]:
    return {one.label for one in app.button}


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("role", ROLES)
def test_each_role_sees_its_pages_and_its_buttons_also_by_a_deep_link(role: str) -> None:
    visit("pengelola", "pages/analyst/kompetensi.py")
    app = visit(role)
    for page in (*STEWARDS, "pages/steward/kamus.py", "pages/leadership/laporan.py", "pages/analyst/kompetensi.py"):
        app.switch_page(page).run()
        assert not app.exception, page
        assert CRASH not in words(app), page
        assert (CLOSED in words(app)) == (page in STEWARDS and role != "pengelola"), page
        if page.endswith("laporan.py"):
            assert bool(WRITING & labels(app)) == (role != "pembaca")
            assert "Buat laporan" in labels(app), "the report that leaves the office is everybody's"
        if page.endswith("kamus.py"):
            next(one for one in app.toggle if one.label.startswith("Cetak semua")).set_value(True).run()
            assert app.radio[0].disabled == (role != "pengelola")
        if page.endswith("kompetensi.py"):
            assert ("PNS yang masih kurang JP" in {box.label for box in app.expander}) == (role == "pengelola")


@pytest.mark.slow
@pytest.mark.usefixtures("office")
def test_a_reader_who_has_not_signed_in_opens_every_other_page() -> None:
    for page in PAGES:
        if page not in STEWARDS:
            app = visit(page=page)
            assert not app.exception, page
            assert CRASH not in words(app), page
            assert CLOSED not in words(app), page


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("role", ["penulis", "pengelola"])
def test_an_account_of_one_unit_writes_for_it_alone_and_reads_as_a_reader_does(role: str) -> None:
    accounts.add("lurah", PASSWORD, role, A, ANI)
    app = sign_in(visit(), "lurah").switch_page("pages/leadership/laporan.py").run()
    assert app.selectbox(key="unit_laporan").value == A, "it opens on its own unit"
    assert WRITING & labels(app)
    for elsewhere in ("Semua unit", B):
        app.selectbox(key="unit_laporan").set_value(elsewhere).run()
        assert not WRITING & labels(app), elsewhere
    for page in STEWARDS:
        assert CLOSED in words(app.switch_page(page).run()), page
    app.switch_page("pages/analyst/kompetensi.py").run()
    assert "PNS yang masih kurang JP" not in {box.label for box in app.expander}


@pytest.mark.usefixtures("office")
def test_a_wrong_password_is_told_and_leaves_no_trace_of_it() -> None:
    app = sign_in(visit(), "penulis", "salah sama sekali")
    assert "Nama atau sandi salah" in app.warning[0].value
    assert app.session_state[access.PASSWORD] == ""
    assert audit.lines()[-1]["tindakan"] == "gagal masuk"
    assert "salah sama sekali" not in str(audit.lines())


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("ended", ["way out", "too long", "off"])
def test_signed_in_ends(ended: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit("pengelola", STEWARDS[1])
    assert CLOSED not in words(app)
    if ended == "way out":
        button(app, "Keluar").click().run()
    elif ended == "off":
        accounts.off("pengelola", ANI)
    else:
        monkeypatch.setattr(access, "LONGEST_PAUSE", -1.0)
    assert CLOSED in words(app.run())
    assert "Masuk" in labels(app)


@pytest.mark.usefixtures("office")
def test_a_reload_stays_signed_in_and_another_browser_does_not(browser: dict[str, str]) -> None:
    browser[visits.COOKIE] = "satu"
    first, reloaded = visit("pengelola"), visit()
    assert CLOSED not in words(reloaded.switch_page(STEWARDS[1]).run())
    browser[visits.COOKIE] = "lain"
    assert CLOSED in words(visit().switch_page(STEWARDS[1]).run())
    browser[visits.COOKIE] = "satu"
    button(first, "Keluar").click().run()
    assert CLOSED in words(reloaded.run()), "out in one window is out in all of that browser"


@pytest.mark.usefixtures("home")
def test_a_dashboard_open_to_the_network_without_accounts_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    listening = {"server.address": "0.0.0.0"}
    option = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: listening.get(name) or option(name))
    for mode in ("", "lan"):
        monkeypatch.setenv("DAMPAK_ACCESS", mode)
        app = visit()
        assert "terbuka bagi jaringan tanpa akun" in app.error[0].value
        assert not app.title
    accounts.add("Ani", PASSWORD, "penulis", "", ANI)
    visits.shielded.clear()
    assert "jalankan: streamlit run server.py" in visit().error[0].value
    visits.shielded.set()
    assert visit().title
    monkeypatch.setenv("DAMPAK_ACCESS", "terbuka")
    assert visit().title
    monkeypatch.setenv("DAMPAK_ACCESS", "lain")
    assert "Setelan DAMPAK_ACCESS tidak terbaca" in visit().error[0].value


@pytest.mark.usefixtures("home")
def test_on_one_pc_everybody_is_pengelola_and_names_are_typed() -> None:
    app = visit()
    assert "Masuk" not in labels(app)
    app.switch_page(STEWARDS[0]).run()
    assert CLOSED not in words(app)


class OfServer(dict):
    """What the office's sign-in server says of a visitor."""

    is_logged_in = True

    def to_dict(self) -> dict:
        return dict(self)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("groups", "role"),
    [([], "pembaca"), (["g-tulis"], "penulis"), (["g-tulis", "g-data"], "pengelola"), (["x"], "pembaca")],
)
def test_the_groups_of_the_office_server_give_the_role(
    groups: list[str], role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAMPAK_ACCESS", "server")
    monkeypatch.setenv("DAMPAK_ROLES", "g-tulis=penulis;g-data=pengelola")
    monkeypatch.setattr(st, "user", OfServer(name="Ani", groups=groups))
    app = visit()
    assert f"Masuk sebagai Ani ({role})" in {one.value for one in app.sidebar.caption}
    app.switch_page(STEWARDS[1]).run()
    assert (CLOSED in words(app)) == (role != "pengelola")


@pytest.mark.usefixtures("home")
def test_whoever_the_office_server_does_not_know_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAMPAK_ACCESS", "server")
    monkeypatch.setattr(st, "user", type("Nobody", (), {"is_logged_in": False})())
    app = visit()
    assert "Masuk dengan akun kantor" in app.info[0].value
    assert not app.title
    monkeypatch.setattr(st, "user", type("Unset", (), {})())
    assert "[auth]" in visit().error[0].value
