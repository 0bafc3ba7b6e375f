"""Lời thư tổng hợp: subject and text in the language of the account."""

from __future__ import annotations

from django.conf import settings

from lieny.registry.rules.sign import Bilingual
from lieny.registry.services.mail.digest_parts import Digest, DigestLine, DigestPart
from lieny.ui.dates import Language, day_in_words

CHOICE_PATH = "/thong-bao/#thu"
# In the order of the fields of `Digest`: for the subject, for the text, where it leads.
PARTS: tuple[tuple[Bilingual, Bilingual, str], ...] = (
    (Bilingual("hồ sơ trễ hạn", "late"), Bilingual("Hồ sơ trễ hạn", "Cases that are late"),
     "/ho-so/?view=late"),
    (Bilingual("hồ sơ chờ Sở bạn", "waiting for you"),
     Bilingual("Hồ sơ chờ Sở bạn", "Cases that wait for your department"), "/ho-so/?view=mine"),
    (Bilingual("hồ sơ có tin mới", "with news"),
     Bilingual("Hồ sơ có tin mới", "Cases with news"), "/ho-so/?view=new"),
    (Bilingual("lần nộp chờ quyết định", "lists to decide"),
     Bilingual("Lần nộp danh sách chờ quyết định", "Lists that wait for a decision"),
     "/danh-sach/?state=read"),
    (Bilingual("câu hỏi chưa trả lời", "questions to answer"),
     Bilingual("Câu hỏi chưa trả lời", "Questions not answered yet"), "/cau-hoi/"),
)  # fmt: skip


def worded(digest: Digest, locale: str) -> tuple[str, str]:
    """Word a digest: subject and text, in the language of the account ("vi" or "en")."""
    language = Language.EN if locale == "en" else Language.VI
    parts = (digest.late, digest.mine, digest.new, digest.lists, digest.questions)
    told = [(part, *words) for part, words in zip(parts, PARTS, strict=True) if part.count]
    head = ", ".join(f"{part.count} {_in(short, language)}" for part, short, _, _ in told)
    subject = _in(Bilingual(f"Việc đang chờ: {head}", f"What waits: {head}"), language)
    blocks = [_block(part, title, path, language) for part, _, title, path in told]
    return subject, "\n".join([*blocks, _end(language)])


def _block(part: DigestPart, title: Bilingual, path: str, language: Language) -> str:
    lines = [f"{_in(title, language)}: {part.count}"]
    lines += [f"  {_line(one, language)}" for one in part.lines]
    more = part.count - len(part.lines)
    if part.lines and more > 0:
        lines.append(_in(Bilingual(f"  và {more} hồ sơ khác", f"  and {more} more"), language))
    return "\n".join([*lines, f"  {settings.LIENY_PUBLIC_URL}{path}", ""])


def _line(one: DigestLine, language: Language) -> str:
    if one.due_on is None:
        return one.number
    due = day_in_words(one.due_on, language)
    return _in(Bilingual(f"{one.number}, hạn {due}", f"{one.number}, due {due}"), language)


def _end(language: Language) -> str:
    address = settings.LIENY_PUBLIC_URL + CHOICE_PATH
    return _in(
        Bilingual(
            "Thư này không ghi thông tin cá nhân; hãy đăng nhập để xem.\n"
            f"Đổi hoặc thôi nhận thư này: {address}\n",
            "This letter holds no personal data; sign in to read.\n"
            f"Change or stop this letter: {address}\n",
        ),
        language,
    )


def _in(words: Bilingual, language: Language) -> str:
    return words.en if language is Language.EN else words.vi
