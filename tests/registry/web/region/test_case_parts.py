"""What a case page shows beside the steps: places, cells that a sign rests on, papers."""

# ruff: noqa: PLC0415 - tables can be imported once Django is up

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

PDF = b"%PDF-1.7\n" + b"x" * 2_000_000


@pytest.fixture
def case(browser_of, behind):
    """A case of a person registered in Đồng Nai and in HCM City at the same hours."""
    from lieny.registry.models import Case, StoredSign

    with behind("officer-79", "79"):
        sign = StoredSign.objects.filter(
            rule="R01", ended_at=None, provinces__contains=["75", "79"]
        ).first()
        address = f"/dau-hieu/{sign.person.public_id}/"
    opened = browser_of("officer-79").post(f"{address}mo-ho-so/")
    assert opened.status_code == 302
    with behind("officer-79", "79"):
        yield Case.objects.get()


def page(client, case):
    answer = client.get(f"/ho-so/{case.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def side(text, key):
    return re.search(
        rf'<div class="side {key}">(.*?)(?=<div class="side |</section>)', text, re.DOTALL
    )[1]


@pytest.mark.parametrize(("reader", "own", "other"), [("79", "p79", "p75"), ("75", "p75", "p79")])
def test_cells_of_the_own_file_open_at_the_cell_and_those_of_another_do_not(
    browser_of, case, reader, own, other
):
    client = browser_of(f"officer-{reader}")
    text = page(client, case)
    assert "/so-dang-ky/tep/" not in side(text, other)
    assert "chỉ dòng này được xem" in side(text, other)
    links = re.findall(
        r'class="ground"><dt><small><a href="([^"]+)"[^>]*>([A-Z]+\d+)</a>', side(text, own)
    )
    assert links  # the hours, at least
    for address, cell in links:
        opened = client.get(unescape(address.partition("#")[0])).content.decode()
        assert re.findall(r'<td class="here" id="([A-Z]+\d+)"', opened) == [cell]


def test_the_map_marks_the_places_of_the_week_and_the_table_names_them(browser_of, case, behind):
    from lieny.registry.models import Registration

    text = page(browser_of("officer-79"), case)
    table = re.search(r'<table id="cac-noi".*?</table>', text, re.DOTALL)[0]
    with behind("officer-79", "79"):
        held = [
            row.facility
            for row in Registration.objects.filter(
                person_id=case.person_id, known_until=None
            ).select_related("facility")
        ]
    assert {"75", "79"} <= set(re.findall(r'data-code="(\d\d)"', table))
    assert all(place.name in unescape(table) for place in held)
    known = [place for place in held if place.longitude is not None]
    marks = re.findall(r'data-at="([\d.]+),([\d.]+)"', table)
    written = [(f"{place.longitude:.5f}", f"{place.latitude:.5f}") for place in known]
    assert sorted(marks) == sorted(written)
    assert marks
    assert text.count('class="spot ') == len(known)
    assert re.search(r'data-pair="75,79" data-count="[1-9]\d*"', table)


def test_every_sign_says_what_would_leave_nothing_of_it(browser_of, case):
    text = page(browser_of("officer-79"), case)
    words = re.search(r'<div class="vanish">(.*?)</div>', text, re.DOTALL)[1]
    for sign in (one.sign for one in case.signs.select_related("sign")):
        assert sign.vanishes_vi in unescape(words)


def test_a_paper_is_named_by_what_it_is_with_its_size(browser_of, case):
    client = browser_of("officer-79")
    given = SimpleUploadedFile("tra-loi.xlsx", PDF)  # a PDF, whatever its name says
    sent = client.post(f"/ho-so/{case.pk}/giay-to/", {"papers": given})
    assert sent.status_code == 302
    assert re.search(r"tra-loi\.xlsx\.pdf</a> <span[^>]*>PDF, 1,9 MB · Sở Y tế", page(client, case))
    refused = client.post(
        f"/ho-so/{case.pk}/giay-to/", {"papers": SimpleUploadedFile("a.pdf", b"MZ not a paper")}
    )
    assert refused.status_code == 409
    assert case.attachments.count() == 1
