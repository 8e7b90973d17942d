"""The dashboard as a server: app.py behind headers that keep strangers out, its metrics shut, nothing asked outside."""

from __future__ import annotations

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import net_util

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

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                del headers["server"]
            await send(message)

        shut = scope["type"] == "http" and scope["path"].endswith(SHUT)
        await (PlainTextResponse("", 404) if shut else self.app)(scope, receive, send_guarded)


net_util.get_external_ip = no_outside_address
app = st.App("app.py", middleware=[Middleware(Guarded)])
