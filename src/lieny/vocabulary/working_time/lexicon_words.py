"""Single words and signs of working-time texts, and the words that carry no time at all."""

from __future__ import annotations

from lieny.vocabulary.working_time.tokens import Kind, Part

WORDS: tuple[tuple[Kind, object, str], ...] = (
    (Kind.FILLER, None, r"(?:hang|moi|trong|cua|cac) tuan(?! (?:\d|mot|hai))|weekly|every week|/ ?tuan"),
    (Kind.DAY, 1, r"mon(?:day)?s?"), (Kind.DAY, 2, r"tue(?:s|sday)?s?"), (Kind.DAY, 3, r"wed(?:nesday)?s?"),
    (Kind.DAY, 4, r"thu(?:rsday|rs|r)s?(?! ?\d)"), (Kind.DAY, 5, r"fri(?:day)?s?"), (Kind.DAY, 6, r"sat(?:urday)?s?"),
    (Kind.DAY, 7, r"sun(?:day)?s?"),
    (Kind.DAY, 7, r"(?:ngay )?(?:chu|chua) ?nhat|c\.? ?n\.?(?![a-z])|c/n|t\.? ?cn|thu cn"),
    (Kind.PART, Part.MORNING, r"(?:buoi |ca )?sang"),
    (Kind.PART, Part.NOON, r"(?:buoi |ca )?trua"),
    (Kind.PART, Part.AFTERNOON, r"(?:buoi |ca )?chieu"),
    (Kind.PART, Part.NIGHT, r"(?:buoi |ca )?(?:dem|khuya)"),
    (Kind.PART, Part.EVENING, r"(?:buoi |ca )?toi"),  # "tới" is settled by the lexer
    (Kind.PART, Part.MORNING, r"mornings?"), (Kind.PART, Part.AFTERNOON, r"afternoons?"), (Kind.PART, Part.EVENING, r"evenings?"),
    (Kind.TO, None, r"den het(?= )|den|toi|to|till|until|→"),
    (Kind.FROM, None, r"(?:bat dau |ke )?tu(?: luc| ngay(?= thu| t\d)| khoang(?= \d))?|from"),
    (Kind.AND, None, r"va|voi|cung|and|cong|&|\+"),
    (Kind.DAY_WORD, 1, r"hai"), (Kind.DAY_WORD, 2, r"ba"), (Kind.DAY_WORD, 4, r"nam"), (Kind.DAY_WORD, 5, r"sau"), (Kind.DAY_WORD, 6, r"ba?y"),
    (Kind.YEAR, None, r"nay|hien nay|hien tai|now"),
    (Kind.SITE, None, r"(?:tai |o )?(?:pk|phong kham|co so|cs|chi nhanh|cn|dia diem|bv|benh vien|tyt|tram y te|ttyt)(?: ?(?:so )?\d{1,2}(?![\dh:g.])| [a-e](?![a-z.]))"),
    (Kind.FILLER, None,
     r"(?:thoi gian|thoi diem|lich|gio|ngay|buoi|khung)(?: (?:lam viec|lam|kham benh|kham|hanh nghe|dang ky|hoat dong|truc tiep))*"
     r"|lam viec|lam|dang ky(?: hanh nghe)?|hanh nghe|kham benh|chua benh|kham chua benh|kcb|kham|dieu tri|phuc vu|hoat dong"
     r"|cac|nhung|vao|luc|la|thi|cu the|gom|bao gom|nhu sau|cua|duoc|bac si|bac sy|bs|nguoi|ong|ba|deu|chi|co dinh|thuong xuyen"
     r"|lien tuc|thong tam|ca|nguyen|phut|ngoai ra|rieng|con lai|con|tai|o|phong kham|pk|co so|benh vien|bv|don vi|khoa|phong|trung tam|tram|noi|ngoai|nhi|san|rhm|tmh|da khoa|chuyen khoa|bsgd|yhct"
     r"|moi|hang|trong|tuan|nhu|xet nghiem|sieu am|cap cuu|theo|at|hours?|time|the|work(?:ing)?|open|mo cua|tiep|hop dong|hd|chinh thuc|chinh|dung|so|quy dinh|nha|nhan vien|them|dinh ky|lai|ho"),
)

SIGNS: dict[str, Kind] = {
    "-": Kind.DASH, ",": Kind.COMMA, ";": Kind.SEMICOLON, "\n": Kind.SEMICOLON, "/": Kind.SLASH, "→": Kind.TO,
    ":": Kind.COLON, "(": Kind.OPEN, ")": Kind.CLOSE, "=": Kind.COLON, ".": Kind.FILLER, "'": Kind.FILLER, '"': Kind.FILLER,
    "&": Kind.AND, "+": Kind.AND, "!": Kind.FILLER, "?": Kind.DOUBT,
}  # fmt: skip
