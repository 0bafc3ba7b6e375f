"""Signing on by another system (OpenID Connect), with a real provider on the other side."""

# ruff: noqa: PLC0415 - models can be imported once Django is set up
from contextlib import contextmanager

import pytest
from django.test import Client, override_settings

from sign_on_provider import SECRET, Provider

LOGIN = "/tai-khoan/lien-thong/oidc/oidc/login/"
CALLBACK = f"{LOGIN}callback/"


@pytest.fixture
def provider():
    with Provider.running() as one:
        yield from _known_here(one)


def _known_here(one):
    from lieny.node.operator import Operator

    given = {"server": one.url, "client": "lieny", "secret": SECRET, "name": "Cổng của tỉnh"}
    operator = Operator(
        "", behind_proxy=False, idle_minutes=30, longest_hours=12, oidc=given, mail={}
    )
    with override_settings(SOCIALACCOUNT_PROVIDERS=operator.openid_connect()):
        yield one


def signed_on(client, provider, way=LOGIN, **person):
    """Press the button, agree at the provider, come back."""
    sent = client.post(way)
    assert sent.status_code == 302
    return client.get(CALLBACK, provider.agree(sent.headers["Location"], **person))


def is_inside(client):
    return client.get("/").status_code == 200


def actions():
    from uuid import uuid4

    from lieny.people.models import AuditRecord
    from lieny.people.services.boundary import Boundary, within

    with within(Boundary(uuid4(), ("79",))):
        return list(AuditRecord.objects.values_list("action", flat=True))


@contextmanager
def connected(region, signed_in, provider):
    user = region.invite("hoa@syt.example", "licensing-officer")
    own = signed_in(user)
    answer = signed_on(own, provider, f"{LOGIN}?process=connect", sub="vneid-1")
    assert answer.headers["Location"] == "/tai-khoan/lien-thong/"
    assert "Cổng của tỉnh" in own.get("/tai-khoan/lien-thong/").content.decode()
    yield user


def test_the_way_in_is_offered_where_there_is_a_provider(region, signed_in, provider):
    client = signed_in(region.invite("hoa@syt.example", "licensing-officer"))
    assert "Đăng nhập bằng Cổng của tỉnh" in Client().get("/tai-khoan/login/").content.decode()
    assert 'href="/tai-khoan/lien-thong/"' in client.get("/tai-khoan/").content.decode()


def test_without_a_provider_nothing_is_offered(region, signed_in):
    client = signed_in(region.invite("hoa@syt.example", "licensing-officer"))
    assert "lien-thong" not in Client().get("/tai-khoan/login/").content.decode()
    assert "lien-thong" not in client.get("/tai-khoan/").content.decode()


def test_whoever_connected_their_account_signs_on_and_still_gives_the_second_factor(
    region, signed_in, provider
):
    with connected(region, signed_in, provider):
        client = Client()
        answer = signed_on(client, provider, sub="vneid-1")
        assert answer.headers["Location"] == "/tai-khoan/xac-thuc/authenticate/"
        assert not is_inside(client)
        assert "account.account-connected" in actions()


def test_somebody_whom_the_provider_knows_and_we_do_not_gets_no_account(region, provider):
    from lieny.people.models import User

    region.invite("hoa@syt.example", "licensing-officer")
    before = User.objects.count()
    client = Client()
    # The same address is no proof: whoever runs the provider could claim any.
    person = {"sub": "vneid-2", "email": "hoa@syt.example", "email_verified": True}
    answer = signed_on(client, provider, **person)
    while answer.status_code == 302:
        answer = client.get(answer.headers["Location"])
    assert not is_inside(client)
    assert User.objects.count() == before
    assert "chưa nối với tài khoản nào ở đây" in answer.content.decode()


def test_an_answer_that_nobody_asked_for_is_refused(region, signed_in, provider):
    with connected(region, signed_in, provider):
        sent = Client().post(LOGIN)
        back = provider.agree(sent.headers["Location"], sub="vneid-1")
        stranger = Client()
        answer = stranger.get(CALLBACK, back)
        assert "không xác nhận được bạn" in answer.content.decode()
        assert not is_inside(stranger)


def test_a_closed_account_does_not_come_in_this_way_either(region, signed_in, provider):
    with connected(region, signed_in, provider) as user:
        type(user).objects.filter(pk=user.pk).update(is_active=False)
        client = Client()
        answer = signed_on(client, provider, sub="vneid-1")
        assert answer.headers["Location"] == "/tai-khoan/inactive/"
        assert not is_inside(client)
