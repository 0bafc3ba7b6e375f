"""One rule that Django lacks: a common word made longer is still common."""

from __future__ import annotations

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from lieny.people.models.user import User
from lieny.ui.portal.language import either

OF_THIS_HOUSE = ("lieny", "liên y", "soyte", "sở y tế", "benhvien", "bệnh viện", "yte")


class NotACommonWordLengthened(CommonPasswordValidator):
    """Refuses a common password or a word of this house with digits or repetition behind it.

    Source: Django's list of 20,000 common passwords (Royce Williams, public domain), which ships
    with Django and needs no network.
    """

    def validate(self, password: str, user: User | None = None) -> None:  # noqa: ARG002
        """Look at what is left without digits and marks at the ends, and without repetition.

        Raises:
            ValidationError: a common word is all there is.
        """
        core = password.lower().strip(" 0123456789!@#$%^&*.-_")
        half = core[: len(core) // 2]
        words = {core, half} if half and half * 2 == core else {core}
        if not core or any(word in self.passwords or word in OF_THIS_HOUSE for word in words):
            raise ValidationError(str(self.reason()), code="password_common_lengthened")

    def reason(self) -> object:
        """Say what is wrong."""
        return either(
            "Mật khẩu này chỉ là một từ phổ biến thêm số hoặc dấu. Hãy ghép vài từ không "
            "liên quan.",
            "This is a common word with digits or marks added. Put some unrelated words together.",
        )

    def get_help_text(self) -> str:
        """Say what is expected."""
        return str(
            either(
                "Ít nhất 12 ký tự; vài từ ghép lại dễ nhớ hơn ký tự lạ. Không phải đổi định kỳ.",
                "At least 12 characters; some words together are easier to remember than odd "
                "signs. It need not be changed from time to time.",
            )
        )
