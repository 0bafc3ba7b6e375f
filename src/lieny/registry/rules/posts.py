"""Hai chức trách: the test that two posts of one person must pass, for chiefs and for heads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from itertools import combinations

from lieny.registry.rules.facts import Dossier, Region, Role
from lieny.registry.rules.meeting import doubt_about
from lieny.registry.rules.settings import choice, laws, number
from lieny.registry.rules.sign import Bilingual, Certainty, Severity, Sign
from lieny.registry.rules.standing import active_roles, roles_by_place
from lieny.registry.rules.week_bands import hours_less_lunch, office_band
from lieny.registry.rules.wording import place_names, roles_as_evidence, work_in_words

TWO = 2
ONE_POST = "one-post"


class Verdict(Enum):
    """What the law of the day says of two posts, most serious first."""

    NOT_ALLOWED = auto()
    TO_REVIEW = auto()
    TO_ASK = auto()
    ALLOWED = auto()


class InOffice(Enum):
    """Whether somebody works in administrative hours at a place."""

    YES = auto()
    NO = auto()
    UNKNOWN = auto()


WEIGHED = {
    Verdict.NOT_ALLOWED: Bilingual(
        "Theo quy định có hiệu lực vào ngày này, hai chức trách như vậy cần được làm rõ.",
        "Under the law of that day such posts together need an explanation.",
    ),
    Verdict.TO_REVIEW: Bilingual(
        "Từ ba cơ sở trở lên: cần xem xét.", "Three facilities or more: to be reviewed."
    ),
    Verdict.TO_ASK: Bilingual(
        "Chưa đủ căn cứ để biết cơ sở thứ hai có nằm ngoài giờ hành chính hay không.",
        "It cannot be told whether the second lies outside administrative hours.",
    ),
    Verdict.ALLOWED: Bilingual(
        "Cơ sở thứ hai hoàn toàn ngoài giờ hành chính: được phép theo quy định của ngày này.",
        "The second lies wholly outside administrative hours: allowed by the law of that day.",
    ),
}


@dataclass(frozen=True, slots=True)
class PostRule:
    """One of the two rules on posts.

    Attributes:
        code: "R04" or "R05".
        topic: of the law.
        severity: of a sign that is not merely informative.
        post: what the person is, as in "… là {post} tại …".
        holds: whether a role is such a post.
        at_hospitals: two such posts at hospitals are never allowed together.
    """

    code: str
    topic: str
    severity: Severity
    post: Bilingual
    holds: Callable[[Role], bool]
    at_hospitals: bool


def two_posts(rule: PostRule, dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """Judge the posts that one person holds at different facilities; one sign a person."""
    posts = tuple(
        role for role in active_roles(dossier, region) if rule.holds(role) and not role.acting
    )
    by_place = roles_by_place(posts)
    if len(by_place) < TWO:
        return ()
    return (_sign(rule, _verdict(rule, by_place, region), dossier, by_place, region),)


def _verdict(rule: PostRule, posts: dict[int, tuple[Role, ...]], region: Region) -> Verdict:
    pairs = list(combinations(posts.values(), 2))
    firm = [(one, other) for one, other in pairs if not _are_doubtful(one, other, region)]
    if not firm:
        return Verdict.TO_ASK
    if choice(region, rule.topic, "reading") == ONE_POST:
        return Verdict.NOT_ALLOWED
    judged = [_verdict_of_two(rule, one, other, region) for one, other in firm]
    if Verdict.NOT_ALLOWED in judged:
        return Verdict.NOT_ALLOWED
    least = number(region, rule.topic, "review_from")
    if len(posts) >= least and len(firm) == len(pairs):
        return Verdict.TO_REVIEW
    return min(judged, key=lambda verdict: verdict.value)


def _are_doubtful(one: tuple[Role, ...], other: tuple[Role, ...], region: Region) -> bool:
    return all(doubt_about(a, b, region) is not None for a in one for b in other)


def _verdict_of_two(
    rule: PostRule, one: tuple[Role, ...], other: tuple[Role, ...], region: Region
) -> Verdict:
    if rule.at_hospitals and _are_hospitals(one[0], other[0], region):
        return Verdict.NOT_ALLOWED
    if _overlaps(rule, one, other, region):
        return Verdict.NOT_ALLOWED
    here, there = _in_office(rule, one, region), _in_office(rule, other, region)
    if here is InOffice.YES and there is InOffice.YES:
        return Verdict.NOT_ALLOWED
    if InOffice.NO in (here, there) and not _may_overlap(one, other):
        return Verdict.ALLOWED
    return Verdict.TO_ASK


def _are_hospitals(one: Role, other: Role, region: Region) -> bool:
    forms = (region.facilities[one.facility].form, region.facilities[other.facility].form)
    return all(form is not None and form.is_hospital for form in forms)


def _overlaps(
    rule: PostRule, one: tuple[Role, ...], other: tuple[Role, ...], region: Region
) -> bool:
    least = number(region, rule.topic, "least_minutes")
    return any(
        (hours_less_lunch(a, region) & hours_less_lunch(b, region)).minutes >= least
        for a in one
        for b in other
    )


def _may_overlap(one: tuple[Role, ...], other: tuple[Role, ...]) -> bool:
    return any(
        bool((a.time.definite | a.time.possible) & (b.time.definite | b.time.possible))
        for a in one
        for b in other
    )


def _in_office(rule: PostRule, roles: tuple[Role, ...], region: Region) -> InOffice:
    office = office_band(region, rule.topic)
    least = number(region, rule.topic, "least_minutes")
    for role in roles:
        if role.office_hours or role.full_time or (role.time.definite & office).minutes >= least:
            return InOffice.YES
    if all(role.time_determined and not role.time.possible & office for role in roles):
        return InOffice.NO
    return InOffice.UNKNOWN


def _sign(
    rule: PostRule,
    verdict: Verdict,
    dossier: Dossier,
    posts: dict[int, tuple[Role, ...]],
    region: Region,
) -> Sign:
    roles = tuple(role for some in posts.values() for role in some)
    places, name = place_names(region, list(posts)), dossier.name
    hours = [work_in_words(some[0]) for some in posts.values()]
    weighed = WEIGHED[verdict]
    is_definite = verdict in {Verdict.NOT_ALLOWED, Verdict.TO_REVIEW}
    return Sign(
        rule=rule.code,
        severity=Severity.INFO if verdict is Verdict.ALLOWED else rule.severity,
        certainty=Certainty.DEFINITE if is_definite else Certainty.POSSIBLE,
        evidence=roles_as_evidence(*roles),
        provisions=laws(region, rule.topic),
        said=Bilingual(
            f"{name} đăng ký {rule.post.vi} tại {len(posts)} cơ sở: {places} "
            f"({'; '.join(one.vi for one in hours)}). {weighed.vi}",
            f"{name} is registered as {rule.post.en} at {len(posts)} facilities: {places} "
            f"({'; '.join(one.en for one in hours)}). {weighed.en}",
        ),
        vanishes_if=_assumption(verdict, region, rule),
        question=None
        if is_definite
        else Bilingual(
            f"{places}: {name} làm {rule.post.vi} tại từng cơ sở vào những ngày, giờ nào?",
            f"{places}: on which days and hours is {name} {rule.post.en} at each?",
        ),
    )


def _assumption(verdict: Verdict, region: Region, rule: PostRule) -> Bilingual:
    if verdict is not Verdict.ALLOWED and choice(region, rule.topic, "reading") != ONE_POST:
        return Bilingual(
            "Không còn nếu một nơi thực tế hoàn toàn ngoài giờ hành chính và không trùng giờ, hoặc "
            "chỉ là cấp phó, phụ trách tạm thời.",
            "Vanishes if one place is really wholly outside administrative hours and does not "
            "overlap, or if the person is only a deputy or acting.",
        )
    return Bilingual(
        "Không còn nếu một trong các đăng ký đã chấm dứt hoặc chỉ là cấp phó, phụ trách tạm thời.",
        "Vanishes if one of the registrations has ended, or is only that of a deputy or acting.",
    )
