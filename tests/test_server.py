"""The server around the pages: headers on every answer, metrics shut, and no look outside for its own address."""

import asyncio
import socket

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server import server_util

import server

LINK = b"\x0a\x2f/media/0123456789abcdef.csv\x12"


def answered(
    path: str, app: ASGIApp | None = None, browser: str = "", accept: str = server.PAGE, **scope: str
) -> list[Message]:
    """What is sent in answer to one request of a browser that bears that cookie."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = [(b"accept", accept.encode())]
    headers += [(b"cookie", f"{server.COOKIE}={browser}".encode())] if browser else []
    request = {"type": "http", "scheme": "http", "path": path, "method": "GET", "headers": headers, **scope}

    async def answer() -> None:
        await (app or server.Guarded(HTMLResponse("isi")))(request, receive, send)

    asyncio.run(answer())
    return sent


def cookies(sent: list[Message]) -> list[str]:
    return [value.decode() for name, value in sent[0]["headers"] if name == b"set-cookie"]


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


def test_a_page_gives_each_browser_a_cookie_of_its_own_once() -> None:
    (one,), (other,) = cookies(answered("/")), cookies(answered("/"))
    assert one != other
    assert one.endswith("; Path=/; HttpOnly; SameSite=Lax")
    assert cookies(answered("/", browser="satu")) == []
    assert len(cookies(answered("/", server.Guarded(PlainTextResponse(status_code=304))))) == 1, "a page it has kept"
    assert cookies(answered("/x.js", accept="*/*")) == [], "what a proxy keeps is everybody's"
    assert cookies(answered("/", scheme="https"))[0].endswith("; Secure")


def test_a_file_is_found_by_the_browser_alone_whose_page_was_told_of_it() -> None:
    async def streamlit(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.send", "bytes": LINK})
        else:
            await PlainTextResponse("isi")(scope, receive, send)

    files = server.OwnFiles(streamlit)
    file = "/media/0123456789abcdef.csv"
    assert answered(file, files, "satu")[0]["status"] == 404, "nobody was told of it yet"
    for browser in ("satu", ""):
        answered("/_stcore/stream", files, browser, type="websocket")
    found = {browser: answered(file, files, browser)[0]["status"] for browser in ("satu", "lain", "")}
    assert found == {"satu": 200, "lain": 404, "": 404}
    assert answered("/static/x.js", files)[0]["status"] == 200


def test_what_browsers_were_told_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST_BROWSERS", 3)
    files = server.OwnFiles(PlainTextResponse("isi"))
    for browser in "abcdea":
        answered("/", files, browser)
    assert list(files._told) == ["d", "e", "a"]


def test_a_foreign_origin_makes_nobody_ask_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("asked outside")

    monkeypatch.setattr(server_util.net_util, "get_internal_ip", lambda: "192.0.2.1")
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert not server_util.is_url_from_allowed_origins("http://asing.test")
