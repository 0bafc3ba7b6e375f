"""A case with what its page shows of it, read once a table."""

from __future__ import annotations

from django.db.models import Func, Prefetch, prefetch_related_objects

from lieny.registry.models import Case, CaseAttachment, CaseLetter, CaseMessage, CaseQuestion


def bring_parts(case: Case) -> None:
    """Bring signatures, questions, papers, letters and messages along, without files' contents.

    A paper gets its `size` in bytes.
    """
    papers = CaseAttachment.objects.defer("content").select_related("by")
    prefetch_related_objects(
        [case],
        "signatures",
        Prefetch(
            "questions",
            CaseQuestion.objects.select_related("facility", "answered_by", "withdrawn_by"),
        ),
        Prefetch("attachments", papers.annotate(size=Func("content", function="octet_length"))),
        Prefetch("letters", CaseLetter.objects.defer("content").select_related("by")),
        Prefetch("messages", CaseMessage.objects.select_related("by")),
    )
