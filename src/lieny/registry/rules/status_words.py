"""Lời của ô: what the words of a status or a position say beyond the value read from them."""

from __future__ import annotations

import re

from lieny.vocabulary.text import fold

# The decision does not bind now: appealed, stayed, annulled, under review.
_STAYED = re.compile(
    r"khieu nai|khoi kien|tam hoan|hoan thi hanh|tam (?:dinh chi|dung|ngung) (?:thi hanh|hieu luc)|"
    r"(?:bi )?huy (?:bo )?(?:quyet dinh|qd)|thu hoi quyet dinh|\bthu ly\b|toa an dang|"
    r"\b(?:quyet dinh|qd)\b.{0,25}\b(?:bi|da) huy\b|"
    r"dang (?:xem xet|giai quyet)|chua co hieu luc|phuc hoi|khang cao"
)
_PARTIAL = re.compile(
    r"mot phan|tung phan|mot so|(?:rieng|chi) (?:ve )?(?:ky thuat|dich vu)|"
    r"(?<!chuyen mon )ky thuat|(?:doi voi|cac) (?:dich vu|danh muc|chuyen khoa)"
)
# With its marks, for "phòng" and "phổ" are other words; without them only at the beginning.
_DEPUTY = re.compile(r"\bphó\b|^\s*(?:(?:pho|quyền|quyen)\b|q\.)|\btạm thời\b|\btạm quyền\b")
_VALID = re.compile(r"(?<!khong )(?<!chua )\b(?:dang|con) (?:co )?hieu luc|dang hoat dong")
_REISSUED = re.compile(
    r"cap lai|tai cap|cap doi|cap moi thay|chuyen doi|\blan (?:thu )?(?:2|3|hai|ba)\b"
)


def speaks_of_stay(text: str | None) -> bool:
    """Test whether a status says that its decision is appealed, stayed or annulled.

    Design: a decision that does not bind gives a question, never a definite sign.
    """
    return bool(text) and _STAYED.search(fold(text or "")) is not None


def speaks_of_part(text: str | None) -> bool:
    """Test whether a status says that only a part of the activity is suspended.

    Law: licence.suspension (15/2023/QH15 Điều 34).
    """
    return bool(text) and _PARTIAL.search(fold(text or "")) is not None


def speaks_of_validity(text: str | None) -> bool:
    """Test whether a status says in so many words that the licence is in force.

    Design: "đang hiệu lực (cấp lại)" is the licence issued again, not the one it replaced.
    """
    return bool(text) and _VALID.search(fold(text or "")) is not None


def speaks_of_reissue(text: str | None) -> bool:
    """Test whether a cell says that a licence was issued again or exchanged.

    Design: the date beside it is then that of the reissue.
    """
    return bool(text) and _REISSUED.search(fold(text or "")) is not None


def speaks_of_deputy(text: str) -> bool:
    """Test whether a position is a deputy's or an acting holder's: `Phó phụ trách chuyên môn`.

    Design: deputies and acting holders hold no post of their own (rules R04, R05).
    """
    return _DEPUTY.search(text.lower()) is not None
