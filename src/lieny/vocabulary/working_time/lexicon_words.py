"""Single words and signs of working-time texts, and the words that carry no time at all."""

from __future__ import annotations

from lieny.vocabulary.working_time.flags import TimeFlag
from lieny.vocabulary.working_time.lexicon_names import Phrase
from lieny.vocabulary.working_time.tokens import Kind, Part

# What may follow the number of a room or a ward without making it an hour or a day.
_NO_TIME_AFTER = r"(?= ?(?:[:(]|$|t\d|thu \w|cn\b|, ?(?:t\d|thu )))"

WORDS: tuple[Phrase, ...] = (
    (
        Kind.FILLER,
        None,
        (
            (
                r"(?:hang|moi|trong|cua|cac) tuan"
                r"(?! (?:\d|mot|hai|ba) ?(?:buoi|ngay|lan|tieng)"
                r"|(?<!hang tuan) [1-5](?!\d|h|g|:\d))"
            ),
            "weekly|every week|every|/ ?tuan",
            r"(?:khoa|phong|lau|tang|nhom|p\.)(?: ?(?:noi|ngoai|nhi|san|kham|so)){0,3} ?\d{1,3}"
            + _NO_TIME_AFTER,
            r"(?:quan|phuong|khu pho|duong so|kp|q\.?|p\.) ?\d{1,3}(?![\dhg:./-])",
        ),
    ),
    (Kind.SHIFT, None, (r"(?:ca|kip|tua|nhom|doi) (?:\d|[a-d]|i{1,3})(?![a-z\dhg]|:\d\d| ?kip)",)),
    (Kind.DAY, 1, ("mon(?:day)?s?",)),
    (Kind.DAY, 2, ("tue(?:s|sday)?s?",)),
    (Kind.DAY, 3, ("wed(?:nesday)?s?",)),
    (
        Kind.DAY,
        4,
        (
            (
                r"thu(?:rsday|rs|r)s?"
                r"|thu(?! ?\d(?!\d?:\d)| ?: ?\d{1,2} ?[,;/&+-] ?\d{1,2}(?![\d:hg]))"
            ),
        ),
    ),
    (Kind.DAY, 5, ("fri(?:day)?s?",)),
    (Kind.DAY, 6, ("sat(?:urday)?s?",)),
    (Kind.DAY, 7, ("sun(?:day)?s?",)),
    (
        Kind.DAY,
        7,
        (r"(?:ngay )?(?:chu|chua) ?nh[au]t|c\.? ?n\.?(?![a-z])|c/n(?:hat)?|t\.? ?cn|thu cn",),
    ),
    (Kind.PART, Part.MORNING, ("(?:buoi |ca )?sang(?: som)?|mornings?(?: shift)?",)),
    (Kind.PART, Part.NOON, ("(?:buoi |ca )?trua",)),
    (Kind.PART, Part.AFTERNOON, ("(?:buoi |ca )?chieu|afternoons?(?: shift)?",)),
    (Kind.PART, Part.NIGHT, ("(?:buoi |ca )?(?:dem|khuya)|nights?(?: shift)?",)),
    (
        Kind.PART,
        Part.EVENING,
        ("(?:buoi |ca )?toi|evenings?(?: shift)?",),
    ),  # "tới" is settled by the lexer
    (Kind.TO, None, ("den het(?= )|den|toi|to|till|until|→|(?:va )?ket thuc(?: luc| vao)?",)),
    (
        Kind.FROM,
        None,
        (
            r"(?:bat dau |ke )?tu(?: luc| ngay(?= thu| t\d)| khoang(?= \d))?|from",
            r"bat dau(?: luc| vao)?|(?:sau|truoc)(?: ngay)?(?= ?\d)",
        ),
    ),
    (Kind.AND, None, (r"va|voi|cung|and|cong|&|\+",)),
    (Kind.DAY_WORD, 1, ("hai",)),
    (Kind.DAY_WORD, 2, ("ba",)),
    (Kind.DAY_WORD, 4, ("nam",)),
    (Kind.DAY_WORD, 5, ("sau",)),
    (Kind.DAY_WORD, 6, ("ba?y",)),
    (Kind.DOUBT, None, ("khong|ko|chua",)),  # a negation that no phrase understood
    (Kind.YEAR, None, ("nay|hien nay|hien tai|now",)),
    (Kind.MARK, TimeFlag.MONTHLY, ("thang",)),  # of a month that no phrase understood
    (
        Kind.SITE,
        None,
        (
            (
                "(?:tai |o )?(?:pk|phong kham|co so|cs|chi nhanh|dia diem|bv|benh vien|tyt"
                r"|tram y te|ttyt)(?: ?(?:so )?\d{1,2}(?![\dh:g.])| [a-e](?![a-z.]))"
            ),
            (
                "(?:tai |o )?(?:pk|pkdk|phong kham|phong mach|bv|bvdk|benh vien|tyt|tram y te|ttyt"
                "|trung tam y te|nha thuoc)"
            ),
        ),
    ),
    (
        Kind.FILLER,
        None,
        (
            "thu thuat|phau thuat|mo|noi soi|cham cuu|tiem(?: chung)?|(?:kham )?lam sang",
            "chup(?: chieu)?",
            "(?:dieu tri )?(?:noi|ngoai) tru|chan doan(?: hinh anh)?|dieu duong|ho sinh",
            "ky thuat vien|ktv|duoc si|hieu luc|dich vu|bhyt|bao hiem(?: y te)?|phu trach",
            "(?:phu trach )?chuyen mon|truong khoa|(?:ban )?giam doc|y si|bs ?ck ?(?:i{1,2}|[12])",
            "chuyen khoa (?:i{1,2}|[12])|gia dinh|y te|ky thuat|toan khoa",
            (
                "(?:thoi gian|thoi diem|lich|gio|ngay|buoi|khung)(?: (?:lam viec|lam|kham benh|kham"
                "|hanh nghe|dang ky|hoat dong|truc tiep)){0,4}"
            ),
            "lam viec|lam|dang ky(?: hanh nghe)?|hanh nghe|kham benh|chua benh|kham chua benh|kcb",
            "kham|dieu tri|phuc vu|hoat dong|cac|nhung|vao|luc|la|thi|cu the|gom|bao gom|nhu sau",
            "cua|duoc|bac si|bac sy|bs|nguoi|ong|ba|deu|chi|co dinh|thuong xuyen|lien tuc|ca",
            "nguyen|phut|ngoai ra|rieng|con|tai|o|co so|don vi|khoa|phong|trung tam|tram|noi|ngoai",
            "nhi|san|rhm|tmh|da khoa|chuyen khoa|bsgd|yhct|moi|hang|trong|tuan|nhu|xet nghiem",
            "sieu am|cap cuu|theo|at|hours?|time|the|work(?:ing)?|open|mo cua|tiep|hop dong|hd",
            "chinh thuc|thu(?= ?:)|chinh|dung|so|nha|quy dinh|nhan vien|them|dinh ky|lai|ho",
            "co mat|ap dung",
        ),
    ),
)

# Words that become a word of time when their marks are dropped.
_OTHER_WORDS = (
    "sàng chiếu chiêu tôi tỏi đem đếm đệm lê lệ lẽ nghị nghĩ trúc trục trú trụ tâm tám tấm",
    "tắm tầm sâu nấm nám bày bây hải hại hài hái bà bá tự tử tú tủ đen đèn cá hóc ôm",
)
OTHER_WORDS = frozenset(word for line in _OTHER_WORDS for word in line.split(" "))

SIGNS: dict[str, Kind] = {
    "-": Kind.DASH,
    ",": Kind.COMMA,
    ";": Kind.SEMICOLON,
    "\n": Kind.SEMICOLON,
    "/": Kind.SLASH,
    "→": Kind.TO,
    ":": Kind.COLON,
    "(": Kind.OPEN,
    ")": Kind.CLOSE,
    "=": Kind.COLON,
    ".": Kind.FILLER,
    "'": Kind.FILLER,
    '"': Kind.FILLER,
    "&": Kind.AND,
    "+": Kind.AND,
    "!": Kind.FILLER,
    "?": Kind.DOUBT,
    "≈": Kind.DOUBT,
    "±": Kind.DOUBT,
}
