"""In the inbox people of one place are one line that opens; who may not be known has no name."""

import re

from lieny.registry.services.cases.waiting import MOST_LISTED

RULE = "Giấy phép hoạt động của cơ sở cần làm rõ"
ROW = re.compile(r"<tr><td>.*?</tr>", re.DOTALL)


def missing(ground, name, provinces=("79",), facilities=("79:00123/HCM-GPHĐ",)):
    person = ground.new_person(name, list(provinces))
    ground.new_sign(person, "R09", provinces=("79",), facilities=list(facilities))
    return person


def rows(client, address="/ho-so/?view=signs"):
    return ROW.findall(client.get(address).content.decode())


def test_people_of_a_place_are_listed_under_one_line_with_their_links(ground, sign):
    people = [missing(ground, name) for name in ("Đỗ Đê", "Ân Thị Ca")]
    missing(ground, "KÍN-ĐÁO", ("75",))
    page = sign("hoa").get("/ho-so/?view=signs").content.decode()
    assert '<p class="answer" role="status">2 mục: 1 của từng người, 1 của cơ sở</p>' in page
    assert "Dấu hiệu chưa có hồ sơ <b>2</b>" in page
    assert "KÍN-ĐÁO" not in page
    of_person, of_place = ROW.findall(page)
    assert "Nguyễn Văn An" in of_person
    assert "<details" not in of_person
    assert '<details class="fold"><summary>3 người ở Phòng khám Sao Mai</summary>' in of_place
    assert re.findall(r'<li><a href="/dau-hieu/(.*?)/">(.*?)</a></li>', of_place) == [
        (str(people[1].public_id), "Ân Thị Ca"), (str(people[0].public_id), "Đỗ Đê"),
    ]  # fmt: skip
    assert '<li class="muted">Người ở tỉnh khác</li>' in of_place
    assert RULE in of_place
    assert "TP. Hồ Chí Minh" in of_place


def test_a_person_whom_the_reader_may_not_know_is_a_line_without_name_and_link(ground, sign):
    hidden = ground.new_person("KÍN-ĐÁO", ["75"])
    ground.new_sign(hidden, "R11", provinces=("75", "79"), severity="critical")
    missing(ground, "KÍN-ĐÁO hai", ("75",))
    page = sign("hoa").get("/ho-so/?view=signs").content.decode()
    assert "Dấu hiệu chưa có hồ sơ <b>3</b>" in page
    found = ROW.findall(page)
    assert len(found) == 3
    for row in (found[0], found[2]):
        assert '<span class="muted">Người ở tỉnh khác</span>' in row
        assert "/dau-hieu/" not in row
    assert "Phòng khám Sao Mai" in found[2]
    assert "KÍN-ĐÁO" not in page
    assert str(hidden.public_id) not in page


def test_all_people_of_a_large_place_are_a_page_of_their_own(ground, sign):
    client = sign("hoa")
    for number in range(MOST_LISTED + 2):
        missing(ground, f"Người {number:03}")
    (row,) = rows(client, "/ho-so/?view=signs&rule=R09&severity=high")
    assert row.count("<li>") == MOST_LISTED
    address = "?view=signs&amp;place=79%3A00123%2FHCM-GPH%C4%90&amp;severity=high"
    assert f'<a href="{address}">Xem tất cả ({MOST_LISTED + 2})</a>' in row
    page = client.get("/ho-so/" + address.replace("&amp;", "&")).content.decode()
    assert f'<p class="told">Chỉ những người ở Phòng khám Sao Mai: {RULE}.</p>' in page
    assert [re.search(r">(Người \d+)<", one).group(1) for one in ROW.findall(page)] == [
        f"Người {number:03}" for number in range(30)
    ]
    assert "page=2" in page
    assert len(rows(client, "/ho-so/" + address.replace("&amp;", "&") + "&page=2")) == (
        MOST_LISTED + 2 - 30
    )


def test_who_looks_for_a_name_finds_the_place_open_and_only_those_of_that_name(ground, sign):
    for name in ("Lê Văn Bê", "Lê Văn Ca", "Đỗ Đê"):
        missing(ground, name)
    (row,) = rows(sign("hoa"), "/ho-so/?view=signs&words=lê+văn")
    assert (
        '<details class="fold" open><summary>2 người tên như vậy ở Phòng khám Sao Mai</summary>'
    ) in row
    assert re.findall(r'/">(.*?)</a>', row) == ["Lê Văn Bê", "Lê Văn Ca"]
