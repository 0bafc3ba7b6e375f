"""One rule that Django lacks: a common word made longer is still common."""

from __future__ import annotations

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from lieny.people.models.user import User
from lieny.ui.portal.language import either
from lieny.vocabulary.text import fold

# What everybody here would try first, without marks: the house, its places, words of passwords.
OF_THIS_HOUSE = frozenset(
    """
    lieny so y te syt syte soyte byt boyte cdc benh vien bv bvdk phong kham pk tram bac si bs
    duoc dieu duong thanh pho tp tinh tphcm hcm hcmc ho chi minh sai gon sg dong nai tay ninh
    binh long an ba ria vung tau ha noi viet nam vn khoa yeu anh em con cung me bo mai mot hai
    mat khau matkhau mk khong co pass password admin quan tri user test demo hello xin chao
    xinchao nguyen tran le van thi ngoc
    """.split()  # noqa: SIM905 - a page of a list says less
)
_LEAST_OF_NAME = 2  # letters of a name that make a password guessable by whoever knows it

_NO_LETTER = re.compile(r"[\W\d_]+")


def _is_made_of(letters: str, words: frozenset[str]) -> bool:
    """Test whether letters part into these words and nothing else; in linear time."""
    longest = max(map(len, words))
    ends = {0}
    for end in range(1, len(letters) + 1):
        for begin in range(max(0, end - longest), end):
            if begin in ends and letters[begin:end] in words:
                ends.add(end)
                break
    return len(letters) in ends


def _names_of(user: User | None) -> frozenset[str]:
    """Give name and address of an account without marks and blanks, whole and in parts."""
    if user is None:
        return frozenset()
    address, _, house = user.email.partition("@")
    parts = [user.full_name, *user.full_name.split(), address, house.partition(".")[0]]
    bare = {_NO_LETTER.sub("", fold(part)) for part in parts}
    return frozenset(part for part in bare if len(part) >= _LEAST_OF_NAME)


class NotACommonWordLengthened(CommonPasswordValidator):
    """Refuses a common password, or words of this house, however digits and marks are added.

    Marks of tone count for nothing, nor does the account's own name or address.

    Source: Django's list of 20,000 common passwords (Royce Williams, public domain), which ships
    with Django and needs no network.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        """Look at what is left without digits and marks, and without repetition.

        Raises:
            ValidationError: common words, or words of this house, are all there is.
        """
        core = password.lower().strip(" 0123456789!@#$%^&*.-_")
        half = core[: len(core) // 2]
        words = {core, half} if half and half * 2 == core else {core}
        bare = _NO_LETTER.sub("", fold(password))
        if any(word in self.passwords for word in words) or _is_made_of(
            bare, OF_THIS_HOUSE | _names_of(user)
        ):
            raise ValidationError(str(self.reason()), code="password_common_lengthened")

    def reason(self) -> object:
        """Say what is wrong."""
        return either(
            "Mật khẩu này chỉ gồm từ dễ đoán (từ phổ biến, tên nơi, tên bạn) thêm số hoặc dấu. "
            "Hãy ghép vài từ không liên quan.",
            "These are words that are easily guessed (common ones, places, your name) with digits "
            "or marks added. Put some unrelated words together.",
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
