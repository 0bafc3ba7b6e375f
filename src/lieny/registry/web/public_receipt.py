"""Biên nhận: issuing one, showing it with its code, and the page to which the code leads."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_POST

from lieny.people.rules.office import Record
from lieny.people.web.permission import asks, require
from lieny.people.web.public_address import public_address
from lieny.people.web.reading import reads
from lieny.registry.models import Receipt, Registration
from lieny.registry.rules.receipt import (
    Particular,
    ReceiptEntry,
    ReceiptStanding,
    differences,
)
from lieny.registry.rules.rule_words import POSITION_WORDS
from lieny.registry.rules.sign import Bilingual
from lieny.registry.services import public_receipts
from lieny.registry.services.public_lookup import Visitor
from lieny.registry.web.case_papers import handed_out
from lieny.registry.web.public_access import closed, too_often, visitor_of
from lieny.registry.web.public_lookup import LICENCE_STATUS
from lieny.registry.web.register_access import asker_of, record_of_registration
from lieny.registry.web.register_shown import hours_said
from lieny.registry.web.said import department_said, language, said, said_day, said_time
from lieny.ui.dates import period_in_words
from lieny.ui.portal.language import chosen
from lieny.ui.qr_code import qr_svg

FORGED = 404
STANDINGS = {
    ReceiptStanding.STANDS: Bilingual(
        "Còn nguyên: hôm nay sổ đăng ký vẫn ghi đúng như biên nhận.",
        "It stands: the register says the same today.",
    ),
    ReceiptStanding.CHANGED: Bilingual(
        "Đã thay đổi: người này vẫn đăng ký tại cơ sở, nhưng nội dung hôm nay khác lúc cấp.",
        "Changed: the person is still registered there, but with other particulars today.",
    ),
    ReceiptStanding.ENDED: Bilingual(
        "Đã hết thời hạn ghi trên biên nhận.", "The term on the receipt has passed."
    ),
    ReceiptStanding.WITHDRAWN: Bilingual(
        "Không còn: hôm nay người này không còn đăng ký hành nghề tại cơ sở.",
        "No longer: today the person is not registered at this facility.",
    ),
}

PARTICULARS = {
    Particular.NAME: Bilingual("Người hành nghề", "Practitioner"),
    Particular.LICENCE: Bilingual("Số giấy phép", "Licence"),
    Particular.STATUS: Bilingual("Tình trạng giấy phép", "Status of the licence"),
    Particular.FACILITY: Bilingual("Cơ sở", "Facility"),
    Particular.POSITION: Bilingual("Vị trí", "Post"),
    Particular.HOURS: Bilingual("Giờ hành nghề", "Hours"),
    Particular.TERM: Bilingual("Thời hạn", "Term"),
}


@require_POST
@asks("receipt.issue")
def issue(request: HttpRequest, number: int) -> HttpResponse:
    """Issue a receipt of a registration."""
    row = Registration.objects.select_related("facility").filter(pk=number).first()
    if row is None:
        raise Http404
    require(request, "receipt.issue", record_of_registration(row))
    try:
        receipt = public_receipts.issue_receipt(
            row.pk, by=asker_of(request), at=timezone.now(), on=timezone.localdate()
        )
    except public_receipts.NothingToReceipt:
        trouble = chosen(
            "Đăng ký này không còn hiệu lực hoặc chưa rõ cơ sở, nên không cấp biên nhận.",
            "This registration is not in force or names no facility: no receipt was issued.",
        )
        messages.error(request, trouble)
        back = reverse("facility", args=[row.facility_id]) if row.facility_id else "/so-dang-ky/"
        return redirect(back)
    return redirect("receipt", receipt.pk)


@require_GET
@asks("receipt.issue")
def receipt_page(request: HttpRequest, receipt_id: UUID) -> HttpResponse:
    """Show a receipt as it will be printed."""
    receipt = _opened(request, receipt_id)
    reads(request, "receipt", receipt.pk)
    address = address_of(request, receipt)
    words = {
        "receipt": receipt,
        "department": department_said(receipt.province),
        "lines": lines_of(ReceiptEntry.read(receipt.said), receipt),
        "address": address,
        "qr": qr_svg(address, label=chosen("Mã kiểm tra biên nhận", "Code that checks it")),
    }
    return render(request, "registry/receipt.html", words)


@require_GET
@asks("receipt.issue")
def receipt_file(request: HttpRequest, receipt_id: UUID) -> HttpResponse:
    """Hand the receipt out as PDF/A."""
    receipt = _opened(request, receipt_id)
    reads(request, "receipt", receipt.pk)
    address = address_of(request, receipt)
    code = str(qr_svg(address, label="QR"))
    with translation.override("vi"):  # the paper is an official one, whoever prints it
        lines = lines_of(ReceiptEntry.read(receipt.said), receipt)
    content = public_receipts.receipt_pdf(receipt, lines, address, code)
    return handed_out(content, "application/pdf", f"bien-nhan-{receipt.pk}.pdf")


@require_GET
@asks("public.lookup")
def check(request: HttpRequest, token: str) -> HttpResponse:
    """Say what a receipt confirmed and what stands today, to whoever holds the paper."""
    refused = too_often(request)
    if refused is not None:
        return refused
    asker: Visitor = visitor_of(request)
    try:
        found = public_receipts.check_receipt(token, by=asker)
    except public_receipts.NotOurReceipt:
        # Rendered, not raised: what was counted has to stay counted.
        return closed(render(request, "registry/receipt_forged.html", status=FORGED))
    words = {
        "standing": found.standing.value,
        "answer": said(STANDINGS[found.standing]),
        "department": department_said(found.department),
        "issued": said_time(found.issued_at),
        "asked": said_time(asker.at),
        "changed": [said(PARTICULARS[one]) for one in found.changed],
        "said": entry_lines(found.said),
        "listed": said_day(found.listed_on) if found.listed_on else "",
        "passed_over": said_day(found.latest_list)
        if found.listed_on and found.latest_list and found.listed_on < found.latest_list
        else "",
        "today": [compared(one, found.said) for one in found.today]
        if found.standing is ReceiptStanding.CHANGED
        else [],
    }
    return closed(render(request, "registry/receipt_check.html", words))


def address_of(request: HttpRequest, receipt: Receipt) -> str:
    """Give the address that the code says."""
    path = reverse("check_receipt", args=[public_receipts.token_of(receipt.pk)])
    return public_address(request, path)


def lines_of(entry: ReceiptEntry, receipt: Receipt) -> tuple[tuple[str, str], ...]:
    """Lay a receipt out, line by line."""
    issued = (chosen("Cấp lúc", "Issued"), said_time(receipt.issued_at))
    by = (chosen("Theo sổ của", "Register of"), department_said(receipt.province))
    return (*entry_lines(entry), by, issued)


def entry_lines(entry: ReceiptEntry) -> tuple[tuple[str, str], ...]:
    """Lay the public part of a registration out; what is not known has no line."""
    return tuple((said(PARTICULARS[one]), words) for one, words in _particulars(entry))


def _particulars(entry: ReceiptEntry) -> tuple[tuple[Particular, str], ...]:
    position = POSITION_WORDS.get(entry.position)
    status = LICENCE_STATUS.get(entry.licence_status)
    term = period_in_words(entry.valid_from, entry.valid_until, language())
    lines = (
        (Particular.NAME, entry.name),
        (Particular.LICENCE, entry.licence or "–"),
        (Particular.STATUS, chosen(*status) if status else ""),
        (Particular.FACILITY, entry.facility),
        (Particular.POSITION, said(position) if position else ""),
        (Particular.HOURS, hours_said(entry.time)),
        (Particular.TERM, term or chosen("không ghi", "not given")),
    )
    return tuple((one, words) for one, words in lines if words)


def compared(entry: ReceiptEntry, said_then: ReceiptEntry) -> list[tuple[str, str, bool]]:
    """Lay out what stands today, and mark the lines that differ from the receipt."""
    differ = differences(said_then, entry)
    today = dict(_particulars(entry))
    gone = [one for one in differ if one not in today]  # stated on the paper, and today nothing is
    unsaid = chosen("không ghi", "not given")
    return [
        (said(PARTICULARS[one]), today.get(one, unsaid), one in differ)
        for one in Particular
        if one in today or one in gone
    ]


def _opened(request: HttpRequest, receipt_id: UUID) -> Receipt:
    receipt = Receipt.objects.filter(pk=receipt_id).first()
    if receipt is None:
        raise Http404
    province, _, key = receipt.facility_key.partition(":")
    own = key if province == receipt.province else None
    require(request, "receipt.issue", Record(receipt.province, own))
    return receipt
