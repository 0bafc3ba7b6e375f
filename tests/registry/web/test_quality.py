"""Pages of quality over lists whose every number is known."""

import re

import pytest
from case_ground import AT
from quality_ground import HOURS, LICENCE, facility, handed_in, settled

from lieny.people.models import AuditRecord
from lieny.registry.models import Case

ROW = re.compile(
    r'<tr><td><a class="strong" href="([^"]+)">([^<]+)</a></td>.*?<b>(\d+)</b>.*?</tr>'
)


@pytest.fixture
def lists(ground):
    """Three senders of 79 with 50, 97 and 100 points; one of 75; a list that names nobody."""
    poor, fine, best = map(facility, ("Phòng khám Kém", "Phòng khám Khá", "Phòng khám Tốt"))
    handed_in(ground, poor, weeks_ago=4)
    # 50 × 2/4 + 30 × 22/24 + 20 × 0 = 52.5
    last = handed_in(ground, poor, rows=4, flaws=(HOURS, LICENCE), days_late=30)
    # 50 × 38/40 + 30 × 238/240 + 20 = 97.25
    handed_in(ground, fine, flaws=(HOURS, HOURS))
    handed_in(ground, best)
    handed_in(ground, facility("Phòng khám Đồng Nai", "75"))
    return poor, last


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    text = answer.content.decode()
    assert not re.search(r"<style| style=| onclick=|<script>", text)
    assert text.count("<h1") == 1
    return text


def test_the_list_holds_each_sender_with_its_latest_score(lists, sign):
    text = page(sign("hoa"), "/chat-luong/")
    rows = [(name, int(score)) for _, name, score in ROW.findall(text)]
    assert rows == [("Phòng khám Kém", 53), ("Phòng khám Khá", 97), ("Phòng khám Tốt", 100)]
    assert "−47" in text  # from 100 points four weeks ago
    assert 'aria-label="Điểm: 100, 53"' in text
    falling = ROW.findall(page(sign("hoa"), "/chat-luong/?sap=diem&chieu=giam"))
    assert [int(score) for _, _, score in falling] == [100, 97, 53]
    assert [n for _, n, _ in ROW.findall(page(sign("hoa"), "/chat-luong/?loai=poor"))] == [
        "Phòng khám Kém"
    ]


def test_a_sender_s_page_leads_to_the_cell(lists, sign):
    poor, last = lists
    client = sign("hoa")
    text = page(client, f"/chat-luong/co-so/{poor.pk}/")
    assert "2 / 4 dòng" in text
    assert "2 ô chưa đọc được / 24" in text
    assert "chậm 30 ngày" in text
    assert re.findall(r'<span class="count">(\d+)</span>', text) == ["1", "1"]
    assert f"/danh-sach/{last.pk}/tep/{last.files.using('owner').get().pk}/?loai=" in text
    assert text.count('class="q-dot"') == 2
    former = re.search(r'href="(\?lan=[0-9a-f-]+)">09:00 05/10/2026', text).group(1)
    assert "Không có gì phải sửa" in page(client, f"/chat-luong/co-so/{poor.pk}/{former}")


def test_the_sheet_names_every_cell_and_its_making_is_written_down(ground, lists, sign):
    poor, last = lists
    text = page(sign("binh"), f"/chat-luong/co-so/{poor.pk}/phieu/")
    for words in ("Phòng khám Kém", "Sheet1 › E8", "Sheet1 › C9",
                  "khi rảnh", "không nhớ"):  # fmt: skip
        assert words in text, words
    deed = AuditRecord.objects.using("owner").get(action="quality.feedback")
    assert (deed.actor, deed.target, deed.province) == (ground.users["binh"].pk, str(last.pk), "79")
    assert deed.detail == '{"cells":2}'


@pytest.mark.parametrize("name", ["mai", "tay", "sao", "vien", "kiem", "quan", "vung"])
def test_nobody_else_opens_a_sender_or_its_sheet(lists, sign, name):
    poor, _ = lists
    for address in (f"/chat-luong/co-so/{poor.pk}/", f"/chat-luong/co-so/{poor.pk}/phieu/"):
        answer = sign(name).get(address)
        assert answer.status_code in {403, 404}, (name, address)
        assert "Phòng khám Kém" not in answer.content.decode()
    made = AuditRecord.objects.using("owner").filter(action="quality.feedback", outcome="done")
    assert not made.exists()


def test_lists_of_another_province_are_in_no_answer(lists, sign):
    assert "Phòng khám Đồng Nai" not in page(sign("hoa"), "/chat-luong/")
    assert "Phòng khám Kém" not in page(sign("mai"), "/chat-luong/")
    for name in ("vung",):
        text = page(sign(name), "/chat-luong/")
        assert "Phòng khám" not in text
        assert 'data-head="Dòng">124<' in text  # 40 + 4 + 40 + 40 rows of 79


def test_a_facility_that_handed_in_nothing_is_told_what_to_do(lists, sign):
    text = page(sign("sao"), "/chat-luong/")
    assert "Phòng khám Kém" not in text
    assert "Nộp danh sách" in text


def test_the_rules_page_says_which_rule_asks_why_and_how_it_comes_back(ground, sign):
    settled(ground, "R01", "exempt", times=10)
    settled(ground, "R02", "confirmed", times=3)
    text = page(sign("mai"), "/chat-luong/quy-tac/")
    assert "1 quy tắc đang chỉ hỏi cơ sở" in text
    said = re.search(r"0 / 10 hồ sơ được xác nhận: cao nhất cũng chỉ (\d+)%, dưới sàn 40%", text)
    assert said.group(1) == "22"
    assert re.search(r"khi có thêm \d+ hồ sơ được xác nhận", text)
    assert text.count('class="tag asks"') == 2  # above, and in the table
    alone = page(sign("mai"), "/chat-luong/quy-tac/?tinh=75")
    assert "quy tắc chưa có hồ sơ nào kết thúc" in alone
    assert "1 quy tắc đang chỉ hỏi cơ sở" in alone  # what it may do is decided for the region


def test_a_case_that_only_asks_says_so_at_its_next_act(ground, sign):
    settled(ground, "R01", "exempt", times=10)
    client = sign("hoa")
    client.post(f"/dau-hieu/{ground.person.public_id}/mo-ho-so/")
    case = Case.objects.using("owner").get(state="detected")
    assert case.asks_first
    text = page(client, f"/ho-so/{case.pk}/")
    assert "hãy hỏi cơ sở trước" in text
    assert "Bước tiếp theo không phải của bạn" not in text
    assert "Sẽ báo" not in text.split('id="viec"')[1]
    given = {"act": "open", "version": case.version, "reason": "vì sao"}
    assert client.post(f"/ho-so/{case.pk}/buoc/", given).status_code == 409
    assert Case.objects.using("owner").get(pk=case.pk).state == "detected"
    assert AT
