"""Case pages over signs that the checker really saw in a generated region."""

import re

import pytest

from lieny.people.services.boundary import Boundary, within
from lieny.registry.models import Case, Registration, StoredSign
from lieny.registry.services.cases.evidence import evidence_sides

OFFICERS = ("79", "75", "80")


def sign_pages(client):
    found, page = [], 1
    while True:
        text = client.get(f"/ho-so/?view=signs&page={page}").content.decode()
        found += re.findall(r'href="(/dau-hieu/[0-9a-f-]+/)"', text)
        if f"page={page + 1}" not in text:
            return found
        page += 1


@pytest.mark.parametrize("code", OFFICERS)
def test_every_sign_of_the_region_has_its_page_with_evidence(registry, browser_of, code):
    client = browser_of(f"officer-{code}")
    listed = sign_pages(client)
    assert len(listed) == len(set(listed)) > 10
    for address in listed:
        answer = client.get(address)
        text = answer.content.decode()
        assert answer.status_code == 200, address
        assert 'class="evidence"' in text, address
        cards = re.findall(r'<article class="evidence".*?</article>', text, re.DOTALL)
        # Traces of activity and trainees are kept as read, without cells as people wrote them.
        bare = [card for card in cards if "<dd>" not in card]
        kinds = ("Dấu vết hoạt động", "Danh sách người thực hành")
        assert all(any(kind in card for kind in kinds) for card in bare), address


def test_both_sides_of_a_sign_between_provinces_show_file_sheet_cell_and_text(registry, db):
    """The other province's row too, though its file cannot be opened."""
    with within(Boundary(registry.users["officer-79"].pk, ("79",))):
        signs = [s for s in StoredSign.objects.filter(rule="R01") if {"79", "75"} <= {*s.provinces}]
        assert signs
        for sign in signs:
            sides = {side.province: side.cards for side in evidence_sides([sign])}
            card = sides["75"][0]
            assert card.file
            assert card.sender == "Sở Y tế tỉnh 75"
            assert re.fullmatch(r"[0-9a-f]{64}", card.sha256)
            assert card.row > 1
            cells = {cell.address: cell.text for cell in card.cells}
            assert all(re.fullmatch(r"[A-Z]+[0-9]+", address) for address in cells if address)
            names = Registration.objects.filter(person_id=sign.person_id).values_list(
                "name", flat=True
            )
            assert any(name.lower() in text.lower() for name in names for text in cells.values())


def test_a_case_is_opened_from_real_signs_and_read_by_the_other_department(registry, browser_of):
    hcm, dong_nai = browser_of("officer-79"), browser_of("officer-75")
    with within(Boundary(registry.users["officer-79"].pk, ("79",))):
        sign = StoredSign.objects.filter(rule="R01", provinces__contains=["75", "79"]).first()
        address = f"/dau-hieu/{sign.person.public_id}/mo-ho-so/"
    opened = hcm.post(address)
    assert opened.status_code == 302
    with within(Boundary(registry.users["officer-79"].pk, ("79",))):
        case = Case.objects.get()
        assert {case.lead, *case.peers} >= {"75", "79"}
    assert case.number in dong_nai.get("/ho-so/?view=new").content.decode()
    for client in (hcm, dong_nai):
        text = client.get(opened.headers["Location"]).content.decode()
        assert case.number in text
        assert "Trùng:" in text
        assert '<path class="w-o"' in text  # the overlap is outlined
    assert case.number not in dong_nai.get("/ho-so/?view=new").content.decode()
