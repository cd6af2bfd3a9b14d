from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.answers import HEADERS, LONGEST_LINE, answer_to

PAGES = {
    "/index.html": b"<h1>index</h1>",
    "/style.css": b"body {}",
    "/verify.js": b"'use strict'",
    "/D/7K3FQ/index.html": b"<h1>decision</h1>",
    "/V/DRAW1/record.txt": b"hat-draw/1\n",
}


def ask(target: str, method: str = "GET") -> bytes:
    return answer_to(
        f"{method} {target} HTTP/1.1\r\nHost: anything\r\n\r\n".encode("utf-8", "surrogateescape"), PAGES
    ).written()


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


@pytest.mark.parametrize(
    ("target", "body", "kind"),
    [
        ("/", b"<h1>index</h1>", b"text/html; charset=utf-8"),
        ("/index.html", b"<h1>index</h1>", b"text/html; charset=utf-8"),
        ("/?from=qr", b"<h1>index</h1>", b"text/html; charset=utf-8"),
        ("/D/7K3FQ/", b"<h1>decision</h1>", b"text/html; charset=utf-8"),
        ("/D/7K3FQ/index.html", b"<h1>decision</h1>", b"text/html; charset=utf-8"),
        ("/style.css", b"body {}", b"text/css; charset=utf-8"),
        ("/verify.js", b"'use strict'", b"text/javascript; charset=utf-8"),
        ("/V/DRAW1/record.txt", b"hat-draw/1\n", b"text/plain; charset=utf-8"),
    ],
)
def test_a_published_page_is_answered(target: str, body: bytes, kind: bytes) -> None:
    head, _, found = ask(target).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"Content-Type: " + kind + b"\r\n" in head
    assert found == body


@pytest.mark.parametrize("target", ["/D/7K3FQ", "/d/7k3fq", "/d/7k3fq/", "/D/7k3fQ?x=1"])
def test_a_permalink_leads_to_its_page_also_when_it_was_typed_in_small_letters(target: str) -> None:
    answer = ask(target)

    assert status(answer) == 308
    assert b"\r\nLocation: /D/7K3FQ/\r\n" in answer


@pytest.mark.parametrize(
    "target",
    [
        "/nothing",
        "/D/",
        "/D/7K3FQ/../../people.json",
        "/../people.json",
        "/..%2fpeople.json",
        "/%2e%2e/people.json",
        "/D/%37K3FQ/",
        "/D\\7K3FQ",
        "//index.html",
        "//evil.example/D/7K3FQ",
        "/D//7K3FQ/",
        "/D/7K3FQ//",
        "/.git/config",
        "/people.json",
        "/index.html/",
        "/index.html%00.txt",
        "/" + "A/" * 400,
    ],
)
def test_what_is_not_exactly_a_page_does_not_exist(target: str) -> None:
    assert status(ask(target)) == 404


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/2.0\r\n\r\n",
        b"GET / HTTP/0.9\r\n\r\n",
        b"GET  / HTTP/1.1\r\n\r\n",
        b"get / HTTP/1.1\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\n\r\n",
        b"GET * HTTP/1.1\r\n\r\n",
        b"GET /\x00 x HTTP/1.1\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(head: bytes) -> None:
    assert status(answer_to(head, PAGES).written()) == 400


def test_a_nul_in_a_path_is_no_page() -> None:
    assert status(answer_to(b"GET /\x00 HTTP/1.1\r\n\r\n", PAGES).written()) == 404


def test_a_line_without_end_is_refused() -> None:
    assert status(ask("/" + "A" * LONGEST_LINE)) == 414


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "PROPFIND"]
)
def test_only_reading_is_allowed(method: str) -> None:
    answer = ask("/", method)

    assert status(answer) == 405
    assert b"\r\nAllow: GET, HEAD\r\n" in answer


@pytest.mark.parametrize("target", ["/", "/D/7K3FQ", "/nothing"])
def test_head_says_what_get_would_and_sends_no_body(target: str) -> None:
    head, _, body = ask(target, "HEAD").partition(b"\r\n\r\n")

    assert body == b""
    assert head == ask(target).partition(b"\r\n\r\n")[0]


@pytest.mark.parametrize("target", ["/", "/nothing", "/D/7K3FQ"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_answer_has_the_strict_headers_and_no_name_of_a_server(target: str, method: str) -> None:
    head = ask(target, method).partition(b"\r\n\r\n")[0].decode()

    fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:])
    assert HEADERS.items() <= fields.items()
    assert "default-src 'none'; script-src 'self';" in fields["Content-Security-Policy"]
    assert "unsafe" not in fields["Content-Security-Policy"]
    assert fields["X-Content-Type-Options"] == "nosniff"
    assert fields["Cache-Control"] == "no-store"
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & fields.keys()


@given(st.binary(max_size=200))
def test_whatever_comes_is_answered_and_only_with_pages(junk: bytes) -> None:
    for head in (junk, b"GET /" + junk + b" HTTP/1.1\r\n\r\n"):
        answer = answer_to(head, PAGES)

        assert answer.status != 200 or answer.body in PAGES.values()


@given(st.text(max_size=60))
def test_no_path_leads_to_another_site(path: str) -> None:
    head = ask(f"/{path}").partition(b"\r\n\r\n")[0]

    locations = [line for line in head.split(b"\r\n") if line.startswith(b"Location:")]
    assert locations in ([], [b"Location: /D/7K3FQ/"])
