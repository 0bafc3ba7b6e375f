"""Papers of a case: adding them, and handing them out so that no browser runs them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lieny.people.web.permission import asks
from lieny.people.web.reading import reads
from lieny.registry.models import CaseAttachment
from lieny.registry.services.cases.papers import MOST_BYTES, Paper, PaperRefused, attach
from lieny.registry.web.case_page import CONFLICT, case_or_404, shown
from lieny.registry.web.case_steps import own_department, signed_in
from lieny.registry.web.downloads import download_headers
from lieny.ui.portal.language import chosen


def papers_in(request: HttpRequest) -> list[Paper]:
    """Read the files of a form, none further than one byte past the limit."""
    files = request.FILES.getlist("papers")
    return [Paper(file.name or "", file.read(MOST_BYTES + 1)) for file in files]


def paper_trouble(refused: PaperRefused) -> str:
    """Say what is wrong with a file, and what is taken."""
    name = refused.name
    return {
        "type": chosen(
            f"Tệp “{name}” không thuộc loại nhận được. Nhận: PDF, PNG, JPEG, Excel .xlsx, Word "
            ".docx (không có macro).",
            f"“{name}” is of no type that is taken. Taken: PDF, PNG, JPEG, Excel .xlsx, Word .docx "
            "without macros.",
        ),
        "size": chosen(f"Tệp “{name}” lớn hơn 10 MB.", f"“{name}” is larger than 10 MB."),
        "empty": chosen(f"Tệp “{name}” rỗng.", f"“{name}” is empty."),
        "many": chosen("Mỗi lần tối đa 10 tệp.", "At most 10 files at a time."),
    }[refused.why]


@require_POST
@asks("case.discuss")
def add(request: HttpRequest, number: UUID) -> HttpResponse:
    """Add papers to a case."""
    case = case_or_404(request, number, "case.discuss")
    papers = papers_in(request)
    if not papers:
        trouble = chosen("Hãy chọn tệp.", "Choose a file.")
        return shown(request, case, trouble=trouble, status=CONFLICT)
    department, user = own_department(request, case), signed_in(request)
    try:
        count = attach(case.pk, papers, department=department, by=user.pk, at=timezone.now())
    except PaperRefused as refused:
        return shown(request, case, trouble=paper_trouble(refused), status=CONFLICT)
    messages.success(request, _added_said(count, len(papers)), extra_tags="giay-to")
    return redirect(f"/ho-so/{case.pk}/#giay-to")


def _added_said(count: int, given: int) -> str:
    added = chosen(f"Đã thêm {count} giấy tờ vào hồ sơ.", f"Papers added to the case: {count}.")
    if count == given:
        return added
    held = chosen(
        f"{given - count} tệp đã có sẵn trong hồ sơ nên không thêm lần nữa.",
        f"Already in the case, so not added again: {given - count}.",
    )
    return f"{added} {held}" if count else held


@require_GET
@asks("case.read")
def paper(request: HttpRequest, number: UUID, paper_id: int) -> HttpResponse:
    """Hand a paper out to whoever may read its case."""
    case = case_or_404(request, number)
    found = CaseAttachment.objects.filter(case_id=case.pk, pk=paper_id).first()
    if found is None:
        raise Http404
    reads(request, "case", case.pk, {"paper": found.pk})
    return handed_out(bytes(found.content), found.media_type, found.name)


def handed_out(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Answer with a file that is saved, not opened; its own policy lets nothing in it run."""
    return HttpResponse(content, content_type=media_type, headers=download_headers(name))
