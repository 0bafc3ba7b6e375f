"""R05: phụ trách bộ phận chuyên môn at two facilities."""

from __future__ import annotations

from lieny.registry.rules.facts import Dossier, Region
from lieny.registry.rules.posts import PostRule, two_posts
from lieny.registry.rules.sign import Bilingual, Severity, Sign
from lieny.vocabulary.position import Position

RULE = PostRule(
    code="R05",
    topic="practice.unit-head",
    severity=Severity.MEDIUM,
    post=Bilingual("phụ trách bộ phận chuyên môn", "head of a unit"),
    holds=lambda role: role.position is Position.HEAD_UNIT,
    at_hospitals=False,
)


def head_of_two(dossier: Dossier, region: Region) -> tuple[Sign, ...]:
    """Judge the posts of a unit head at different facilities by the law of the day.

    Law: practice.unit-head (109/2016/NĐ-CP Điều 12 until 31 December 2023; 96/2023/NĐ-CP Điều 27
        khoản 2). Several units of one facility are allowed (15/2023/QH15 Điều 36 khoản 2).
    Reading: the same test as for chiefs (rule R04), but a head may serve two hospitals if one of
        them only outside administrative hours.
    """
    return two_posts(RULE, dossier, region)
