"""The server around the pages: headers on every answer, metrics shut, and no look outside for its own address."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Sequence

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message
from streamlit.web.server import server_util

import server

PLAIN = PlainTextResponse("isi")
Headers = Sequence[tuple[bytes, bytes]]


def answered(path: str, page: ASGIApp = PLAIN, headers: Headers = ()) -> list[Message]:
    """What is sent in answer to one request."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    guarded = server.Guarded(page)
    scope = {"type": "http", "path": path, "method": "GET", "headers": list(headers)}
    asyncio.run(guarded(scope, receive, send))
    return sent


@pytest.mark.parametrize("path", ["/", "/kompetensi", "/media/x.csv", "/_stcore/metrics"])
def test_every_answer_bears_the_headers(path: str) -> None:
    headers = {name.decode(): value.decode() for name, value in answered(path)[0]["headers"]}
    assert {name.lower() for name in server.HEADERS} <= set(headers)
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    allowed = set(headers["content-security-policy"].replace(";", "").split())
    assert not {word for word in allowed if "//" in word or word == "*"}, "nothing from, or to, another address"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/dampak/_stcore/metrics"])
def test_metrics_are_not_found(path: str) -> None:
    assert answered(path)[0]["status"] == 404
    assert answered("/_stcore/health")[0]["status"] == 200


def test_a_foreign_origin_makes_nobody_ask_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("asked outside")

    monkeypatch.setattr(server_util.net_util, "get_internal_ip", lambda: "192.0.2.1")
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert not server_util.is_url_from_allowed_origins("http://asing.test")


def test_a_page_makes_a_browser_known_again_once_and_without_saying_who_it_is() -> None:
    page = PlainTextResponse("isi", media_type="text/html")
    given = [answered("/", page)[0]["headers"] for _ in range(2)]
    cookies = [value.decode() for headers in given for name, value in headers if name == b"set-cookie"]
    assert len(set(cookies)) == 2
    assert all("HttpOnly; SameSite=Lax" in cookie for cookie in cookies)
    known = [(b"cookie", cookies[0].partition(";")[0].encode())]
    assert not [value for name, value in answered("/", page, known)[0]["headers"] if name == b"set-cookie"]
