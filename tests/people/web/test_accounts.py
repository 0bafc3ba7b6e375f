"""The administrator's pages of people: inviting, offices, two persons, closing, ways in."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone

from lieny.people.models import AccountRequest, AuditRecord, Membership, User
from lieny.people.services.boundary import Boundary, within

PEOPLE = "/quan-tri/nguoi/"
NEW = "/quan-tri/nguoi/moi/"


@pytest.fixture
def department(region, signed_in):
    """Two administrators, the head and an officer of one department, one of another."""

    class Department:
        first = region.invite("quan@syt.example", "administrator", full_name="Phạm Thị Quản")
        second = region.invite("tri@syt.example", "administrator", full_name="Lê Văn Trị")
        head = region.invite("sep@syt.example", "head-of-department", full_name="Võ Thị Sếp")
        officer = region.invite("hoa@syt.example", "licensing-officer")
        stranger = region.invite(
            "xa@syt.example", "inspector", region.dong_nai, full_name="Đỗ Văn Xa"
        )

        @staticmethod
        def browser(user):
            return signed_in(user)

    return Department()


def invitation(**given):
    today = timezone.localdate().isoformat()
    return {
        "email": "moi@syt.example",
        "full_name": "Trần Thị Mới",
        "role": "inspector",
        "valid_from": today,
        **given,
    }


def seen(user, model=Membership):
    """Look at the tables as the department does."""
    return within(Boundary(user.pk, ("79",)))


def actions():
    with within(Boundary(None, ("79",))):
        return list(AuditRecord.objects.order_by("-sequence").values_list("action", flat=True)[:6])


def test_the_list_shows_ones_own_department_and_nobody_elses(department):
    text = department.browser(department.first).get(PEOPLE).content.decode()
    assert "Võ Thị Sếp" in text
    assert "Lãnh đạo Sở Y tế" in text
    assert "Đỗ Văn Xa" not in text
    assert "xa@syt.example" not in text


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("q=vo+sep", {"Võ Thị Sếp"}),
        ("role=administrator", {"Phạm Thị Quản", "Lê Văn Trị"}),
        ("state=closed", set()),
        ("q=hoa%40syt", {"Nguyễn Thị Hoa"}),
    ],
)
def test_the_list_is_searched_without_marks(department, asked, names):
    text = department.browser(department.first).get(f"{PEOPLE}?{asked}").content.decode()
    everybody = {"Phạm Thị Quản", "Lê Văn Trị", "Võ Thị Sếp", "Nguyễn Thị Hoa"}
    assert {name for name in everybody if name in text} == names


def test_an_account_of_another_department_is_not_there(department):
    client = department.browser(department.first)
    assert client.get(f"{PEOPLE}{department.stranger.pk}/").status_code == 404
    for what in ("khoa", "loi-vao", "ket-thuc-phien", "xoa-lop-hai", "mo-lai"):
        answer = client.post(f"{PEOPLE}{department.stranger.pk}/{what}/", {"reason": "thử"})
        assert answer.status_code == 404
    department.stranger.refresh_from_db()
    assert department.stranger.is_active


@pytest.mark.parametrize("who", ["head", "officer"])
def test_nobody_but_an_administrator_manages(department, who):
    client = department.browser(getattr(department, who))
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, invitation()).status_code == 403
    assert client.post(f"{PEOPLE}{department.second.pk}/khoa/").status_code == 403
    assert not User.objects.filter(email="moi@syt.example").exists()


def test_an_invited_person_gets_an_office_and_an_address_shown_once(department, client):
    browser = department.browser(department.first)
    answer = browser.post(NEW, invitation())
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "/tai-khoan/password/reset/key/" in text
    assert answer.headers["Cache-Control"] == "no-store"
    user = User.objects.get(email="moi@syt.example")
    with seen(user):
        assert [one.role for one in Membership.objects.of(user)] == ["inspector"]
    assert not user.has_usable_password()
    again = browser.get(f"{PEOPLE}{user.pk}/").content.decode()
    assert "/tai-khoan/password/reset/key/" not in again
    path = text.split('class="code">')[1].split("<")[0].partition("//testserver")[2]
    assert client.get(path, follow=True).status_code == 200


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"email": "khong"}, "Không phải địa chỉ e-mail"),
        ({"full_name": ""}, "Cần điền mục này"),
        ({"role": "facility-user"}, "Người của cơ sở cần mã cơ sở"),
        ({"valid_until": "2020-01-01"}, "Ngày cuối trước ngày đầu"),
        ({"role": "administrator"}, "cần người thứ hai đồng ý"),
        ({"role": "regional-coordinator"}, "regional-coordinator"),
    ],
)
def test_an_invitation_that_is_not_whole_makes_nobody(department, given, said):
    answer = department.browser(department.first).post(NEW, invitation(**given))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not User.objects.filter(full_name="Trần Thị Mới").exists()


def test_an_address_that_has_an_account_is_refused(department):
    answer = department.browser(department.first).post(NEW, invitation(email="XA@syt.example"))
    assert answer.status_code == 409
    assert User.objects.filter(email="xa@syt.example").count() == 1


def test_a_facilitys_user_is_bound_to_the_facility(department):
    given = invitation(role="facility-user", facility="00777", facility_name="Nha khoa Sen")
    assert department.browser(department.first).post(NEW, given).status_code == 200
    user = User.objects.get(email="moi@syt.example")
    with seen(user):
        held = Membership.objects.of(user).get()
        assert (held.organisation.province, held.organisation.facility) == ("79", "00777")
        assert held.organisation.name == "Nha khoa Sen"


def test_a_powerful_office_takes_another_person(department):
    asking = department.browser(department.first)
    assert asking.post(NEW, invitation(role="auditor", reason="thay ông Nam")).status_code == 200
    user = User.objects.get(email="moi@syt.example")
    with seen(user):
        assert not Membership.objects.of(user).exists()
        request = AccountRequest.objects.get()
    own = asking.post(f"/quan-tri/de-nghi/{request.pk}/dong-y/")
    assert own.status_code == 409
    assert "không quyết định việc này được" in own.content.decode()
    other = department.browser(department.head)
    assert "1 đề nghị về tài khoản chờ bạn" in other.get("/").content.decode()
    assert (
        "1 đề nghị cần người thứ hai"
        in department.browser(department.second).get("/").content.decode()
    )
    assert "Không có việc nào chờ bạn" in asking.get("/").content.decode()  # not on one's own
    assert "thay ông Nam" in other.get(PEOPLE).content.decode()
    assert other.post(f"/quan-tri/de-nghi/{request.pk}/dong-y/").status_code == 302
    with seen(user):
        assert [one.role for one in Membership.objects.of(user)] == ["auditor"]
    twice = department.browser(department.second).post(f"/quan-tri/de-nghi/{request.pk}/dong-y/")
    assert twice.status_code == 409
    assert actions()[:3] == ["people.office-given", "people.agreed", "people.asked"]


def test_a_refused_or_withdrawn_request_does_nothing(department):
    asking, other = department.browser(department.first), department.browser(department.second)
    where = f"{PEOPLE}{department.officer.pk}/giao-vai-tro/"
    given = {"role": "administrator", "reason": "giúp", "valid_from": "2026-11-01"}
    for client in (other, asking):
        assert asking.post(where, given).status_code == 302
        assert asking.post(where, given).status_code == 409  # it waits once
        with seen(department.first):
            request = AccountRequest.objects.get(decision="")
        assert client.post(f"/quan-tri/de-nghi/{request.pk}/tu-choi/").status_code == 302
    with seen(department.first):
        kinds = AccountRequest.objects.order_by("asked_at").values_list("decision", flat=True)
        assert list(kinds) == ["refused", "withdrawn"]
        assert Membership.objects.of(department.officer).count() == 1


def test_nobody_decides_about_their_own_account(department):
    department.browser(department.second).post(
        f"{PEOPLE}{department.head.pk}/giao-vai-tro/",
        {"role": "administrator", "reason": "giúp", "valid_from": "2026-11-01"},
    )
    with seen(department.head):
        request = AccountRequest.objects.get()
    answer = department.browser(department.head).post(f"/quan-tri/de-nghi/{request.pk}/dong-y/")
    assert answer.status_code == 409
    with seen(department.head):
        assert Membership.objects.of(department.head).count() == 1


def test_a_lost_second_factor_takes_two_persons_and_signs_out(department):
    lost = department.browser(department.officer)
    assert lost.get("/tai-khoan/").status_code == 200
    asking = department.browser(department.first)
    where = f"{PEOPLE}{department.officer.pk}/xoa-lop-hai/"
    assert asking.post(where).status_code == 422  # without a reason
    assert asking.post(where, {"reason": "mất điện thoại, đã gặp"}).status_code == 302
    assert Authenticator.objects.filter(user=department.officer).exists()
    with seen(department.first):
        request = AccountRequest.objects.get()
    department.browser(department.second).post(f"/quan-tri/de-nghi/{request.pk}/dong-y/")
    assert not Authenticator.objects.filter(user=department.officer).exists()
    assert lost.get("/tai-khoan/").status_code == 302


def test_an_office_ends_at_once(department):
    client, officer = department.browser(department.first), department.browser(department.officer)
    assert officer.get("/danh-sach/").status_code == 200
    with seen(department.first):
        held = Membership.objects.of(department.officer).get()
    where = f"{PEOPLE}{department.officer.pk}/thu-vai-tro/"
    assert client.post(where, {"office": held.pk}).status_code == 302
    with seen(department.first):
        held.refresh_from_db()
    assert held.valid_until == timezone.localdate() - timedelta(days=1)
    assert officer.get("/danh-sach/").status_code == 403


def test_a_closed_account_is_out_and_is_opened_again(department):
    officer = department.browser(department.officer)
    assert officer.get("/tai-khoan/").status_code == 200
    client = department.browser(department.first)
    where = f"{PEOPLE}{department.officer.pk}/"
    assert client.post(f"{where}khoa/").status_code == 302
    assert officer.get("/tai-khoan/").status_code == 302
    assert client.post(f"{where}loi-vao/").status_code == 409
    assert client.post(f"{where}mo-lai/").status_code == 302
    department.officer.refresh_from_db()
    assert department.officer.is_active
    assert actions()[:2] == ["people.account-reopened", "people.sessions-ended"]


def test_the_last_administrator_stays_and_nobody_closes_themselves(department):
    client = department.browser(department.first)
    own = client.post(f"{PEOPLE}{department.first.pk}/khoa/")
    assert own.status_code == 409
    assert "Không ai tự làm việc này" in own.content.decode()
    assert client.post(f"{PEOPLE}{department.second.pk}/khoa/").status_code == 302
    with seen(department.first):
        held = Membership.objects.of(department.first).get()
    # The only one left: not even another administrator, were there one, could end the office.
    from lieny.people.services import accounts  # noqa: PLC0415

    with seen(department.first), pytest.raises(accounts.LastAdministrator):
        accounts.end_office(
            held, last_day=timezone.localdate(), by=department.head.pk, at=timezone.now()
        )
    department.first.refresh_from_db()
    assert department.first.is_active


def test_nobody_gives_an_office_to_themselves(department):
    answer = department.browser(department.first).post(
        f"{PEOPLE}{department.first.pk}/giao-vai-tro/",
        {"role": "licensing-officer", "valid_from": "2026-11-01"},
    )
    assert answer.status_code == 409
    with seen(department.first):
        assert Membership.objects.of(department.first).count() == 1


def test_all_sessions_of_somebody_end(department):
    first, second = (department.browser(department.officer) for _ in range(2))
    assert [one.get("/tai-khoan/").status_code for one in (first, second)] == [200, 200]
    client = department.browser(department.first)
    client.post(f"{PEOPLE}{department.officer.pk}/ket-thuc-phien/")
    assert [one.get("/tai-khoan/").status_code for one in (first, second)] == [302, 302]
