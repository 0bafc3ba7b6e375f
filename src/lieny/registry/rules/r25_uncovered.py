"""R25: giờ mở cửa không có bác sỹ, người chịu trách nhiệm chuyên môn nào đăng ký."""

from __future__ import annotations

from functools import reduce
from operator import or_

from lieny.registry.rules.facts import FacilityFacts, Region, Role
from lieny.registry.rules.settings import binds, laws, minute, number
from lieny.registry.rules.sign import (
    Bilingual,
    Certainty,
    EvidenceRow,
    EvidenceTable,
    Severity,
    Sign,
)
from lieny.registry.rules.week_bands import EVERY_DAY, band
from lieny.registry.rules.wording import roles_as_evidence, said_hours, said_weekly_minutes
from lieny.vocabulary.facility_form import FacilityForm
from lieny.vocabulary.position import Position
from lieny.vocabulary.scope import Scope
from lieny.vocabulary.title import Title
from lieny.vocabulary.weekly_set import EMPTY, WeeklySet

TOPIC = "practice.cover"
# Places that other titles may lead, or whose staff works in turns that lists do not show.
OTHER_COVER = frozenset(
    {
        FacilityForm.OPTICAL,
        FacilityForm.LABORATORY,
        FacilityForm.NURSING_SERVICE,
        FacilityForm.MIDWIFERY_SERVICE,
        FacilityForm.MATERNITY_HOME,
        FacilityForm.EMERGENCY_TRANSPORT,
        FacilityForm.PSYCHOLOGY,
        FacilityForm.REHABILITATION,
        FacilityForm.HEALTH_STATION,
        FacilityForm.ASSISTANT_PHYSICIAN_CLINIC,
        FacilityForm.OTHER,
    }
)
NURSING = frozenset({Scope.NURSING, Scope.MIDWIFERY})
COVERING = frozenset({Title.PHYSICIAN, Title.TRADITIONAL_PRACTITIONER, Title.FAMILY_REMEDY_HOLDER})


def open_without_cover(
    facility: FacilityFacts, roles: tuple[Role, ...], region: Region
) -> tuple[Sign, ...]:
    """See open hours in which no physician and no chief of the facility is registered.

    Law: practice.cover (96/2023/NĐ-CP Điều 40; before 2024 40/2009/QH12).
    Reading: only where the facility's hours are given, its chief is registered (a list without one
        is not complete), and the hours of everybody who might cover are determined; from 60
        minutes a week, noon not counted. Nurses, midwives and technicians do not cover; somebody of
        whom no title is told may. Lists of visiting physicians come late: always a question.
    """
    if not facility.open_hours or not binds(region, TOPIC) or not _is_judged(facility):
        return ()
    cover = [role for role in roles if role.is_active_on(region.as_of) and may_cover(role)]
    has_chief = any(role.position is Position.CHIEF for role in cover)
    if not has_chief or not all(role.time_determined for role in cover):
        return ()
    covered = reduce(or_, (role.time.definite | role.time.possible for role in cover), EMPTY)
    bare = facility.open_hours - covered - noon(region)
    if bare.minutes < number(region, TOPIC, "least_minutes"):
        return ()
    hours, minutes = said_hours(bare), said_weekly_minutes(bare.minutes)
    places = tuple(EvidenceRow(EvidenceTable.FACILITY, row) for row in facility.evidence)
    return (
        Sign(
            rule="R25",
            severity=Severity.LOW,
            certainty=Certainty.POSSIBLE,
            evidence=(*places, *roles_as_evidence(*cover)),
            provisions=laws(region, TOPIC),
            said=Bilingual(
                f"{facility.name} mở cửa {hours.vi} ({minutes.vi}) mà không có bác sỹ hoặc người "
                f"chịu trách nhiệm chuyên môn nào đăng ký trong giờ đó.",
                f"{facility.name} is open on {hours.en} ({minutes.en}) without a registered "
                f"physician or chief.",
            ),
            overlap=bare,
            vanishes_if=Bilingual(
                "Không còn nếu danh sách bác sỹ mời chưa được gửi đủ.",
                "Vanishes if the list of visiting physicians was not sent yet.",
            ),
            question=Bilingual(
                f"{facility.name}: ai khám bệnh, chữa bệnh vào {hours.vi}?",
                f"{facility.name}: who practises on {hours.en}?",
            ),
        ),
    )


def _is_judged(facility: FacilityFacts) -> bool:
    return facility.form not in OTHER_COVER


def noon(region: Region) -> WeeklySet:
    """Give the midday hours in which nobody needs to be there.

    Law: practice.cover; the hours are our reading.
    """
    return band(EVERY_DAY, minute(region, TOPIC, "noon_from"), minute(region, TOPIC, "noon_until"))


def may_cover(role: Role) -> bool:
    """Test whether somebody may be the physician or chief in attendance; in doubt, yes.

    Law: practice.cover.
    """
    if role.position is Position.CHIEF:
        return True
    title = role.title or role.post_title
    if title is not None:
        return title in COVERING
    return not role.scope_by_reference and not NURSING & set(role.scopes)
