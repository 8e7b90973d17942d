"""The dashboard in this process, without a browser: a visit, what it says, its buttons."""

from functools import cache
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").glob("[!p]*/*.py"))
CRASH = "kesalahan program"


def visit(page: str = "pages/leadership/ringkasan.py", **choices: str | list[str]) -> AppTest:
    """A visit that begins with that page, each choice in its address."""
    app = dashboard()
    app._registered_pages = menu()  # a page is known by its address, not by its file's name
    app.switch_page(page)
    for name, value in choices.items():
        app.query_params[name] = value
    return app.run()


def dashboard() -> AppTest:
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)


@cache
def menu() -> dict[str, Any]:
    """The pages as a first run registers them."""
    return dashboard().run()._registered_pages


def words(app: AppTest) -> str:
    """What stands on the page, but for tables and cards."""
    heads, texts = (app.title, app.header, app.subheader), (app.markdown, app.caption)
    alerts = (app.info, app.error, app.warning, app.success)
    return "\n".join(element.value for kind in (*heads, *texts, *alerts) for element in kind)


def button(app: AppTest, label: str) -> Any:
    return next(one for one in app.button if one.label == label)


def press(app: AppTest, label: str) -> AppTest:
    return button(app, label).click().run()
