"""R04: chịu trách nhiệm chuyên môn kỹ thuật of two facilities."""

from __future__ import annotations

from lieny.registry.rules.facts import Dossier, Region
from lieny.registry.rules.posts import PostRule, two_posts
from lieny.registry.rules.sign import Bilingual, Severity, Sign
from lieny.vocabulary.position import Position

RULE = PostRule(
    code="R04",
    topic="practice.chief",
    severity=Severity.HIGH,
    post=Bilingual("chịu trách nhiệm chuyên môn kỹ thuật", "chief"),
    holds=lambda role: role.position is Position.CHIEF,
    at_hospitals=True,
)


def chief_of_two(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """Judge the posts of a chief at different facilities by the law of the day.

    Law: practice.chief (109/2016/NĐ-CP Điều 12 khoản 1: one post only, until 31 December 2023;
        96/2023/NĐ-CP Điều 27 khoản 2: elsewhere only outside administrative hours).
    Reading: since 2024 two posts are a sign when both lie in administrative hours, overlap, or are
        at two hospitals; three or more are to be reviewed; a second post wholly outside
        administrative hours is told as allowed; unknown hours give a question. The parameter
        `reading = "one-post"` keeps the stricter understanding that some lawyers hold. Deputies
        and acting chiefs are no chiefs; old and new licence of one place are one place.
    """
    return two_posts(RULE, dossier, region)
