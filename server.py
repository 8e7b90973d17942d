"""The dashboard as a server: app.py behind headers that keep strangers out, its metrics shut, nothing asked outside."""

from __future__ import annotations

import importlib
import logging
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

from data.access.person import VISIT_COOKIE

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


def no_outside_address() -> None:
    """Streamlit would ask the internet for this computer's address when a foreign page opens a connection."""


class Guarded:
    """Every answer with the headers; what only operators need is not found."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        known = HTTPConnection(scope).cookies if scope["type"] == "http" else {}

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                del headers["server"]
                if headers.get("content-type", "").startswith("text/html") and VISIT_COOKIE not in known:
                    visit = f"{VISIT_COOKIE}={secrets.token_urlsafe()}; Path=/; HttpOnly; SameSite=Lax"
                    headers.append("set-cookie", visit)
            await send(message)

        shut = scope["type"] == "http" and scope["path"].endswith(SHUT)
        await (PlainTextResponse("", 404) if shut else self.app)(scope, receive, send_guarded)


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
app = st.App("app.py", middleware=[Middleware(Guarded)], lifespan=begun)
