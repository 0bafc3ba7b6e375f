"""What a slow line sends is received first, and answered then by threads that do nothing else.

The web server lends a thread to every request from its first byte. Over a slow line a list of a
few megabytes takes minutes: a handful of such lines would hold every thread, and the portal would
answer nobody. So there are many threads that only receive, which costs nothing, and few that work,
each with its own connection to the database.

What is too long is refused before a byte of it is read: Django would receive it whole before it
asked who sends it. Who has not signed in sends forms, never files.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

IN_MEMORY = 1024 * 1024  # bytes of one body; what is larger is kept in a file without a name
AT_ONCE = 64 * 1024
TOO_LONG = (
    "Nội dung gửi lên có {given:.1f} MB; nhận tối đa {most:.1f} MB một lần{when}. "
    "Hãy chia ra và gửi từng phần.\n\n"
    "{given:.1f} MB were sent; at most {most:.1f} MB are taken at once{when_en}. "
    "Send it in parts.\n"
)
WHEN = (" khi chưa đăng nhập", " from who has not signed in")


class BodyFirst:
    """A WSGI application before which bodies are received whole.

    Args:
        application: what answers.
        working: how many requests are answered at the same time.
        longest: bytes of a body.
        stranger: bytes of a body that comes without the cookie of a session.
        cookie: its name.
    """

    def __init__(
        self, application: Application, *, working: int, longest: int, stranger: int, cookie: str
    ) -> None:
        self._application = application
        self._longest, self._stranger = longest, stranger
        self._cookie = re.compile(rf"(?:^|;)\s*{re.escape(cookie)}=")
        self._pool = ThreadPoolExecutor(working, thread_name_prefix="answering")

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Receive, then answer; 413 where the body is too long."""
        length = _length(environ)
        if not length:
            return self._answer(environ, start_response)
        is_known = bool(self._cookie.search(str(environ.get("HTTP_COOKIE") or "")))
        if length > (self._longest if is_known else self._stranger):
            return self._refuse(length, start_response, is_known=is_known)
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            _receive(environ["wsgi.input"], body, length)
            return self._answer({**environ, "wsgi.input": body}, start_response)

    def _refuse(
        self, length: int, start_response: Callable[..., Any], *, is_known: bool
    ) -> Iterable[bytes]:
        most = self._longest if is_known else self._stranger
        when, when_en = ("", "") if is_known else WHEN
        words = TOO_LONG.format(given=length / 1e6, most=most / 1e6, when=when, when_en=when_en)
        start_response("413 Content Too Large", [("Content-Type", "text/plain; charset=utf-8")])
        return [words.encode("utf-8")]

    def _answer(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        return self._pool.submit(self._application, environ, start_response).result()


def _length(environ: Environ) -> int:
    """Give the length that a request states; 0 where it states none that can be read."""
    stated = str(environ.get("CONTENT_LENGTH") or "0")
    return int(stated) if stated.isascii() and stated.isdigit() else 0


def _receive(line: IO[bytes], body: IO[bytes], length: int) -> None:
    """Copy what comes, up to its length; a line that breaks off leaves it short."""
    left = length
    while left and (piece := line.read(min(AT_ONCE, left))):
        body.write(piece)
        left -= len(piece)
    body.seek(0)
