"""R20: thiếu giờ cập nhật kiến thức y khoa liên tục."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lieny.registry.rules.facts import Dossier, Region
from lieny.registry.rules.settings import laws, number
from lieny.registry.rules.sign import Bilingual, Certainty, EvidenceRow, Severity, Sign
from lieny.registry.rules.standing import active_roles
from lieny.registry.rules.wording import licences_as_evidence, roles_as_evidence, said_day
from lieny.vocabulary.title import Title

TOPIC = "education.cme"
EXEMPT = frozenset(
    {
        Title.TRADITIONAL_PRACTITIONER,
        Title.FAMILY_REMEDY_HOLDER,
        Title.PHARMACIST,
        Title.OTHER,
    }
)
DAYS_A_YEAR = 365.25
FORECAST_FROM = 0.5  # share of the window that must be over before anything is foreseen


@dataclass(frozen=True, slots=True)
class _Credit:
    hours: float
    since: date | None  # first day of the window, where it is told
    evidence: tuple[EvidenceRow, ...]


def education_short(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """See fewer hours of continuing education than the law of the day asks; one sign a person.

    Law: education.cme (32/2023/TT-BYT Điều 3 khoản 1: 120 hours in 5 years; until 31 December 2023
        22/2013/TT-BYT: 48 lessons in 2 years).
    Reading: no figure is not zero hours. Definite only where the beginning of the window is told
        and the whole window is over; from half of the window on, a shortfall that grows is foreseen
        and told for information; hours without a window give a question. Traditional practitioners
        and holders of family remedies are exempt.
    """
    credit = _credit(dossier, region)
    if credit is None or _is_exempt(dossier, region):
        return ()
    needed, years = number(region, TOPIC, "hours"), number(region, TOPIC, "years")
    if credit.hours >= needed:
        return ()
    if credit.since is None:
        return (_sign(dossier, credit, Severity.INFO, Certainty.POSSIBLE, region),)
    share = (region.as_of - credit.since).days / (years * DAYS_A_YEAR)
    if share >= 1:
        return (_sign(dossier, credit, Severity.MEDIUM, Certainty.DEFINITE, region),)
    if share >= FORECAST_FROM and credit.hours < needed * share / 2:
        return (_sign(dossier, credit, Severity.INFO, Certainty.POSSIBLE, region),)
    return ()


def _credit(dossier: Dossier, region: Region) -> _Credit | None:
    """Give the most hours that any source told the person with; None where nobody tells."""
    roles = active_roles(dossier, region)
    if not roles:
        return None
    told = [
        _Credit(row.cme_hours, row.cme_from, licences_as_evidence(row))
        for row in dossier.licences
        if row.cme_hours is not None
    ]
    told += [
        _Credit(role.cme_hours, None, roles_as_evidence(role))
        for role in roles
        if role.cme_hours is not None
    ]
    return max(told, key=lambda credit: credit.hours, default=None)


def _is_exempt(dossier: Dossier, region: Region) -> bool:
    titles = {role.title for role in active_roles(dossier, region)}
    titles |= {row.title for row in dossier.licences}
    return bool(titles & EXEMPT)


def _sign(
    dossier: Dossier, credit: _Credit, severity: Severity, certainty: Certainty, region: Region
) -> Sign:
    needed, years = int(number(region, TOPIC, "hours")), int(number(region, TOPIC, "years"))
    name, hours, since = dossier.name, f"{credit.hours:g}", said_day(credit.since)
    start = Bilingual(f", tính từ {since.vi}", f", since {since.en}")
    if credit.since is None:
        start = Bilingual(", chưa rõ tính từ ngày nào", ", from a day that is not told")
    return Sign(
        rule="R20",
        severity=severity,
        certainty=certainty,
        evidence=credit.evidence,
        provisions=laws(region, TOPIC),
        said=Bilingual(
            f"{name} có {hours} giờ cập nhật kiến thức{start.vi}; yêu cầu {needed} giờ trong "
            f"{years} năm.",
            f"{name} has {hours} hours of continuing education{start.en}; {needed} hours in "
            f"{years} years are asked.",
        ),
        vanishes_if=Bilingual(
            "Không còn nếu còn chứng nhận đào tạo chưa được nhập.",
            "Vanishes if certificates of training were not yet entered.",
        ),
        question=None
        if certainty is Certainty.DEFINITE
        else Bilingual(
            f"Xin các chứng nhận cập nhật kiến thức của {name} trong {years} năm gần nhất.",
            f"Please send the certificates of training of {name} of the latest {years} years.",
        ),
    )
