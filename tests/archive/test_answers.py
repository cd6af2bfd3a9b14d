from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.answers import HEADERS, answer_to
from archive.request import LONGEST_LINE
from archive.site import SMALLEST_PACKED, Site

PAGES: dict[str, bytes] = {
    "/index.html": b"<h1>index</h1>",
    "/style.css": b"body {}",
    "/verify.js": b"'use strict'",
    "/D/7K3FQ/index.html": b"<h1>decision</h1>",
    "/V/DRAW1/record.txt": b"hat-draw/1\n",
}
LONG = b"<p>The same again.</p>" * 200
SITE = Site({**PAGES, "/long.txt": LONG})


def ask(target: str, method: str = "GET", *fields: str) -> bytes:
    lines = "".join(f"{field}\r\n" for field in ("Host: 192.168.1.7:8137", *fields))
    head = f"{method} {target} HTTP/1.1\r\n{lines}\r\n"
    return answer_to(head.encode("utf-8", "surrogateescape"), SITE).written()


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
    assert status(answer_to(head, SITE).written()) == 400


def test_a_nul_in_a_path_is_no_page() -> None:
    assert status(answer_to(b"GET /\x00 HTTP/1.1\r\n\r\n", SITE).written()) == 404


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
    assert fields["Cache-Control"] == "no-cache"
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & fields.keys()


@given(st.binary(max_size=200))
def test_whatever_comes_is_answered_and_only_with_pages(junk: bytes) -> None:
    for head in (junk, b"GET /" + junk + b" HTTP/1.1\r\n\r\n"):
        answer = answer_to(head, SITE)

        assert answer.status != 200 or answer.body in {*PAGES.values(), LONG}


@given(st.text(max_size=60))
def test_no_path_leads_to_another_site(path: str) -> None:
    head = ask(f"/{path}").partition(b"\r\n\r\n")[0]

    locations = [line for line in head.split(b"\r\n") if line.startswith(b"Location:")]
    assert locations in ([], [b"Location: /D/7K3FQ/"])


def fields_of(answer: bytes) -> dict[str, str]:
    lines = answer.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    return dict(line.split(": ", 1) for line in lines)


@pytest.mark.parametrize(
    ("offered", "packed"),
    [
        ("gzip", True),
        ("br, gzip;q=0.8, *;q=0.1", True),
        ("GZIP", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("br", False),
        ("", False),
    ],
)
def test_a_page_is_packed_for_whoever_understands_that(offered: str, packed: bool) -> None:
    answer = ask("/long.txt", "GET", f"Accept-Encoding: {offered}")

    body = answer.partition(b"\r\n\r\n")[2]
    assert ("Content-Encoding" in fields_of(answer)) is packed
    assert (gzip.decompress(body) if packed else body) == LONG
    assert int(fields_of(answer)["Content-Length"]) == len(body)


def test_what_fits_into_one_packet_is_not_packed() -> None:
    assert len(PAGES["/style.css"]) < SMALLEST_PACKED
    assert "Content-Encoding" not in fields_of(ask("/style.css", "GET", "Accept-Encoding: gzip"))


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("form", ["{tag}", '"other", {tag}', '{tag},W/"x"'])
def test_a_page_that_the_phone_has_is_not_sent_again(method: str, form: str) -> None:
    tag = fields_of(ask("/style.css"))["ETag"]

    answer = ask("/style.css", method, f"If-None-Match: {form.format(tag=tag)}")

    assert answer.startswith(b"HTTP/1.1 304 Not Modified\r\n")
    assert answer.endswith(b"\r\n\r\n")
    assert fields_of(answer)["ETag"] == tag


@pytest.mark.parametrize("known", ['W/"other"', "*nothing", "", '"'])
def test_a_page_that_the_phone_does_not_have_is_sent(known: str) -> None:
    assert status(ask("/style.css", "GET", f"If-None-Match: {known}")) == 200


def test_another_page_has_another_mark_and_the_same_page_is_made_ready_once() -> None:
    later = Site({**PAGES, "/style.css": b"body {color: red}"}, before=SITE)

    assert later["/style.css"].tag != SITE["/style.css"].tag
    assert later["/index.html"] is SITE["/index.html"]
    assert set(later) == set(PAGES)


@pytest.mark.parametrize("path", ["/people", "/people.bin", "/shelf.sqlite", "/.html/x"])
def test_what_has_no_type_of_ours_is_not_shown_even_if_it_is_handed_over(path: str) -> None:
    assert path not in Site({path: b"names"})


@pytest.mark.parametrize(
    "host",
    ["192.168.1.7", "10.0.0.5:8137", "[fd00::2]:8137", "localhost:80", "laptop.local", "LapTop.LOCAL:8137"],
)
def test_we_are_asked_by_our_address(host: str) -> None:
    head = f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()

    assert answer_to(head, SITE).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "192.168.1.7.evil.example",
        "192.168.1.7:8137@evil.example",
        "localhost.evil.example",
        "a.b.local",
        "evil",
        "[::1",
        "::1",
        "127.0.0.1, evil.example",
        "<script>",
        "a" * 2000,
        "192.168.1.7:999999",
    ],
)
def test_a_page_elsewhere_cannot_have_a_phone_read_ours_for_it(host: str) -> None:
    answer = answer_to(f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(), SITE)

    assert answer.status == 421
    assert host.encode() not in answer.written()


@pytest.mark.parametrize(
    "lines",
    [
        b"Host: 10.0.0.5\r\nHost: 10.0.0.5",
        b"Host: 10.0.0.5\r\nhost: evil.example",
        b"Host : 10.0.0.5",
        b"Host: \x00",
        b": nothing",
        b"no colon",
        b" Host: 10.0.0.5",
        b"X: a\r\n folded",
        b"X: a\nHost: evil.example",
        b"X: a\rb",
        b"Content-Length: 5",
        b"Content-Length: -1",
        b"Content-Length: 0, 5",
        b"Transfer-Encoding: chunked",
        b"transfer-encoding: identity",
    ],
)
def test_odd_headers_are_refused(lines: bytes) -> None:
    answer = answer_to(b"GET / HTTP/1.1\r\n" + lines + b"\r\n\r\n", SITE)

    assert (answer.status, answer.stays) == (400, False)


@pytest.mark.parametrize(
    ("head", "stays"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", True),
        (b"GET /nothing HTTP/1.1\r\n\r\n", True),
        (b"GET / HTTP/1.1\r\nConnection: Close\r\n\r\n", False),
        (b"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", False),
        (b"POST / HTTP/1.1\r\n\r\n", False),
    ],
)
def test_only_a_proper_question_keeps_the_line(head: bytes, stays: bool) -> None:
    assert answer_to(head, SITE).stays is stays


@given(st.lists(st.tuples(st.binary(max_size=20), st.binary(max_size=60)), max_size=6))
def test_whatever_the_headers_say_only_pages_come_back(fields: list[tuple[bytes, bytes]]) -> None:
    lines = b"".join(name + b": " + told + b"\r\n" for name, told in fields)

    answer = answer_to(b"GET /style.css HTTP/1.1\r\n" + lines + b"\r\n", SITE)

    assert answer.status in {200, 304, 400, 421}
    assert answer.status != 200 or answer.body == PAGES["/style.css"]
