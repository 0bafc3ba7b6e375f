"""Papers added to a case: known by their first bytes, bounded in size, kept with their sha256."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from lieny.people.services import audit
from lieny.registry.models import CaseAttachment
from lieny.registry.services.cases.stepping import NoSuchCase, locked
from lieny.ui.clean_text import one_line

MOST_BYTES = 10 * 1024 * 1024
MOST_PAPERS = 10
MOST_NAME = 200
OPEN_XML = "application/vnd.openxmlformats-officedocument."
BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
)
FOLDERS = (
    ("xl/workbook.xml", OPEN_XML + "spreadsheetml.sheet"),
    ("word/document.xml", OPEN_XML + "wordprocessingml.document"),
)
MACROS = "vbaProject.bin"
ENDINGS = {
    "application/pdf": (".pdf",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    OPEN_XML + "spreadsheetml.sheet": (".xlsx",),
    OPEN_XML + "wordprocessingml.document": (".docx",),
}


class PaperRefused(ValueError):
    """A paper is of no type that is taken, too large, or empty; `why` says which.

    Attributes:
        name: of the file, as it was given.
        why: "type", "size", "empty" or "many".
    """

    def __init__(self, name: str, why: str) -> None:
        super().__init__(why)
        self.name = one_line(name)[:MOST_NAME]
        self.why = why


@dataclass(frozen=True, slots=True)
class Paper:
    """Giấy tờ gửi lên: a name and its bytes."""

    name: str
    content: bytes


def media_type_of(content: bytes) -> str | None:
    """Tell what a file is by its bytes, never by its name; None for what is not taken."""
    for beginning, media_type in BEGINNINGS:
        if content.startswith(beginning):
            return media_type
    return _office_type(content) if content.startswith(b"PK\x03\x04") else None


def _office_type(content: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())  # the list of parts alone; nothing is unpacked
    except (zipfile.BadZipFile, ValueError, EOFError):
        return None
    if any(name.endswith(MACROS) for name in names):
        return None
    return next((kind for part, kind in FOLDERS if part in names), None)


def name_kept(name: str, media_type: str) -> str:
    """Give the name under which a paper is kept: its ending tells what it is, whatever was given.

    Whoever saves it opens it by its ending: a picture called "phan-cong.exe" becomes
    "phan-cong.exe.png".
    """
    endings = ENDINGS[media_type]
    plain = one_line(name)
    fits = plain.lower().endswith(endings)
    return plain[-MOST_NAME:] if fits else f"{plain[-(MOST_NAME - 5) :]}{endings[0]}"


def checked(paper: Paper) -> str:
    """Give the type of a paper that may be added.

    Raises:
        PaperRefused: says why not.
    """
    if not paper.content:
        raise PaperRefused(paper.name, "empty")
    if len(paper.content) > MOST_BYTES:
        raise PaperRefused(paper.name, "size")
    media_type = media_type_of(paper.content)
    if media_type is None:
        raise PaperRefused(paper.name, "type")
    return media_type


def add_papers(  # noqa: PLR0913 - which case, what, by whom, when, in whose name
    case: UUID,
    papers: Sequence[Paper],
    *,
    by: UUID,
    at: datetime,
    department: str = "",
    question: int | None = None,
) -> int:
    """Add papers within the caller's transaction; one that the case has already is left out.

    Returns:
        how many were added.

    Raises:
        PaperRefused: none was added.
    """
    if len(papers) > MOST_PAPERS:
        raise PaperRefused(papers[-1].name, "many")
    typed = [(paper, checked(paper)) for paper in papers]
    rows = [
        CaseAttachment(
            case_id=case,
            department=department,
            question_id=question,
            name=name_kept(paper.name, media_type),
            media_type=media_type,
            sha256=hashlib.sha256(paper.content).hexdigest(),
            content=paper.content,
            by_id=by,
            at=at,
        )
        for paper, media_type in typed
    ]
    added = 0
    for row in rows:
        held = CaseAttachment.objects.filter(case_id=case, sha256=row.sha256)
        if not held.exists():
            row.save(force_insert=True)
            added += 1
    return added


@transaction.atomic
def attach(case: UUID, papers: Sequence[Paper], *, department: str, by: UUID, at: datetime) -> int:
    """Add papers to a case for one's department; give how many it did not have already.

    Raises:
        NoSuchCase: not to be seen from here.
        PaperRefused: none was added.
    """
    stored = locked(case, None)
    if department not in {stored.lead, *stored.peers}:
        raise NoSuchCase(str(case))
    added = add_papers(case, papers, by=by, at=at, department=department)
    audit.record(
        audit.Deed(
            action="case.attach",
            at=at,
            by=by,
            province=department,
            target_kind="case",
            target=str(case),
            detail={"papers": len(papers)},
        )
    )
    return added
