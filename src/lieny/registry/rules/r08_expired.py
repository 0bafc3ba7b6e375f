"""R08: giấy phép hành nghề hết hạn, or soon to expire."""

from __future__ import annotations

from datetime import date

from lieny.registry.rules.facts import Dossier, LicenceFacts, LicenceStatus, Region, Role
from lieny.registry.rules.licence_use import (
    is_holder,
    is_surely_holder,
    later_licence,
    numbers_in_use,
)
from lieny.registry.rules.settings import laws, number
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import is_passed_over, status_on
from lieny.registry.rules.wording import (
    licences_as_evidence,
    place_names,
    roles_as_evidence,
    said_day,
)
from lieny.vocabulary.licence_number import LicenceType

TOPIC = "licence.term"
GONE = frozenset({LicenceStatus.REVOKED, LicenceStatus.REPLACED})


def expired_licence_in_use(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See an active registration under a licence whose term has ended, or ends soon.

    Law: licence.term (15/2023/QH15 Điều 27 khoản 2: five years).
    Reading: certificates (CCHN) have no term. The last day of the term is still valid. A later
        term of the same number or a licence issued later ends the matter. A term that ends on the
        day of issue or before is a typing mistake: a question. Within 180, 90 and 60 days of the
        end a notice is given.
    """
    signs = []
    for use in numbers_in_use(dossier, region):
        if use.number.type is not LicenceType.LICENCE:
            continue
        row = _latest_term(tuple(r for r in use.rows if is_holder(r, dossier, use.roles)))
        if row is None or status_on(row, region.as_of) in GONE:
            continue
        sign = _judge(
            dossier,
            row,
            use.roles,
            region,
            is_exact=use.is_exact and is_surely_holder(row, dossier, use.roles),
        )
        if sign is not None and later_licence(dossier, row, region) is None:
            signs.append(sign)
    return tuple(signs)


def _latest_term(rows: tuple[LicenceFacts, ...]) -> LicenceFacts | None:
    dated = [row for row in rows if row.valid_until is not None]
    if len(dated) < len(rows):
        # A row of the same number without an end: who wrote it knows of no term that has passed.
        expired = [row for row in rows if row.status is LicenceStatus.EXPIRED]
        return expired[0] if len(expired) == len(rows) else None
    return max(dated, key=lambda row: row.valid_until or date.min, default=None)


def _judge(
    dossier: Dossier, row: LicenceFacts, roles: tuple[Role, ...], region: Region, *, is_exact: bool
) -> Sign | None:
    end = row.valid_until
    if end is None or end < region.as_of:
        mistyped = end is None or (row.issued_on is not None and end <= row.issued_on)
        firm = is_exact and not mistyped and not all(is_passed_over(r, region) for r in roles)
        return _expired(dossier, row, roles, region, is_sure=firm)
    for step in ("latest", "second", "first"):
        days = int(number(region, TOPIC, f"warn_days_{step}"))
        if (end - region.as_of).days <= days:
            return _warning(dossier, row, roles, region, days)
    return None


def _expired(
    dossier: Dossier, row: LicenceFacts, roles: tuple[Role, ...], region: Region, *, is_sure: bool
) -> Sign:
    places = place_names(region, list(dict.fromkeys(role.facility for role in roles)))
    name, licence, end = dossier.name, row.number.canonical, said_day(row.valid_until)
    return Sign(
        rule="R08",
        severity=Severity.HIGH,
        certainty=Certainty.DEFINITE if is_sure else Certainty.POSSIBLE,
        evidence=(*roles_as_evidence(*roles), *licences_as_evidence(row)),
        provisions=laws(region, TOPIC, "licence.required"),
        said=Bilingual(
            f"{name} đang đăng ký hành nghề tại {places} bằng giấy phép {licence} có thời hạn đến "
            f"{end.vi}.",
            f"{name} is registered at {places} under licence {licence}, which was valid until "
            f"{end.en}.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu giấy phép đã được gia hạn, hồ sơ gia hạn nộp đúng hạn, hoặc ngày hết "
            "hạn ghi nhầm.",
            "Vanishes if the licence was renewed, if renewal was applied for in time, or if the "
            "date was mistyped.",
        ),
        question=None
        if is_sure
        else Bilingual(
            f"Nơi cấp {licence}: ngày cấp và ngày hết hạn ghi trên giấy phép là ngày nào?",
            f"Issuer of {licence}: which days of issue and of expiry stand on the licence?",
        ),
    )


def _warning(
    dossier: Dossier, row: LicenceFacts, roles: tuple[Role, ...], region: Region, days: int
) -> Sign:
    name, licence, end = dossier.name, row.number.canonical, said_day(row.valid_until)
    return Sign(
        rule="R08",
        severity=Severity.INFO,
        certainty=Certainty.POSSIBLE,
        evidence=(*roles_as_evidence(*roles), *licences_as_evidence(row)),
        provisions=laws(region, TOPIC),
        said=Bilingual(
            f"Giấy phép {licence} của {name} hết hạn ngày {end.vi}, trong {days} ngày tới.",
            f"Licence {licence} of {name} expires on {end.en}, within {days} days.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu giấy phép đã được gia hạn.", "Vanishes if the licence was renewed."
        ),
        question=Bilingual(
            f"{name} đã nộp hồ sơ gia hạn giấy phép {licence} chưa?",
            f"Has {name} applied for the renewal of {licence}?",
        ),
    )
