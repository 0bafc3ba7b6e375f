"""Why a merging cannot be taken back now, and what to do, in words."""

from __future__ import annotations

from collections.abc import Mapping

from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.cases.parting import Hindrance
from lieny.registry.services.link_decisions import CaseStandsAgainst
from lieny.registry.web.said import said

_HIDDEN = Bilingual("Một hồ sơ mà bạn không xem được", "A case that you may not read")
_WHY: Mapping[Hindrance, Bilingual] = {
    Hindrance.DECIDED: Bilingual(
        "đã được quyết định khi hai người còn là một. Khi hồ sơ kết thúc, hãy mở lại hồ sơ với lý "
        "do; hồ sơ trở lại xác minh thì hoàn tác được.",
        "was decided while both were one person. Once it is closed, reopen it with a reason; while "
        "it is verified anew, the merging can be taken back.",
    ),
    Hindrance.APPEALED: Bilingual(
        "có khiếu nại đang giải quyết. Hãy hoàn tác sau khi khiếu nại được giải quyết.",
        "has a complaint that is being settled. Take the merging back after that.",
    ),
    Hindrance.JOINED_ON: Bilingual(
        "đã đi tiếp theo một lần ghép sau. Hãy hoàn tác lần ghép sau trước.",
        "went on with a later merging. Take the later one back first.",
    ),
}
_NOTHING = Bilingual("Chưa có gì được ghi.", "Nothing was written.")


def said_of_case(fault: CaseStandsAgainst) -> str:
    """Say which case stands against it, as far as whoever asks may know."""
    number = fault.case.number if fault.case else ""
    which = said(Bilingual(f"Hồ sơ {number}", f"Case {number}")) if number else said(_HIDDEN)
    return f"{which} {said(_WHY[fault.why])} {said(_NOTHING)}"
