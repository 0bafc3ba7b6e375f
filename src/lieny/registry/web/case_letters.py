"""Letters of a case: writing one, downloading it, and the department's own words for them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lieny.people.rules.office import Record
from lieny.people.web.actor import actor_of
from lieny.people.web.permission import asks, require
from lieny.people.web.reading import reads
from lieny.registry.models import CaseLetter
from lieny.registry.rules.case_letters import BLANKS, LetterKind, UnknownBlank
from lieny.registry.rules.case_words import LETTERS
from lieny.registry.rules.letter_words import BLANKS_SAID
from lieny.registry.services.letters import (
    DIRECTOR,
    LetterDraft,
    LetterIncomplete,
    keep_words,
    shipped_words,
    words_of,
    write_letter,
)
from lieny.registry.web.case_page import CONFLICT, case_or_404, shown
from lieny.registry.web.case_papers import handed_out
from lieny.registry.web.case_steps import own_department, signed_in, word_of
from lieny.registry.web.said import department_said, said
from lieny.ui.portal.language import chosen

FILE_NAMES = {
    LetterKind.QUESTION: "hoi-co-so",
    LetterKind.NOTICE: "thong-bao",
    LetterKind.CLOSING: "ket-thuc",
}


@require_POST
@asks("letter.write")
def write(request: HttpRequest, number: UUID) -> HttpResponse:
    """Write a letter; it is kept with the case and offered as PDF."""
    case = case_or_404(request, number, "letter.write")
    kind = word_of(LetterKind, request.POST.get("kind", ""))
    if kind is None:
        raise BadRequest("kind")
    given = request.POST
    draft = LetterDraft(
        kind=kind,
        department=own_department(request, case),
        recipient=given.get("recipient", ""),
        subject=given.get("subject", ""),
        text=given.get("text", "").replace("\r\n", "\n"),
        written_on=timezone.localdate(),
        number=given.get("number", "").strip(),
        signer=given.get("signer", "").strip(),
        signs_as=given.get("signs_as", "").strip() or DIRECTOR,
    )
    try:
        write_letter(case.pk, draft, by=signed_in(request).pk, at=timezone.now())
    except LetterIncomplete:
        trouble = chosen(
            "Công văn cần nơi nhận, trích yếu và nội dung (tối đa 12.000 ký tự). Chưa lập; "
            "nội dung bạn đã gõ vẫn còn bên dưới.",
            "A letter needs a recipient, a subject and words (12,000 characters at most). None was "
            "made; what you typed is kept below.",
        )
        return shown(request, case, trouble=trouble, status=CONFLICT)
    messages.success(
        request, chosen("Đã lập công văn PDF/A.", "The letter is written."), extra_tags="cong-van"
    )
    return redirect(f"/ho-so/{case.pk}/#cong-van")


@require_GET
@asks("case.read")
def letter(request: HttpRequest, number: UUID, letter_id: int) -> HttpResponse:
    """Hand a letter out as it was written."""
    case = case_or_404(request, number)
    found = CaseLetter.objects.filter(case_id=case.pk, pk=letter_id).first()
    if found is None:
        raise Http404
    reads(request, "case", case.pk, {"letter": found.pk})
    name = f"{FILE_NAMES[LetterKind(found.kind)]}-{case.number.replace('/', '-')}-{found.pk}.pdf"
    return handed_out(bytes(found.content), "application/pdf", name)


@require_http_methods(["GET", "POST"])
@asks("letter.write")
def words(request: HttpRequest) -> HttpResponse:
    """Show and change the words of one's department's letters."""
    department = actor_of(request).province
    if not department:
        raise PermissionDenied("letter.write")
    require(request, "letter.write", Record(department))
    trouble = ""
    if request.method == "POST":
        trouble = _kept(request, department)
        if not trouble:
            messages.success(request, chosen("Đã lưu lời văn.", "The words were kept."))
            return redirect("letter_words")
    shown_words = {
        "department": department_said(department),
        "trouble": trouble,
        "letters": [_letter(request, kind, department) for kind in LetterKind],
    }
    status = CONFLICT if trouble else 200
    return render(request, "registry/letter_words.html", shown_words, status=status)


def _letter(request: HttpRequest, kind: LetterKind, department: str) -> dict[str, object]:
    stored = words_of(kind, department)
    typed = request.POST.get("text") if request.POST.get("kind") == kind.value else None
    return {
        "kind": kind.value,
        "name": said(LETTERS[kind]),
        "text": stored if typed is None else typed,
        "own": stored != shipped_words(kind),
        "blanks": [(f"{{{blank}}}", said(BLANKS_SAID[blank])) for blank in BLANKS[kind]],
    }


def _kept(request: HttpRequest, department: str) -> str:
    """Keep what was typed; say what is wrong with it."""
    kind = word_of(LetterKind, request.POST.get("kind", ""))
    if kind is None:
        raise BadRequest("kind")
    text = "" if "shipped" in request.POST else request.POST.get("text", "")
    try:
        keep_words(kind, department, text, by=signed_in(request).pk, at=timezone.now())
    except UnknownBlank as fault:
        blank = f"{{{fault.blank}}}"
        return chosen(
            f"Không có chỗ trống {blank}. Dùng: " + ", ".join(f"{{{b}}}" for b in BLANKS[kind]),
            f"There is no blank {blank}. Use: " + ", ".join(f"{{{b}}}" for b in BLANKS[kind]),
        )
    return ""
