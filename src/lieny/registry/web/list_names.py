"""Names of files as they lay in the sender's folders; forms tell only their last part."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from pathlib import PurePosixPath

LONGEST = 1 << 20  # letters of all paths together


def names_sent(paths: str, names: Sequence[str]) -> Sequence[str]:
    """Give each file its path within the folder that was dropped, else its name.

    Args:
        paths: what the page says beside the files: a JSON list of their paths, in their order.
        names: last parts of the names, as the form tells them.

    Returns:
        The paths where there is one a file and each ends in the file's own name; else the names.
    """
    if not paths or len(paths) > LONGEST:
        return names
    try:
        told = json.loads(paths)
    except (ValueError, RecursionError):
        return names
    if not isinstance(told, list) or len(told) != len(names):
        return names
    return [
        path if isinstance(path, str) and _last(path) == _last(name) else name
        for path, name in zip(told, names, strict=True)
    ]


def _last(name: str) -> str:
    """Give the last part of a name as forms are read: control characters go."""
    plain = unicodedata.normalize("NFC", name).replace("\\", "/")
    return "".join(letter for letter in PurePosixPath(plain).name if letter.isprintable()).strip()
