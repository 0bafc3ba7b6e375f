"""The whole way over HTTP: inbox, case, steps of both departments, closed, letter."""

import re

from lieny.registry.models import Case


def case_of():
    return Case.objects.using("owner").get()


def act(client, case, act, **more):
    version = case_of().version
    given = {"act": act, "version": version, "reason": "vì sao", **more}
    return client.post(f"/ho-so/{case.pk}/buoc/", given)


def test_from_sign_to_closed_case_and_letter(ground, sign):
    hoa, binh, mai, nam = map(sign, ("hoa", "binh", "mai", "nam"))
    listed = hoa.get("/ho-so/?view=signs").content.decode()
    address = re.search(r"/dau-hieu/[0-9a-f-]+/", listed).group()
    page = hoa.get(address).content.decode()
    assert "Mở hồ sơ" in page
    opened = hoa.post(f"{address}mo-ho-so/")
    case = case_of()
    assert opened.headers["Location"] == f"/ho-so/{case.pk}/"
    page = hoa.get(f"/ho-so/{case.pk}/").content.decode()
    for words in ("2026/000001" if case.number.startswith("2026") else case.number,
                  "Nguyễn Văn An", "Trùng: T2–T6 17:00–18:00", "Nếu Phòng khám Sao Mai bắt đầu",
                  "Điều 36 khoản 1", "012345/HCM-CCHN", "Tiếp nhận hồ sơ"):  # fmt: skip
        assert words in page, words
    assert act(hoa, case, "open").status_code == 302
    assert act(hoa, case, "notify").status_code == 302
    assert act(mai, case, "acknowledge").status_code == 302
    assert act(mai, case, "propose", outcome="data-error").status_code == 302
    assert act(binh, case, "sign").status_code == 302
    assert act(nam, case, "sign").status_code == 302
    assert act(hoa, case, "propose-closing").status_code == 302
    assert act(nam, case, "sign").status_code == 302
    assert act(binh, case, "sign").status_code == 302
    assert case_of().state == "closed"
    page = hoa.get(f"/ho-so/{case.pk}/").content.decode()
    assert "Kết luận thống nhất: Sai dữ liệu" in page  # the closing letter, filled
    given = {"kind": "closing", "recipient": "Sở Y tế Đồng Nai", "subject": "kết thúc hồ sơ",
             "text": "Hồ sơ về Nguyễn Văn An.\n\nĐã kết thúc./.", "signer": "Bình"}  # fmt: skip
    assert hoa.post(f"/ho-so/{case.pk}/cong-van/", given).status_code == 302
    page = mai.get(f"/ho-so/{case.pk}/").content.decode()
    address = re.search(r"/ho-so/[0-9a-f-]+/cong-van/\d+\.pdf", page).group()
    letter = mai.get(address)
    assert letter.content.startswith(b"%PDF-1.7")
    assert letter.headers["X-Content-Type-Options"] == "nosniff"
    assert letter.headers["Content-Disposition"].startswith("attachment;")
