"""Forms of the administrator's pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from lieny.people.models.membership import Membership
from lieny.people.rules.office import OfficeRole
from lieny.people.rules.two_persons import AccountAct, needs_second_person
from lieny.ui.portal.language import either

OFFICES = {
    OfficeRole.LICENSING_OFFICER: ("Chuyên viên quản lý hành nghề", "Licensing officer"),
    OfficeRole.INSPECTOR: ("Thanh tra, kiểm tra", "Inspector"),
    OfficeRole.HEAD_OF_DEPARTMENT: ("Lãnh đạo Sở Y tế", "Head of department"),
    OfficeRole.AUDITOR: ("Kiểm toán", "Auditor"),
    OfficeRole.ADMINISTRATOR: ("Quản trị", "Administrator"),
    OfficeRole.FACILITY_USER: ("Người dùng của cơ sở", "User of a facility"),
}
REQUIRED = either("Cần điền mục này.", "This is needed.")


def _choices() -> list[tuple[str, str]]:
    return [(role.value, either(*words)) for role, words in OFFICES.items()]


class OfficeForm(forms.Form):
    """Giao vai trò: an office, where, from when, until when, and why."""

    role = forms.ChoiceField(choices=_choices, error_messages={"required": REQUIRED})
    facility = forms.CharField(max_length=80, required=False, strip=True)
    facility_name = forms.CharField(max_length=250, required=False, strip=True)
    valid_from = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": REQUIRED, "invalid": either("Không phải ngày.", "No date.")},
    )
    valid_until = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": either("Không phải ngày.", "No date.")},
    )
    reason = forms.CharField(
        max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """Look at what belongs together: a facility's user and the facility, days, and reasons."""
        given = super().clean() or {}
        role = given.get("role")
        if role == OfficeRole.FACILITY_USER.value and not given.get("facility"):
            said = either("Người của cơ sở cần mã cơ sở.", "A facility's user needs its key.")
            self.add_error("facility", said)
        begins, ends = given.get("valid_from"), given.get("valid_until")
        if begins and ends and ends < begins:
            said = either("Ngày cuối trước ngày đầu.", "It ends before it begins.")
            self.add_error("valid_until", said)
        second = role and needs_second_person(AccountAct.OFFICE, role=OfficeRole(role))
        if second and not (given.get("reason") or "").strip():
            said = either(
                "Vai trò này cần người thứ hai đồng ý: hãy viết lý do để họ đọc.",
                "This office takes a second person: write the reason for them to read.",
            )
            self.add_error("reason", said)
        return given

    @property
    def office(self) -> OfficeRole:
        """The office that was chosen."""
        return OfficeRole(self.cleaned_data["role"])

    @property
    def days(self) -> tuple[date, date | None]:
        """First and last day."""
        return self.cleaned_data["valid_from"], self.cleaned_data["valid_until"]


class InvitationForm(OfficeForm):
    """Mời một người: who, and with which office."""

    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": REQUIRED,
            "invalid": either("Không phải địa chỉ e-mail.", "This is no e-mail address."),
        },
    )
    full_name = forms.CharField(max_length=150, strip=True, error_messages={"required": REQUIRED})


def starting() -> dict[str, object]:
    """Give what a form begins with: from today on."""
    return {"valid_from": timezone.localdate(), "role": Membership.Office.LICENSING_OFFICER.value}
