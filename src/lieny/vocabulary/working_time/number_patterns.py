"""How dates, quantities, clocks and days are written, longest reading first."""

from __future__ import annotations

import re

from lieny.vocabulary.working_time import numbers
from lieny.vocabulary.working_time.numbers import Build

# What begins with a digit and is a phrase all the same ("24/24", "2 tuần/lần", "3 ca 4 kíp").
PHRASE_WITH_DIGITS = re.compile(
    r"24 ?(?:h|gio|g)?(?:00)? ?/ ?(?:24|7|ngay)|24 ?hours|7 ?/ ?7(?!/)"
    r"|7 ?ngay ?(?:/|mot|tren|1) ?tuan"
    r"|7 ?ngay tuan|7 ngay(?! ?\d)|0?2 tuan|1 tuan (?:lam|truc|nghi)|\d ?ca ?[,/-]? ?\d ?kip|1816"
    r"|2 ngay cuoi|0?1 ?thang|\d{1,3} ?(?:lan|buoi|ngay|tuan) ?(?:/|moi|mot|1){1,2} ?thang"
    r"|\d{1,3} ?(?:trong|tren|/) ?(?:so )?\d{1,3} ngay|1/2 (?:ngay|buoi)|3 thang 2|30 thang 4"
)
_PHONE = (
    r"(?P<n>0\d{2}[ .-]?\d{3}[ .-]?\d{4}|0\d{3}[ .-]\d{3}[ .-]?\d{3}"
    r"|0\d{9}|0\d{2,3}[ .-]\d{7,8})(?!\d)"
)
_AMPM = r"(?: ?(?P<ampm>a\.?m|p\.?m)(?![a-z])\.?)?"
_COUNT = r"(?P<n>\d{1,4}(?:[.,]\d{1,2})?|mot|hai|ba|bon|nam)"
_UP_TO = r"(?:\d{1,3} ?(?:-|den) ?)?"
_PER = r"(?P<per>tuan|ngay|thang|week|day|month)(?![a-z])"
_EACH = "(?:/|moi|mot|tren|per|1)"
_NO_UNIT = r"(?! ?(?:h(?![a-z])|gio(?![a-z])|g(?![a-z])|:\d))"
_HOURS = r"(?P<h>\d{1,2}) ?(?:gio|h|g)"
_TO = "(?:-|→|den)"

