"""Every page of lists, register, asking and overview: whom it opens to, and what it never shows."""

# ruff: noqa: PLC0415 - tables can be imported once Django is up

import re

import pytest

DEPARTMENT = ("officer", "inspector", "head")
PAGES = {
    "lists": "/danh-sach/",
    "submission": "/danh-sach/{submission}/",
    "progress": "/danh-sach/{submission}/tien-do/",
    "file": "/danh-sach/{submission}/tep/{file}/",
    "search": "/so-dang-ky/?q=nguyen",
    "evidence": "/so-dang-ky/tep/{file}/?dong=12",
    "facility": "/so-dang-ky/co-so/{facility}/",
    "person": "/so-dang-ky/nguoi/{person}/",
    "ask": "/hoi-truoc/",
    "signs": "/tong-quan/dau-hieu/",
    "hand-in": "/danh-sach/nop/",
}
OWN_PROVINCE_ONLY = ("submission", "progress", "file", "evidence", "facility", "person")


@pytest.fixture
def address(registry, behind):
    """Write the address of a page about something of a province."""

    def of(page, province):
        from lieny.registry.models import Facility, Person, SourceFile

        with behind(f"officer-{province}", province):
            file = SourceFile.objects.filter(province=province, name__contains="DSHN").first()
            place = Facility.objects.filter(
                province=province, registrations__known_until=None
            ).first()
            person = Person.objects.filter(provinces=[province]).first()
            return PAGES[page].format(
                submission=registry.submissions[province],
                file=file.pk,
                facility=place.pk,
                person=person.public_id,
            )

    return of


@pytest.mark.parametrize("role", DEPARTMENT)
@pytest.mark.parametrize("page", [page for page in PAGES if page != "hand-in"])
def test_a_department_opens_the_pages_of_its_province(address, browser_of, page, role):
    answer = browser_of(f"{role}-79").get(address(page, "79"))
    assert answer.status_code == 200
    text = answer.content.decode()
    assert text.count("<h1") == (0 if page == "progress" else 1)
    assert not re.search(r"<style| style=| onclick=|<script>", text)


@pytest.mark.parametrize("role", DEPARTMENT)
@pytest.mark.parametrize("page", OWN_PROVINCE_ONLY)
def test_another_province_is_closed(address, browser_of, page, role):
    assert browser_of(f"{role}-79").get(address(page, "75")).status_code in {403, 404}


@pytest.mark.parametrize("name", ["auditor-79", "admin-79", "coordinator", "nobody-special"])
@pytest.mark.parametrize("page", PAGES)
def test_offices_without_the_register_open_none_of_them(address, browser_of, page, name):
    assert browser_of(name).get(address(page, "79")).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_a_visitor_is_led_to_sign_in(address, browser_of, page):
    answer = browser_of("visitor").get(address(page, "79"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/tai-khoan/login/")


def test_only_an_officer_hands_in(browser_of):
    opened = {
        role: browser_of(f"{role}-79").get("/danh-sach/nop/").status_code for role in DEPARTMENT
    }
    assert opened == {"officer": 200, "inspector": 403, "head": 403}


def test_a_clinic_sees_its_own_rows_and_no_department(registry, address, browser_of, behind):
    from lieny.people.models import Organisation
    from lieny.registry.models import Facility

    client = browser_of("clinic")
    with behind("officer-79", "79"):
        key = Organisation.objects.get(kind="facility", province="79").facility
        own = Facility.objects.get(province="79", key=key)
        other = Facility.objects.filter(province="79").exclude(pk=own.pk).first()
    assert client.get(f"/so-dang-ky/co-so/{own.pk}/").status_code == 200
    assert client.get(f"/so-dang-ky/co-so/{other.pk}/").status_code == 403
    for page in ("submission", "file", "evidence", "person"):
        assert client.get(address(page, "79")).status_code in {403, 404}
    for search in ("/so-dang-ky/", "/so-dang-ky/?q=nguyen"):
        found = client.get(search).content.decode()
        assert "/so-dang-ky/nguoi/" not in found
        assert re.findall(r'"/so-dang-ky/co-so/(\d+)/"', found) == [str(own.pk)]


def test_names_of_another_province_are_never_in_an_answer(registry, address, browser_of, behind):
    from lieny.registry.models import Person

    with behind("officer-75", "75"):
        only = set(Person.objects.filter(provinces=["75"]).values_list("name", flat=True))
    with behind("officer-79", "79"):
        marked = only - set(Person.objects.values_list("name", flat=True))
    assert len(marked) > 10
    client = browser_of("officer-79")
    pages = [address(page, "79") for page in PAGES] + ["/", "/tong-quan/dau-hieu/?tinh=75,79"]
    pages += [f"/so-dang-ky/?q={name}" for name in sorted(marked)[:3]]
    for one in pages:
        text = client.get(one).content.decode().replace('value="', "")
        shown = {name for name in marked if f">{name}<" in text}
        assert shown == set(), one


def test_the_overview_shows_departments_what_waits_and_others_their_offices(browser_of):
    assert "dấu hiệu mới từ" in browser_of("officer-79").get("/").content.decode()
    assert "Vai trò của tôi" in browser_of("admin-79").get("/").content.decode()


def test_every_number_of_the_overview_is_the_number_of_its_list(browser_of):
    client = browser_of("head-79")
    text = client.get("/").content.decode()
    links = re.findall(r'href="(/tong-quan/dau-hieu/\?[^"]+)">(?:<b>)?(\d+)<', text)
    assert len(links) > 10
    for link, number in links:
        listed = client.get(link.replace("&amp;", "&")).content.decode()
        assert re.search(r'role="status">(\d+) ', listed).group(1) == number, link
