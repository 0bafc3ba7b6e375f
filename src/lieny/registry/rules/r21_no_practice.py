"""R21: 24 tháng không thấy hành nghề."""

from __future__ import annotations

from datetime import date

from lieny.registry.rules.facts import Dossier, LicenceFacts, Region
from lieny.registry.rules.settings import laws, number
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import is_live
from lieny.registry.rules.wording import licences_as_evidence, roles_as_evidence, said_day

TOPIC = "licence.revocation"


def no_practice(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See a live licence, old enough, whose holder has had no registration for 24 months.

    Law: licence.revocation (15/2023/QH15 Điều 35 khoản 1: 24 months without practice).
    Reading: a registration without an end has not ended. Somebody who is in no list at all is told
        of only where the lists name nearly all holders of the issuer's register; elsewhere they
        simply do not reach that far. A row without a number, or with a guessed one, under the same
        name may be theirs. The person may practise outside the region, in the army, or be in
        training: always a question.
    """
    ends = [role.valid_until for role in dossier.roles]
    if not dossier.licences or None in ends:
        return ()
    months = int(number(region, TOPIC, "inactive_months"))
    live = [
        row
        for row in dossier.licences
        if row.number.type.is_practising
        and is_live(row, region.as_of)
        and row.issued_on is not None
        and _months_later(row.issued_on, months) <= region.as_of
    ]
    if not live or len(live) < len([r for r in dossier.licences if is_live(r, region.as_of)]):
        return ()
    known = [end for end in ends if end is not None]
    if known and _months_later(max(known), months) > region.as_of:
        return ()
    if not known and (dossier.may_be_listed or not _lists_reach(live[0], region)):
        return ()
    return (_sign(dossier, live[0], max(known, default=None), region),)


def _lists_reach(row: LicenceFacts, region: Region) -> bool:
    named = region.list_coverage.get((row.number.issuer, row.number.type.value), 0.0)
    return named >= number(region, TOPIC, "least_named")


def _sign(dossier: Dossier, row: LicenceFacts, latest: date | None, region: Region) -> Sign:
    name, licence, day = dossier.name, row.number.canonical, said_day(latest)
    roles = tuple(role for role in dossier.roles if role.valid_until == latest)
    since = (
        Bilingual("chưa có trong danh sách đăng ký hành nghề nào", "is in no list of registrations")
        if latest is None
        else Bilingual(
            f"không còn đăng ký hành nghề nào được biết từ {day.vi}",
            f"has had no known registration since {day.en}",
        )
    )
    return Sign(
        rule="R21",
        severity=Severity.INFO,
        certainty=Certainty.POSSIBLE,
        evidence=(*roles_as_evidence(*roles), *licences_as_evidence(row)),
        provisions=laws(region, TOPIC),
        said=Bilingual(f"{name} ({licence}) {since.vi}.", f"{name} ({licence}) {since.en}."),
        vanishes_if=Bilingual(
            "Không còn nếu người này hành nghề ngoài vùng, trong lực lượng vũ trang hoặc đang "
            "đào tạo chuyên khoa.",
            "Vanishes if the person practises elsewhere, in the forces, or is in training.",
        ),
        question=Bilingual(
            f"{name} hiện hành nghề hoặc học tập ở đâu?",
            f"Where does {name} practise or study now?",
        ),
    )


def _months_later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    # The 28th stands for the end of a shorter month: a day or three do not matter in two years.
    return date(start.year + years, month + 1, min(start.day, 28))
