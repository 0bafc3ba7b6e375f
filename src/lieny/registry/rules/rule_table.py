"""Bảng quy tắc: all rules with their law and inputs, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lieny.registry.rules import (
    r01_overlap,
    r02_possible_overlap,
    r03_full_time,
    r04_chief,
    r05_unit_head,
    r06_revoked,
    r07_suspended,
    r08_expired,
    r09_facility,
    r10_unknown_licence,
    r11_shared_number,
    r12_two_licences,
    r13_serial_date,
    r14_identity,
    r15_scope,
    r16_title,
    r17_activity,
    r18_late_notice,
    r19_stale,
    r20_cme,
    r21_no_practice,
    r22_load,
    r23_travel,
    r24_mentor,
)
from lieny.registry.rules.facts import Dossier, Region
from lieny.registry.rules.rule_inputs import RuleInput
from lieny.registry.rules.sign import Bilingual, Sign

PersonRule = Callable[[Dossier, Region], tuple[Sign, ...]]


@dataclass(frozen=True, slots=True)
class Rule:
    """Quy tắc.

    Attributes:
        code: "R01".
        title: as people call it.
        topics: of the law; on a day on which none of the first binds, the rule is not asked.
        needs: inputs without which it can say nothing.
        judge: the rule itself; None for R25, which judges facilities.
    """

    code: str
    title: Bilingual
    topics: tuple[str, ...]
    needs: frozenset[RuleInput]
    judge: PersonRule | None


def _rule(code: str, vi: str, en: str, topic: str, judge: PersonRule | None, *needs: str) -> Rule:
    inputs = frozenset({RuleInput.REGISTRATIONS, *map(RuleInput, needs)})
    return Rule(code, Bilingual(vi, en), (topic,), inputs, judge)


# Masks first (a row that is out of date is asked about once), then licences, then time.
RULES: tuple[Rule, ...] = (
    _rule(
        "R19",
        "Đăng ký có thể đã cũ",
        "Registration may be out of date",
        "practice.current-list",
        r19_stale.stale_role,
        "list-dates",
    ),
    _rule(
        "R06",
        "Giấy phép đã thu hồi vẫn hành nghề",
        "Revoked licence in use",
        "licence.required",
        r06_revoked.revoked_licence_in_use,
        "licence-register",
    ),
    _rule(
        "R07",
        "Hành nghề trong thời gian đình chỉ",
        "Practising while suspended",
        "licence.suspension",
        r07_suspended.suspended_licence_in_use,
        "licence-register",
    ),
    _rule(
        "R08",
        "Giấy phép hết hạn",
        "Expired licence",
        "licence.term",
        r08_expired.expired_licence_in_use,
        "licence-register",
    ),
    _rule(
        "R09",
        "Giấy phép hoạt động của cơ sở cần làm rõ",
        "Facility's operating licence to be clarified",
        "facility.licence",
        r09_facility.facility_not_licensed,
        "facility-register",
    ),
    _rule(
        "R10",
        "Số giấy phép không có trong sổ cấp",
        "Licence unknown to its issuer",
        "licence.known",
        r10_unknown_licence.unknown_licence,
        "covered-register",
    ),
    _rule(
        "R11",
        "Một số giấy phép, hai người",
        "One licence number, two persons",
        "licence.one",
        r11_shared_number.shared_number,
    ),
    _rule(
        "R12",
        "Một người, hai giấy phép",
        "One person, two licences",
        "licence.one",
        r12_two_licences.two_licences,
    ),
    _rule(
        "R13",
        "Ngày cấp không hợp với số",
        "Issue date does not fit the number",
        "licence.series",
        r13_serial_date.serial_against_date,
        "issue-dates",
    ),
    _rule(
        "R14",
        "Nhân thân khác với sổ cấp",
        "Identity differs from the register",
        "licence.content",
        r14_identity.identity_differs,
        "licence-register",
    ),
    _rule(
        "R15",
        "Vị trí ngoài phạm vi hành nghề",
        "Position outside the scope of practice",
        "practice.scope",
        r15_scope.outside_scope,
        "scopes",
    ),
    _rule(
        "R16",
        "Vị trí không hợp chức danh",
        "Position does not fit the title",
        "practice.title",
        r16_title.title_mismatch,
        "titles",
    ),
    _rule(
        "R01",
        "Trùng giờ hành nghề",
        "Overlapping hours",
        "practice.no-overlap",
        r01_overlap.overlap,
    ),
    _rule(
        "R02",
        "Có thể trùng giờ",
        "Possibly overlapping hours",
        "practice.no-overlap",
        r02_possible_overlap.possible_overlap,
    ),
    _rule(
        "R03",
        "Toàn thời gian ở hai nơi",
        "Full time at two places",
        "practice.full-time",
        r03_full_time.full_time_twice,
    ),
    _rule(
        "R04",
        "Chịu trách nhiệm chuyên môn hai cơ sở",
        "In charge of two facilities",
        "practice.chief",
        r04_chief.chief_of_two,
    ),
    _rule(
        "R05",
        "Phụ trách bộ phận ở hai cơ sở",
        "Unit head at two facilities",
        "practice.unit-head",
        r05_unit_head.head_of_two,
    ),
    _rule(
        "R17",
        "Có hoạt động ngoài nơi, giờ đăng ký",
        "Activity outside registered place or hours",
        "practice.registered-time",
        r17_activity.activity_outside,
        "activities",
    ),
    _rule(
        "R18",
        "Báo thay đổi chậm",
        "Late notice of a change",
        "practice.join-notice",
        r18_late_notice.late_notice,
        "receipt-dates",
    ),
    _rule(
        "R20",
        "Thiếu giờ cập nhật kiến thức",
        "Continuing education short",
        "education.cme",
        r20_cme.education_short,
        "cme",
    ),
    _rule(
        "R21",
        "24 tháng không thấy hành nghề",
        "No practice seen for 24 months",
        "licence.revocation",
        r21_no_practice.no_practice,
        "licence-register",
    ),
    _rule(
        "R22",
        "Khối lượng giờ bất thường",
        "Implausible load",
        "labour.load",
        r22_load.implausible_load,
    ),
    _rule(
        "R23",
        "Không đủ thời gian đi lại",
        "Not enough time to travel",
        "practice.travel",
        r23_travel.travel_too_short,
        "coordinates",
    ),
    _rule(
        "R24",
        "Hướng dẫn quá nhiều người thực hành",
        "Too many trainees",
        "education.mentor",
        r24_mentor.too_many_trainees,
        "trainees",
    ),
    _rule(
        "R25",
        "Giờ mở cửa không có người hành nghề",
        "Open hours without a practitioner",
        "practice.cover",
        None,
        "open-hours",
    ),
)