_TABLE: tuple[tuple[Build, tuple[str, ...]], ...] = (
    (numbers.word, (_PHONE,)),
    (
        numbers.date_of,
        (
            r"(?:ngay )?(?P<d>\d{1,2}) ?/ ?(?P<m>\d{1,2}) ?/ ?(?P<y>\d{4}|\d{2})(?![\dhg]|:\d)",
            r"(?:ngay )?(?P<d>\d{1,2})[.-](?P<m>\d{1,2})[.-](?P<y>(?:19|20)\d{2})(?!\d)",
            (
                r"(?P<y>(?:19|20)\d{2})[/.-](?P<m>\d{1,2})[/.-](?P<d>\d{1,2})(?!\d)"
                r"(?:[ t]\d\d:\d\d(?::\d\d)?)?"
            ),
            r"ngay (?P<d>\d{1,2}) thang (?P<m>\d{1,2}) nam (?P<y>\d{4})",
        ),
    ),
    (
        numbers.day_of_year,
        (r"(?P<said>ngay )?(?P<d>\d{1,2}) ?/ ?(?P<m>\d{1,2})(?![\dhg/]| ?(?:[hg](?![a-z])|gio))",),
    ),
    (
        numbers.year_of,
        (
            r"(?:thang )?\d{1,2} ?[/-] ?(?P<y>(?:19|20)\d{2})(?!\d)",
            r"thang \d{1,2} nam (?P<y>\d{4})",
            r"nam (?P<y>(?:19|20)\d{2})(?!\d)",
        ),
    ),
    (
        numbers.quantity,
        (
            (
                rf"{_UP_TO}{_COUNT} ?(?P<unit>h|g|gio|hours?) ?(?:lam viec )?"
                rf"(?:{_EACH} ?){{1,3}}(?:1 |mot )?{_PER}"
            ),
            rf"{_UP_TO}{_COUNT} ?(?P<unit>h|gio) ?(?:trong )?(?P<per>tuan)(?= ?$| ?[,;.)(])",
            (
                rf"{_UP_TO}{_COUNT} ?(?P<unit>tieng|buoi|ngay|ca|lan|toi|sang|chieu|dem)"
                r" ?(?:lam viec |truc )?"
                rf"(?:toi |sang |chieu )?(?:{_EACH}|trong| ){{1,5}} ?(?:1 |mot )?{_PER}"
            ),
            (
                r"(?:moi |mot |1 )?(?P<per>tuan|ngay|thang) (?:lam (?:viec )?)?"
                rf"{_COUNT} ?(?P<unit>tieng|buoi|ngay|lan)(?![a-z])"
            ),
            rf"moi ngay (?:lam (?:viec )?)?{_COUNT} ?(?P<unit>gio|h|g)(?! ?[-→\d]|[a-z])",
            rf"{_COUNT} ?(?P<unit>tieng|buoi|lan|phut|ca)(?![a-z]| ?\d)",
            rf"{_COUNT} ?(?:thang|nam|years?|months?)(?![a-z]| ?\d)",
            r"(?P<n>(?:0?[2-9]|hai)) ?(?P<unit>ngay)(?= ?$| ?[,;)])",
        ),
    ),
    (numbers.two_clocks, (rf"(?P<a>\d{{3,4}}) ?{_TO} ?(?P<b>\d{{4}})(?![\d/])",)),
    (numbers.no_such, (r"\d{1,2}(?:h|g|:)\d{3,9}|\d{3,9}[hg]\d{1,9}",)),
    (
        numbers.clock,
        (
            (
                rf"{_HOURS} ?[:.]?(?P<m>\d{{2}})(?!\d){_NO_UNIT}"
                rf" ?(?:'|phut|ph?(?![a-z])|m(?:in)?(?![a-z])|h(?![a-z0-9]))?{_AMPM}"
            ),
            r"(?P<h>\d{1,2})(?:gio|h|g)(?P<m>\d)(?!\d)",
            rf"(?P<h>\d{{1,2}}) ?(?:gio|h|g)? ?(?P<half>ruoi){_AMPM}",
            rf"{_HOURS} ?kem ?(?P<less>\d{{1,2}})(?: ?phut)?",
            (
                r"(?P<h>\d{1,2})(?: : (?!\d\d ?(?:[hg:]|gio))|:)"
                r"(?P<m>\d{2})(?!\d|[hg]\d)(?::00(?!\d))?"
                rf"(?: ?(?:h|gio|g)(?![a-z0-9]))?{_AMPM}"
            ),
            rf"(?P<h>\d{{1,2}})\.(?P<m>\d{{2}})(?!\d|\.\d)(?: ?(?:h|gio|g)(?![a-z0-9]))?{_AMPM}",
        ),
    ),
    (
        numbers.decimal,
        (
            rf"(?P<h>\d{{1,2}})\.(?P<m>\d)(?!\d)(?: ?[hg](?![a-z\d]))?(?= ?(?:{_TO}|[(),;]|$| t))",
            (
                r"(?<![\d,] )(?<!,)(?P<h>[6-9]|1\d|2[0-3]),(?P<m>5)(?!\d|,)(?: ?[hg](?![a-z\d]))?"
                rf"(?= ?(?:{_TO}|[();]|$| t))"
            ),
        ),
    ),
    (
        numbers.clock,
        (
            rf"(?P<h>\d{{1,2}}) ?(?:gio(?![a-z])|h(?![a-z])|g(?![a-z])){_AMPM}",
            r"(?P<h>\d{1,2}) ?(?P<ampm>a\.?m|p\.?m)(?![a-z])\.?",
        ),
    ),
    (
        numbers.day,
        (
            r"(?:ngay )?(?:thu|(?<![a-z])t)\.? ?(?P<d>hai|ba|tu|nam|sau|ba?y)(?![a-z])",
            r"(?:ngay )?(?:thu|(?<![a-z])th?)\.? ?0?(?P<d>[2-7])(?!\d|h)",
        ),
    ),
    (
        numbers.packed_days,
        (r"(?:thu |(?<![a-z])t)(?P<ds>[2-7]{3,6})(?!\d|h|g)", r"(?<!\d)(?P<ds>246|357)(?![\dhg/])"),
    ),
    (numbers.no_such_day, (r"(?:thu|(?<![a-z])t) ?(?:[0189]|[1-9]\d)(?![\d/h])",)),
    (numbers.bare_year, (r"(?P<y>\d{4})(?!\d)",)),
    (numbers.bare, (r"(?P<n>\d{1,3})(?!\d)",)),
)

NUMBERS: tuple[tuple[re.Pattern[str], Build], ...] = tuple(
    (re.compile(expression), build) for build, expressions in _TABLE for expression in expressions
)

# All in one, each in a group of its own: the last group tells the first expression that matches.
ANY_NUMBER = re.compile(
    "|".join(
        f"({re.sub(r'[(][?]P<[a-z]+>', '(?:', expression)})"
        for _, expressions in _TABLE
        for expression in expressions
    )
)
