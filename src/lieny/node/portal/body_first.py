"""What a slow line sends is received first, and answered then by threads that do nothing else.

The web server lends a thread to every request from its first byte. Over a slow line a list of a
few megabytes takes minutes: a handful of such lines would hold every thread, and the portal would
answer nobody. So there are many threads that only receive, which costs nothing, and few that work,
each with its own connection to the database.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

IN_MEMORY = 1024 * 1024  # bytes of one body; what is larger is kept in a file without a name
AT_ONCE = 64 * 1024


class BodyFirst:
    """A WSGI application before which bodies are received whole.

    Args:
        application: what answers.
        working: how many requests are answered at the same time.
        longest: bytes; a longer body is left to the application, which refuses it unread.
    """

    def __init__(self, application: Application, *, working: int, longest: int) -> None:
        self._application = application
        self._longest = longest
        self._pool = ThreadPoolExecutor(working, thread_name_prefix="answering")

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Receive, then answer."""
        length = _length(environ)
        if not 0 < length <= self._longest:
            return self._answer(environ, start_response)
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            _receive(environ["wsgi.input"], body, length)
            return self._answer({**environ, "wsgi.input": body}, start_response)

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
