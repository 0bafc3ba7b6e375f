"""A case with what its page shows of it, read once a table."""

from __future__ import annotations

from typing import Any

from django.db.models import Func, QuerySet

from lieny.people.services.prepared import Given, Prepared, bring
from lieny.registry.models import (
    Case,
    CaseAttachment,
    CaseLetter,
    CaseMessage,
    CaseQuestion,
    CaseSignature,
)


def _papers(case: Given) -> QuerySet[CaseAttachment]:
    papers = CaseAttachment.objects.filter(case=case).defer("content").select_related("by")
    return papers.annotate(size=Func("content", function="octet_length"))


_SIGNATURES = Prepared(lambda case: CaseSignature.objects.filter(case=case))
_PARTS: dict[str, Prepared[Any]] = {
    "questions": Prepared(
        lambda case: CaseQuestion.objects.filter(case=case).select_related(
            "facility", "answered_by", "withdrawn_by"
        )
    ),
    "attachments": Prepared(_papers),
    "letters": Prepared(
        lambda case: CaseLetter.objects.filter(case=case).defer("content").select_related("by")
    ),
    "messages": Prepared(lambda case: CaseMessage.objects.filter(case=case).select_related("by")),
}


def bring_signatures(case: Case) -> None:
    """Bring signatures along: what may be done with a case hangs on them."""
    bring(case, "signatures", _SIGNATURES(case=case.pk))


def bring_parts(case: Case) -> None:
    """Bring questions, papers, letters and messages along, without files' contents.

    A paper gets its `size` in bytes.
    """
    for name, asked in _PARTS.items():
        bring(case, name, asked(case=case.pk))
