"""R10: số giấy phép không có trong sổ của nơi cấp."""

from __future__ import annotations

from lieny.registry.rules.facts import Dossier, Region
from lieny.registry.rules.licence_use import Use, may_be_mistyped, numbers_in_use
from lieny.registry.rules.settings import laws, number
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import is_passed_over
from lieny.registry.rules.wording import place_names, roles_as_evidence

TOPIC = "licence.known"


def unknown_licence(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See a number that its issuer's register, loaded and nearly complete, does not hold.

    Law: licence.known (15/2023/QH15 Điều 35 khoản 1 điểm b; before 2024 40/2009/QH12).
    Reading: the register must know at least 95 % of the other numbers of that issuer and type met
        in the lists; else nothing is said of a person, and the summary counts what could not be
        verified. A number read with a guess gives a question, and so does a number that another
        register row of the person almost matches.
    """
    return tuple(
        _sign(dossier, use, region)
        for use in numbers_in_use(dossier, region)
        if not use.rows and _is_covered(use, region)
    )


def _is_covered(use: Use, region: Region) -> bool:
    known = region.register_coverage.get((use.number.issuer, use.number.type.value), 0.0)
    return known >= number(region, TOPIC, "least_coverage")


def _is_slip(use: Use, dossier: Dossier) -> bool:
    """Test whether a register row shows what was meant."""
    return any(may_be_mistyped(role, use.number, dossier) for role in use.roles)


def _sign(dossier: Dossier, use: Use, region: Region) -> Sign:
    name, licence = dossier.name, use.number.canonical
    places = place_names(region, list(dict.fromkeys(role.facility for role in use.roles)))
    left = all(is_passed_over(role, region) for role in use.roles)
    is_sure = use.is_exact and not left and not _is_slip(use, dossier)
    return Sign(
        rule="R10",
        severity=Severity.HIGH,
        certainty=Certainty.DEFINITE if is_sure else Certainty.POSSIBLE,
        evidence=roles_as_evidence(*use.roles),
        provisions=laws(region, TOPIC),
        said=Bilingual(
            f"{name} đăng ký tại {places} bằng số {licence}; sổ của nơi cấp {use.number.issuer} "
            f"không có số này.",
            f"{name} is registered at {places} under {licence}; the register of its issuer "
            f"{use.number.issuer} does not hold this number.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu số ghi nhầm hoặc sổ của nơi cấp còn thiếu số này.",
            "Vanishes if the number was mistyped or the register lacks it.",
        ),
        question=None
        if is_sure
        else Bilingual(
            f"{places}: xin bản chụp giấy phép {licence} của {name} để đối chiếu số.",
            f"{places}: please send a copy of licence {licence} of {name}, to compare the number.",
        ),
    )
