"""What an operator may choose, and what is refused when the node starts."""

import pytest

from lieny.node.operator import SettingUnreadable, read_operator


def test_without_choices_the_portal_serves_this_machine_alone():
    usual = read_operator({})
    assert usual.hosts == ("localhost", "127.0.0.1", "[::1]")
    assert (usual.public_url, usual.behind_proxy) == ("", False)
    assert (usual.idle_minutes, usual.longest_hours) == (30, 12)
    assert usual.openid_connect() == {}


def test_a_public_address_is_the_only_name_that_is_answered():
    chosen = read_operator({"LIENY_PUBLIC_URL": "https://lieny.hcm.example/"})
    assert chosen.hosts == ("lieny.hcm.example",)
    assert chosen.public_url == "https://lieny.hcm.example"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("LIENY_PUBLIC_URL", "http://lieny.hcm.example"),
        ("LIENY_PUBLIC_URL", "https://lieny.hcm.example/path"),
        ("LIENY_PUBLIC_URL", "lieny.hcm.example"),
        ("LIENY_BEHIND_PROXY", "yes"),
        ("LIENY_SESSION_IDLE_MINUTES", "0"),
        ("LIENY_SESSION_IDLE_MINUTES", "481"),
        ("LIENY_SESSION_LONGEST_HOURS", "một ngày"),
        ("LIENY_OIDC_SERVER", "http://vneid.example"),
        ("LIENY_OIDC_SERVER", "https://vneid.example"),  # without client and secret
    ],
)
def test_a_choice_that_cannot_be_meant_is_refused_by_name(name, given):
    with pytest.raises(SettingUnreadable, match=name):
        read_operator({name: given})


def test_a_provider_of_identities_is_set_by_four_words():
    words = {
        "LIENY_OIDC_SERVER": "https://vneid.example",
        "LIENY_OIDC_CLIENT": "lieny",
        "LIENY_OIDC_SECRET": "bi-mat",
    }
    (app,) = read_operator(words).openid_connect()["openid_connect"]["APPS"]
    assert app["settings"] == {"server_url": "https://vneid.example"}
    assert (app["client_id"], app["secret"], app["name"]) == ("lieny", "bi-mat", "VNeID")


def test_forms_may_lead_to_the_provider_that_was_set_and_nowhere_else():
    words = {"LIENY_OIDC_CLIENT": "lieny", "LIENY_OIDC_SECRET": "bi-mat"}
    server = {"LIENY_OIDC_SERVER": "https://vneid.example:8443/realms/hcm"}
    assert read_operator({**words, **server}).sign_on_origins == ("https://vneid.example:8443",)
    assert read_operator({}).sign_on_origins == ()


def test_a_mail_server_is_named_with_its_way_and_sender():
    words = {"LIENY_MAIL_HOST": "mail.example", "LIENY_MAIL_FROM": "lieny@syt.example"}
    mail = read_operator(words).mail
    assert (mail["host"], mail["way"], mail["port"]) == ("mail.example", "starttls", "587")
    assert read_operator({}).mail == {}
    with pytest.raises(SettingUnreadable, match="LIENY_MAIL_FROM"):
        read_operator({"LIENY_MAIL_HOST": "mail.example"})
    with pytest.raises(SettingUnreadable, match="LIENY_MAIL_WAY"):
        read_operator({**words, "LIENY_MAIL_WAY": "smoke"})
