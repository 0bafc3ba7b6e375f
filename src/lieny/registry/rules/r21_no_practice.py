"""R21: 24 tháng không thấy hành nghề."""

from __future__ import annotations

from datetime import date

from lieny.registry.rules.facts import Dossier, Region
from lieny.registry.rules.settings import laws, number
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import is_live
from lieny.registry.rules.wording import licences_as_evidence, roles_as_evidence, said_day

TOPIC = "licence.revocation"


def no_practice(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See a live licence whose holder's registrations all ended 24 months ago or earlier.

    Law: licence.revocation (15/2023/QH15 Điều 35 khoản 1: 24 months without practice).
    Reading: somebody who was never met in a list may practise outside the region, in the army, or
        be in training: nothing is said. Always a question.
    """
    live = [row for row in dossier.licences if is_live(row, region.as_of)]
    ends = [role.valid_until for role in dossier.roles]
    if not live or not ends:
        return ()
    known = [end for end in ends if end is not None]
    if len(known) < len(ends):
        return ()
    latest = max(known)
    months = int(number(region, TOPIC, "inactive_months"))
    if _months_later(latest, months) > region.as_of:
        return ()
    role = max(dossier.roles, key=lambda one: one.valid_until or date.min)
    name, number_held, day = dossier.name, live[0].number.canonical, said_day(latest)
    return (
        Sign(
            rule="R21",
            severity=Severity.INFO,
            certainty=Certainty.POSSIBLE,
            evidence=(*roles_as_evidence(role), *licences_as_evidence(live[0])),
            provisions=laws(region, TOPIC),
            said=Bilingual(
                f"{name} ({number_held}) không còn đăng ký hành nghề nào được biết từ {day.vi}.",
                f"{name} ({number_held}) has had no known registration since {day.en}.",
            ),
            vanishes_if=Bilingual(
                "Không còn nếu người này hành nghề ngoài vùng, trong lực lượng vũ trang hoặc đang "
                "đào tạo chuyên khoa.",
                "Vanishes if the person practises elsewhere, in the forces, or is in training.",
            ),
            question=Bilingual(
                f"{name} hiện hành nghề hoặc học tập ở đâu?",
                f"Where does {name} practise or study now?",
            ),
        ),
    )


def _months_later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    # The 28th stands for the end of a shorter month: a day or three do not matter in two years.
    return date(start.year + years, month + 1, min(start.day, 28))
