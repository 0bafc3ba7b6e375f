"""Bodies are received whole before anybody works on them; few work at the same time."""

import io
import threading
from hashlib import sha256
from random import Random

import pytest

from lieny.node.portal.body_first import IN_MEMORY, BodyFirst

LONGEST = 4 * IN_MEMORY
COOKIE = "lieny"
SIGNED_IN = "theme=dark; lieny=abc"


def first(application, **changed):
    """Put it before an application; for whoever is signed in nothing is too long."""
    return BodyFirst(
        application, **{"working": 1, "longest": LONGEST, "stranger": 3, "cookie": COOKIE} | changed
    )


class Line(io.RawIOBase):
    """A line that gives a body in pieces of any size and may break off."""

    def __init__(self, body, seed=1):
        self.body, self.place, self.draw = body, 0, Random(seed)

    def read(self, size=-1):
        piece = self.body[self.place : self.place + min(size, self.draw.randint(1, 40_000))]
        self.place += len(piece)
        return piece


def seen_by(body, length):
    """What the application reads of a body, and what it was given to read from."""
    seen = {}

    def application(environ, start_response):
        start_response("200 OK", [])
        seen["input"] = environ["wsgi.input"]
        seen["body"] = environ["wsgi.input"].read()
        return [b"done"]

    line = Line(body)
    given = {"wsgi.input": line, "CONTENT_LENGTH": length, "HTTP_COOKIE": SIGNED_IN}
    said = []
    answer = first(application)(given, lambda *one: said.append(one))
    assert (list(answer), said) == ([b"done"], [("200 OK", [])])
    return seen["body"], seen["input"] is line


@pytest.mark.parametrize("size", [1, 100_000, IN_MEMORY, IN_MEMORY + 1, LONGEST])
def test_a_body_comes_whole_from_its_beginning(size):
    body = Random(size).randbytes(size)
    read, untouched = seen_by(body + b"of the next request", str(size))
    assert (sha256(read).digest(), untouched) == (sha256(body).digest(), False)


def test_a_line_that_breaks_off_leaves_the_body_short():
    assert seen_by(b"abc", "10")[0] == b"abc"


@pytest.mark.parametrize("length", ["", "0", "-5", "x", "²"])
def test_without_a_length_nothing_is_received(length):
    line = Line(b"abc")
    seen = []
    first(lambda environ, _: seen.append(environ["wsgi.input"]) or [])(
        {"wsgi.input": line, "CONTENT_LENGTH": length}, lambda *_: None
    )
    assert (seen, line.place) == ([line], 0)


@pytest.mark.parametrize(
    ("length", "cookie", "taken"),
    [
        (9, SIGNED_IN, True), (10, SIGNED_IN, False), (3, "", True), (4, "", False),
        (4, "xlieny=abc", False), (4, "lieny-csrf=abc", False), (9, "lieny=abc", True),
    ],
)  # fmt: skip
def test_a_body_that_is_too_long_is_refused_unread(length, cookie, taken):
    line = Line(b"x" * 10)
    seen, said = [], []
    answer = first(lambda environ, _: seen.append(environ["wsgi.input"].read()) or [], longest=9)(
        {"wsgi.input": line, "CONTENT_LENGTH": str(length), "HTTP_COOKIE": cookie},
        lambda *one: said.append(one),
    )
    assert (seen, line.place > 0) == ([b"x" * length] if taken else [], taken)
    assert [status for status, _ in said] == ([] if taken else ["413 Content Too Large"])
    assert bool(b"".join(answer)) is not taken


def test_who_sends_too_much_is_told_how_much_may_be_sent():
    refused = first(lambda *_: [], longest=640_000_000, stranger=1_000_000)
    for cookie, words in (
        (SIGNED_IN, "Nội dung gửi lên có 700.5 MB; nhận tối đa 640.0 MB một lần. Hãy chia ra"),
        ("", "Nội dung gửi lên có 700.5 MB; nhận tối đa 1.0 MB một lần khi chưa đăng nhập."),
    ):
        given = {"CONTENT_LENGTH": "700500000", "HTTP_COOKIE": cookie}
        (told,) = refused(given, lambda *_: None)
        assert told.decode("utf-8").startswith(words)


def test_no_more_work_at_the_same_time_than_was_said():
    now, most, lock, held = [0], [0], threading.Lock(), threading.Barrier(2)

    def application(*_):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        held.wait(10)  # two meet here: both work at the same time
        with lock:
            now[0] -= 1
        return []

    served = first(application, working=2)
    asking = [
        threading.Thread(target=served, args=({"CONTENT_LENGTH": ""}, None)) for _ in range(8)
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join(20)
    assert (most[0], now[0]) == (2, 0)


def test_what_the_application_raises_reaches_the_server():
    def application(*_):
        raise ValueError("x")

    with pytest.raises(ValueError, match=r"^x$"):
        first(application)({"CONTENT_LENGTH": ""}, None)
