"""Text of the lists made safe to show: no control characters, no half characters.

A cell may hold an escape sequence that would rewrite a terminal, or a path a byte that is no
character. What people see must never be steered by what somebody wrote in a list.
"""

from __future__ import annotations

import re

# C0 and C1 controls (line breaks and tabs become spaces), and directional overrides that reorder
# neighbouring text; lone surrogates stand for undecodable bytes of file names.
_BREAKS = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029]+")
_UNSHOWABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def one_line(text: str) -> str:
    """Give a text that can be shown on one line anywhere."""
    return several_lines(_BREAKS.sub(" ", text))


def several_lines(text: str) -> str:
    """Give a text that can be shown, keeping its line breaks."""
    kept = "\n".join(_UNSHOWABLE.sub("", line) for line in text.splitlines())
    return _SURROGATE.sub("\ufffd", kept)


def escaped_surrogates(json_text: str) -> str:
    r"""Write lone surrogates of a JSON text as `\udcXX`, so that it can be encoded."""
    try:  # nearly every text can be; trying is several times faster than looking for surrogates
        json_text.encode("utf-8")
    except UnicodeEncodeError:
        return _SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", json_text)
    return json_text
