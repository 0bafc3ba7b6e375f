"""Vietnamese names with their real skew: few surnames, gendered middle names, Zipf given names.

Surname weights are re-keyed from the shares of the study of names (Nguyễn 31.5 %, Trần 10.9 % …).
"""

from __future__ import annotations

from random import Random

from lieny.node.sample.draw import Urn


def _words(text: str) -> list[str]:
    return text.split()


SURNAMES = Urn(
    [
        ("Nguyễn", 31.5), ("Trần", 10.9), ("Lê", 8.9), ("Phạm", 5.9), ("Huỳnh", 3.3),
        ("Hoàng", 1.8), ("Võ", 3.1), ("Vũ", 1.8), ("Phan", 2.8), ("Trương", 2.2),
        ("Bùi", 2.1), ("Đặng", 1.9), ("Đỗ", 1.9), ("Ngô", 1.7), ("Hồ", 1.5),
        ("Dương", 1.4), ("Hà", 1.2), ("Lý", 1.0), ("Trịnh", 1.0), ("Đinh", 0.9),
        ("Mai", 0.8), ("Lâm", 0.8), ("Đoàn", 0.8), ("Cao", 0.6), ("Châu", 0.4),
        ("Tô", 0.4), ("Tạ", 0.4), ("Lương", 0.5), ("Thái", 0.4), ("Kiều", 0.2),
        ("Quách", 0.2), ("Tăng", 0.2), ("Văn", 0.2), ("Lưu", 0.4), ("Triệu", 0.2),
        ("Thạch", 0.2), ("Kim", 0.2), ("Diệp", 0.2), ("Phùng", 0.4), ("Nghiêm", 0.1),
    ]
)  # fmt: skip
_MALE_MIDDLES = _words("""
Văn Minh Quốc Hữu Đức Công Thanh Hoàng Anh Ngọc Trọng Xuân Đình Thành Quang Gia Duy Tấn Thế Hải
Nhật Phước Việt Bá Chí Viết Khắc Huy Trung Tuấn
""")
_FEMALE_MIDDLES = _words("""
Thị Ngọc Thanh Kim Mỹ Bích Thu Hồng Phương Minh Thùy Hoài Như Quỳnh Tuyết Cẩm Diệu Khánh Ánh
Xuân Thúy Bảo Yến Hải Lan Mai Tường Vân Thảo Hoàng
""")
_MALE_GIVEN = _words("""
Hùng Dũng Minh Tuấn Thành Long Nam Sơn Hải Hiếu Khoa Phúc Tâm Thắng Cường Anh Bình Quang Trung
Hoàng Đức Tùng Phong Kiên Huy Khánh Nghĩa Tài Lộc Thịnh An Bảo Đạt Duy Hậu Hòa Hưng Khang Khôi
Lâm Linh Luân Mạnh Nhân Nhựt Nguyên Phát Phú Phước Quân Quý Sang Tân Tấn Thái Thiện Thọ Thuận
Tiến Tín Toàn Trí Trường Tú Việt Vinh Vũ Vương Xuân Chương Danh Định Đông Dương Giang Hiển Khải
Kỳ Nhật Ninh Quyền Quyết Sỹ Tiệp Triều Trọng Tường Uy Văn Vĩ Điền Đăng Hào
""")
_FEMALE_GIVEN = _words("""
Hương Lan Hoa Mai Hạnh Linh Thảo Trang Thủy Nga Hằng Hà Phương Dung Yến Oanh Ngọc Trinh Vân
Hiền Loan Nhung Thu Tuyết Ánh Bích Châu Chi Diễm Diệp Dương Duyên Giang Giao Hân Hậu Hồng Huệ
Huyền Khánh Kiều Lam Lệ Liên Liễu Lý Mỹ My Nguyệt Nhàn Nhi Như Nhã Nương Phấn Phụng Phượng
Quyên Quỳnh Sương Tâm Thanh Thắm Thi Thoa Thơ Thơm Thúy Thùy Thư Thương Tiên Tình Trà Trâm Trân
Trúc Tú Uyên Vi Viên Vy Xuân Xuyến Ý Đào Đan Gấm Hòa Cúc Cẩm An Anh Ân Bình Minh
""")


def _zipf(words: list[str], flatness: float) -> Urn[str]:
    return Urn([(word, 1 / (rank + flatness)) for rank, word in enumerate(words)])


_MIDDLE = {
    "M": Urn([(_MALE_MIDDLES[0], 26.0), *((word, 2.5) for word in _MALE_MIDDLES[1:])]),
    "F": Urn([(_FEMALE_MIDDLES[0], 38.0), *((word, 2.1) for word in _FEMALE_MIDDLES[1:])]),
}
_GIVEN = {"M": _zipf(_MALE_GIVEN, 25), "F": _zipf(_FEMALE_GIVEN, 25)}


def draw_name(random: Random, gender: str) -> str:
    """Draw a full name, NFC, three to four syllables, sometimes two or five."""
    words = [SURNAMES.draw(random)]
    chance = random.random()
    if chance > 0.03:
        words.append(_MIDDLE[gender].draw(random))
    if chance > 0.52:
        words.append(_GIVEN[gender].draw(random))
    if chance > 0.97:
        words.insert(1, SURNAMES.draw(random))
    words.append(_GIVEN[gender].draw(random))
    return " ".join(
        word for word, before in zip(words, ["", *words], strict=False) if word != before
    )
