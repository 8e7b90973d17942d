"""The dashboard as a server: app.py behind headers that keep strangers out, its metrics shut, nothing asked outside.

Every browser gets a cookie of its own, and a file that was made for one is not found by another.
"""

import importlib
import logging
import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import Any

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import net_util

from pages.parts.visits import COOKIE, shielded

SHUT = ("/_stcore/metrics", "/metrics", "/_stcore/script-health-check")
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; media-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
        "connect-src 'self' data: blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Streamlit needs inline scripts and eval of its own; nothing may come from, or be sent to, another address."""
NOT_FOUND = PlainTextResponse("", 404)
PAGE = "text/html"
FILE = re.compile(rb"/media/([0-9a-f]+)")
MOST_BROWSERS = 1000


def no_outside_address() -> None:
    """Streamlit would ask the internet for this computer's address when a foreign page opens a connection."""


class Guarded:
    """Every answer with the headers; what only operators need is not found; whoever opens a page gets a cookie."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                del headers["server"]
                if opens_a_page(scope) and not cookie(scope):
                    headers.append("Set-Cookie", new_cookie(scope))
            await send(message)

        shut = scope["type"] == "http" and scope["path"].endswith(SHUT)
        await (NOT_FOUND if shut else self.app)(scope, receive, send_guarded)


class OwnFiles:
    """A file is found by the browser alone whose page was told of it; Streamlit drops it when that page does."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._told: dict[str, set[bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or listen to what a page is told."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        told = self._told_to(cookie(scope))

        async def send_noted(message: Message) -> None:
            told.update(FILE.findall(message.get("bytes") or b""))
            await send(message)

        if scope["type"] == "websocket":
            return await self.app(scope, receive, send_noted)
        wanted = FILE.findall(scope["path"].encode())
        return await (self.app if told.issuperset(wanted) else NOT_FOUND)(scope, receive, send)

    def _told_to(self, browser: str) -> set[bytes]:
        """The files a browser was told of, none where it bears no cookie; those that came longest ago are forgotten."""
        if not browser:
            return set()
        told = self._told[browser] = self._told.pop(browser, set())
        for oldest in list(self._told)[:-MOST_BROWSERS]:
            del self._told[oldest]
        return told


def cookie(scope: Scope) -> str:
    """What a browser is known by; empty where it bears no cookie."""
    return HTTPConnection(scope).cookies.get(COOKIE, "")


def opens_a_page(scope: Scope) -> bool:
    """Whether a browser asks for a page, perhaps one that it keeps and that has not changed."""
    return PAGE in HTTPConnection(scope).headers.get("Accept", "")


def new_cookie(scope: Scope) -> str:
    """A random name for a browser, gone when it is closed, that no script reads and no other site sends."""
    secure = "https" in (scope["scheme"], HTTPConnection(scope).headers.get("X-Forwarded-Proto"))
    return f"{COOKIE}={secrets.token_urlsafe()}; Path=/; HttpOnly; SameSite=Lax{'; Secure' if secure else ''}"


def load_ahead() -> None:
    """Load and count what the first page needs; what goes wrong is told by the page that asks again."""
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)
    with suppress(Exception):
        importlib.import_module("pages.parts.ahead").prepare()


@asynccontextmanager
async def begun(_: Any) -> AsyncIterator[None]:
    """The life of the server."""
    Thread(target=load_ahead, daemon=True).start()
    yield


net_util.get_external_ip = no_outside_address
shielded.set()
app = st.App("app.py", middleware=[Middleware(Guarded), Middleware(OwnFiles)], lifespan=begun)
