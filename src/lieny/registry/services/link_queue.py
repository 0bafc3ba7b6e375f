"""Hàng chờ ghép: which pairs wait for a word, whose word, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from lieny.registry.models import LinkDecision, LinkDoubt, LinkQuestion
from lieny.registry.services.kept import Changing, kept_until_change
from lieny.registry.services.link_decisions import Decider
from lieny.registry.services.own_persons import own_persons

SAME = LinkDecision.Verdict.SAME


@dataclass(frozen=True, slots=True)
class Asked:
    """Điều kiện của hàng chờ; "" asks nothing.

    Attributes:
        province: code of a province that one of the two rows comes from.
        changing: only pairs whose merging would make or unmake a sign.
    """

    province: str = ""
    changing: bool = False


def questions(asked: Asked, *, provinces: Sequence[str]) -> QuerySet[LinkQuestion]:
    """Give the pairs that wait for a word, those that would change a sign first.

    Decided pairs, and those that a department of the reader could not decide, are left out; a
    doubtful one is back once its rows say something else.
    """
    decided = LinkDecision.objects.filter(
        one=OuterRef("one"), other=OuterRef("other"), undone_at=None
    )
    found = LinkQuestion.objects.filter(~Exists(decided), ~Exists(_doubts(provinces)))
    if asked.province:
        found = found.filter(
            Q(one_shown__province=asked.province) | Q(other_shown__province=asked.province)
        )
    if asked.changing:
        found = found.filter(worth__gt=0)
    return found.order_by("-worth", "-weight", "id")


def provinces_of(*, provinces: Sequence[str]) -> Mapping[tuple[str, str], int]:
    """Count all waiting pairs by the provinces of their two rows, in one look at the table."""
    waiting = questions(Asked(), provinces=provinces).order_by()
    rows = waiting.values_list("one_shown__province", "other_shown__province")
    counted = rows.annotate(pairs=Count("pk"))
    return {(one or "", other or ""): pairs for one, other, pairs in counted}


MOST_COUNTED = 1_000  # of what is left: beyond it nobody reads the number


def left(asked: Asked, *, provinces: Sequence[str]) -> int:
    """Count the pairs that wait, up to one more than `MOST_COUNTED`."""
    return questions(asked, provinces=provinces)[: MOST_COUNTED + 1].count()


def _doubts(provinces: Sequence[str]) -> QuerySet[LinkDoubt]:
    return LinkDoubt.objects.filter(
        one=OuterRef("one"),
        other=OuterRef("other"),
        province__in=provinces,
        one_shown=OuterRef("one_shown"),
        other_shown=OuterRef("other_shown"),
    )


def doubtful(*, provinces: Sequence[str]) -> QuerySet[LinkQuestion]:
    """Give the pairs that one's own department could not decide, as their rows still are."""
    return LinkQuestion.objects.filter(Exists(_doubts(provinces)))


def proposals() -> QuerySet[LinkDecision]:
    """Give the proposals to merge that wait for somebody else's word, the earliest first."""
    waiting = LinkDecision.objects.filter(
        verdict=SAME, across_provinces=True, seconded_by=None, undone_at=None
    )
    return waiting.order_by("decided_at", "id")


def for_me(found: QuerySet[LinkDecision], by: Decider) -> QuerySet[LinkDecision]:
    """Keep the proposals that somebody may second: not their own, and they see who was hidden."""
    seen = own_persons().filter(pk=OuterRef("behind_wall"))
    return found.exclude(decided_by=by.user).filter(Q(behind_wall=None) | Exists(seen))


@kept_until_change(Changing.REGISTER)
def waiting_for(by: Decider) -> int:
    """Count the proposals that wait for somebody's word."""
    return for_me(proposals(), by).count()


def decisions() -> QuerySet[LinkDecision]:
    """Give what was decided and stands, the latest first."""
    agreed = Q(across_provinces=False) | Q(seconded_by__isnull=False) | ~Q(verdict=SAME)
    return LinkDecision.objects.filter(agreed, undone_at=None).order_by("-decided_at", "-id")


def beside(
    question: LinkQuestion, asked: Asked, *, provinces: Sequence[str]
) -> tuple[LinkQuestion | None, LinkQuestion | None]:
    """Give the pairs before and after one in the queue; it need not stand there any more."""
    queue = questions(asked, provinces=provinces).exclude(pk=question.pk)
    worth, weight, number = question.worth, question.weight, question.pk
    later = (
        Q(worth__lt=worth)
        | Q(worth=worth, weight__lt=weight)
        | Q(worth=worth, weight=weight, pk__gt=number)
    )
    before = queue.filter(~later).order_by(F("worth").asc(), F("weight").asc(), F("id").desc())
    return before.first(), queue.filter(later).first()
