"""Biên nhận: issuing a receipt of a registration, and saying what has become of it since.

The code on the paper is the receipt's id, signed with the node's key: an id that somebody guesses
or alters is refused before the database is asked.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import typst
from django.core import signing
from django.db import connection, transaction

from lieny.people.services import audit
from lieny.registry.models import Receipt, Registration
from lieny.registry.rules.licence_standing import Hindrance, RegisterEntry, hindrance
from lieny.registry.rules.receipt import (
    Particular,
    ReceiptEntry,
    ReceiptStanding,
    nearest,
    standing_of,
)
from lieny.registry.services.as_of import Asker
from lieny.registry.services.letters import LAYOUTS, PDF_STANDARD, organisation_of
from lieny.registry.services.public_lookup import (
    LOOKUP,
    Visitor,
    holder_of,
    number_of,
    weekly_time,
)
from lieny.vocabulary.licence_number import LicenceNumber
from lieny.vocabulary.period import Period

ISSUE = "receipt.issue"
_SALT = "lieny.registry.receipt"
_ID_BYTES = 16
ACTIVE = "active"


class NotOurReceipt(ValueError):
    """The code was not issued here, or somebody altered it."""


class NothingToReceipt(ValueError):
    """The registration does not stand any more, or names no place: there is nothing to confirm."""


@dataclass(frozen=True, slots=True)
class CheckedReceipt:
    """Kết quả kiểm biên nhận.

    Attributes:
        said: what stood on the day of issue.
        issued_at: when it was issued.
        department: province of the department whose register says it.
        standing: what has become of it.
        today: what stands of the person at the place now.
        changed: what is otherwise today, where it has changed.
        listed_on: day of the latest list that names the person there, None for none.
        latest_list: day of the latest list of the place; later than `listed_on` where that list
            no longer names the person and nobody has said that they left.
    """

    said: ReceiptEntry
    issued_at: datetime
    department: str
    standing: ReceiptStanding
    today: tuple[ReceiptEntry, ...]
    changed: tuple[Particular, ...]
    listed_on: date | None
    latest_list: date | None


def token_of(receipt: UUID) -> str:
    """Write the code of a receipt: 22 letters of its id and the signature."""
    packed = base64.urlsafe_b64encode(receipt.bytes).decode("ascii").rstrip("=")
    return signing.Signer(salt=_SALT).sign(packed)


def receipt_of(token: str) -> UUID:
    """Read a code.

    Raises:
        NotOurReceipt: the signature is not ours.
    """
    try:
        packed = signing.Signer(salt=_SALT).unsign(token)
        raw = base64.urlsafe_b64decode(packed + "==")
    except (signing.BadSignature, binascii.Error, ValueError) as fault:
        raise NotOurReceipt from fault
    if len(raw) != _ID_BYTES:
        raise NotOurReceipt
    return UUID(bytes=raw)


def entry_of(row: Registration, *, on: date) -> ReceiptEntry:
    """Give the public part of a registration, its licence as it stands on a day."""
    number = number_of(row.licence_serial, row.licence_issuer, row.licence_type)
    return ReceiptEntry(
        name=row.name,
        facility=row.facility.name if row.facility else "",
        licence=number.canonical if number else "",
        position=row.position,
        time=weekly_time(row.definite, row.possible),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        licence_status=_status_of(number, on),
    )


def _status_of(number: LicenceNumber | None, on: date) -> str:
    """Give what registers say of a licence on a day; "" where none names it, or several persons.

    A suspension whose days are over is none; a term that has passed ends a licence.
    """
    holder = holder_of(number) if number is not None else None
    if number is None or holder is None or not holder.licences:
        return ""
    last = holder.licences[0]
    entry = RegisterEntry(
        number, last.register, last.status or "", last.status_from, last.status_until,
        last.valid_until,
    )  # fmt: skip
    stopped = hindrance(entry, Period(on, on))
    if stopped is not None:
        return stopped.value
    return ACTIVE if entry.status in set(Hindrance) else entry.status


@transaction.atomic
def issue_receipt(registration: int, *, by: Asker, at: datetime, on: date) -> Receipt:
    """Write down what a registration says today, within the boundary of the transaction.

    Raises:
        Registration.DoesNotExist: not to be seen from here; nothing was written.
        NothingToReceipt: it does not stand on that day; nothing was written.
    """
    row = Registration.objects.select_related("facility").get(pk=registration)
    ended = row.known_until is not None or (row.valid_until is not None and row.valid_until < on)
    if ended or row.facility is None:
        raise NothingToReceipt
    receipt = Receipt(
        registration_id=row.pk,
        province=row.province,
        facility_key=f"{row.facility.province}:{row.facility.key}",
        said=entry_of(row, on=on).written(),
        issued_by_id=by.user,
        issued_at=at,
    )
    receipt.save(force_insert=True)
    audit.record(
        audit.Deed(
            action=ISSUE,
            at=at,
            by=by.user,
            province=by.province,
            target_kind="receipt",
            target=str(receipt.pk),
            origin=by.origin,
        )
    )
    return receipt


@transaction.atomic
def check_receipt(token: str, *, by: Visitor) -> CheckedReceipt:
    """Say what a receipt confirmed, and what stands today; the question is recorded.

    Raises:
        NotOurReceipt: forged, altered, or not of this instance.
    """
    receipt = receipt_of(token)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM registry_public_receipt(%s)", [receipt])
        found = cursor.fetchone()
        cursor.execute("SELECT * FROM registry_public_receipt_today(%s)", [receipt])
        rows = cursor.fetchall()
    if found is None:
        raise NotOurReceipt
    said = ReceiptEntry.read(found[0] if isinstance(found[0], dict) else json.loads(found[0]))
    today = tuple(_entry(row[:10], on=by.day) for row in rows)
    standing = standing_of(said, today, on=by.day)
    audit.record(
        audit.Deed(
            action=LOOKUP,
            at=by.at,
            by=by.account,
            target_kind="receipt",
            target=str(receipt),
            origin=by.origin,
            detail={"standing": standing.value},
        )
    )
    listed, latest = rows[0][10:] if rows else (None, None)
    changed = nearest(said, today) if standing is ReceiptStanding.CHANGED else ()
    return CheckedReceipt(said, found[1], found[2], standing, today, changed, listed, latest)


def _entry(row: tuple[object, ...], *, on: date) -> ReceiptEntry:
    name, facility, serial, issuer, kind, position, definite, possible, begins, ends = row
    number = number_of(serial, issuer, kind)  # type: ignore[arg-type]
    return ReceiptEntry(
        name=str(name),
        facility=str(facility),
        licence=number.canonical if number else "",
        position=str(position or ""),
        time=weekly_time(definite, possible),
        valid_from=begins if isinstance(begins, date) else None,
        valid_until=ends if isinstance(ends, date) else None,
        licence_status=_status_of(number, on),
    )


def receipt_pdf(
    receipt: Receipt, lines: tuple[tuple[str, str], ...], address: str, qr: str
) -> bytes:
    """Set a receipt as PDF/A-2u; the same receipt gives the same bytes.

    Args:
        receipt: what was written down.
        lines: label and words of each line, as they are to be read.
        address: of the page that checks it, printed beneath the code.
        qr: the code as SVG.
    """
    given = {
        "organisation": organisation_of(receipt.province).upper(),
        "id": str(receipt.pk),
        "lines": [list(line) for line in lines],
        "address": address,
        "qr": qr,
        "year": receipt.issued_at.year,
        "month": receipt.issued_at.month,
        "day": receipt.issued_at.day,
    }
    return typst.compile(
        LAYOUTS.joinpath("receipt.typ").read_bytes(),
        format="pdf",
        pdf_standards=PDF_STANDARD,
        sys_inputs={"receipt": json.dumps(given, ensure_ascii=False)},
    )
