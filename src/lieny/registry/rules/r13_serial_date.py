"""R13: ngày cấp không hợp với số."""

from __future__ import annotations

from datetime import date, timedelta

from lieny.registry.rules.facts import Dossier, LicenceFacts, Region, Role, SerialBand
from lieny.registry.rules.licence_use import is_holder, may_be_mistyped
from lieny.registry.rules.settings import day, laws, number
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import active_roles, is_passed_over
from lieny.registry.rules.wording import (
    licences_as_evidence,
    place_name,
    roles_as_evidence,
    said_day,
)
from lieny.vocabulary.licence_number import LicenceNumber, LicenceType

TOPIC = "licence.series"
DECEMBER = 12


def serial_against_date(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See an issue date that does not fit the serial; one sign a number.

    Law: licence.series (15/2023/QH15 Điều 121: licences since 1 January 2024). The band of dates
        of neighbouring serials is an inference, not law.
    Reading: a licence (GPHN) dated before 2024; a certificate (CCHN) dated after 2024 began and a
        grace of 180 days passed; or a date more than 180 days outside the band of the neighbouring
        serials of that issuer and type. A reissue that the list or the register tells of gives a
        question: the date shown is then that of the reissue. So do a date that would fit with
        day and month exchanged, and a number one slip away from another of the person.
    """
    signs: dict[LicenceNumber, Sign] = {}
    for role in active_roles(dossier, region):
        issued = role.licence_issued_on
        if issued is None or len(role.licences) != 1 or role.licences[0] in signs:
            continue
        licence = role.licences[0]
        misfit = _misfit(licence, issued, dossier.bands.get(role.row), region)
        if misfit is not None:
            signs[licence] = _sign(dossier, role, issued, misfit, region)
    return tuple(signs.values())


def _misfit(
    licence: LicenceNumber, issued: date, band: SerialBand | None, region: Region
) -> Bilingual | None:
    begin = day(region, TOPIC, "licences_from")
    begun = said_day(begin)
    if licence.type is LicenceType.LICENCE and issued < begin:
        return Bilingual(
            f"giấy phép hành nghề chỉ được cấp từ {begun.vi}",
            f"licences have been issued only since {begun.en}",
        )
    grace = timedelta(days=number(region, TOPIC, "certificate_grace_days"))
    if licence.type is LicenceType.CERTIFICATE and issued >= begin + grace:
        return Bilingual(
            f"chứng chỉ hành nghề không còn được cấp sau {begun.vi} và thời gian chuyển tiếp",
            f"certificates have not been issued since {begun.en} and the transition",
        )
    return _outside_band(issued, band, region)


def _outside_band(issued: date, band: SerialBand | None, region: Region) -> Bilingual | None:
    if band is None or band.neighbours < number(region, TOPIC, "least_neighbours"):
        return None
    margin = timedelta(days=number(region, TOPIC, "band_margin_days"))
    if band.earliest - margin <= issued <= band.latest + margin:
        return None
    first, last = said_day(band.earliest), said_day(band.latest)
    return Bilingual(
        f"các số lân cận được cấp trong khoảng {first.vi}–{last.vi}",
        f"neighbouring numbers were issued between {first.en} and {last.en}",
    )


def _explained_by(
    role: Role, licence: LicenceNumber, dossier: Dossier, region: Region
) -> LicenceFacts | None:
    """Give the register row that shows the same holder under the number with a fitting date."""
    for row in dossier.register_of.get(role.row, ()):
        if row.number != licence or not is_holder(row, dossier, (role,)):
            continue
        fits = row.issued_on is not None and (
            _misfit(licence, row.issued_on, dossier.bands.get(role.row), region) is None
        )
        if fits or row.reissued:
            return row
    return None


def _day_and_month_exchanged(issued: date) -> date | None:
    """Read 03/10 as 10/03; None where that is no date or no other."""
    if issued.day > DECEMBER or issued.day == issued.month:
        return None
    return issued.replace(day=issued.month, month=issued.day)


def _sign(dossier: Dossier, role: Role, issued: date, misfit: Bilingual, region: Region) -> Sign:
    licence = role.licences[0]
    explained = _explained_by(role, licence, dossier, region)
    turned = _day_and_month_exchanged(issued)
    mistyped = turned is not None and (
        _misfit(licence, turned, dossier.bands.get(role.row), region) is None
    )
    rows = dossier.register_of.get(role.row, ())
    is_sure = (
        explained is None
        and not mistyped
        and not role.reissued
        and role.licence_exact
        and not may_be_mistyped(role, licence, dossier)
        and not is_passed_over(role, region)
    )
    place, when = place_name(region, role.facility), said_day(issued)
    return Sign(
        rule="R13",
        severity=Severity.HIGH,
        certainty=Certainty.DEFINITE if is_sure else Certainty.POSSIBLE,
        evidence=(*roles_as_evidence(role), *licences_as_evidence(*rows)),
        provisions=laws(region, TOPIC),
        said=Bilingual(
            f"{dossier.name} tại {place}: số {licence.canonical} ghi cấp {when.vi}, nhưng "
            f"{misfit.vi}.",
            f"{dossier.name} at {place}: number {licence.canonical} is dated {when.en}, but "
            f"{misfit.en}.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu ngày ghi là ngày cấp lại, hoặc số hay ngày ghi nhầm.",
            "Vanishes if the date is that of a reissue, or number or date was mistyped.",
        ),
        question=None
        if is_sure
        else Bilingual(
            f"{place}: ngày {when.vi} là ngày cấp lần đầu hay cấp lại của {licence.canonical}?",
            f"{place}: is {when.en} the day of the first issue or of a reissue of "
            f"{licence.canonical}?",
        ),
    )
