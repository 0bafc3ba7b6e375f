"""Files that leave the portal: saved, never opened in it, and kept by no cache."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO
from urllib.parse import quote

from django.http import FileResponse

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ZIP_TYPE = "application/zip"
CSV_TYPE = "text/csv; charset=utf-8"
UNKNOWN_TYPE = "application/octet-stream"


def download_headers(name: str) -> Mapping[str, str]:
    """Give the headers of a file that is saved under a name, by old programs under a plain one."""
    plain = "".join(_plain(name))
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def streamed(handle: IO[bytes], media_type: str, name: str) -> FileResponse:
    """Answer with an open file, block by block; it is closed at the end."""
    answer = FileResponse(handle, content_type=media_type)
    for header, value in download_headers(name).items():
        answer[header] = value  # afterwards: it names the file itself, by where it lies
    return answer


def _plain(name: str) -> Iterable[str]:
    for letter in name:
        yield letter if letter.isascii() and (letter.isalnum() or letter in ".-_ ") else "_"
