"""Signing on by another system in a real browser: the policy of pages lets the button out to it."""

import datetime
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from test_first_day import choose_password, sign_in

from running import served
from sign_on_provider import SECRET, Provider

NAME = "Cổng của tỉnh"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of `localhost` with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)  # noqa: TID251 - of this machine, like TLS itself
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "localhost.pem"
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    own = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain)
    path.write_bytes(made.public_bytes(pem) + own)
    path.chmod(0o644)
    return path


@pytest.fixture(scope="module")
def portal(certificate):
    root = Path(tempfile.mkdtemp(prefix="ly-oidc-"))
    root.chmod(0o711)
    with Provider.running(certificate=certificate, sub="vneid-1") as provider:
        words = {
            "LIENY_OIDC_SERVER": provider.url,
            "LIENY_OIDC_CLIENT": "lieny",
            "LIENY_OIDC_SECRET": SECRET,
            "LIENY_OIDC_NAME": NAME,
            "REQUESTS_CA_BUNDLE": str(certificate),
        }
        with served(root / "d", **words) as running:
            yield running
    shutil.rmtree(root)


def test_an_account_is_connected_and_signs_on_by_the_other_system(portal, page_of):
    email = "sao@syt.example"
    words = ("--name", "Ngô Văn Sao", "--province", "79", "--role", "facility-user")
    way_in = portal.way_in(email, *words, "--facility", "00777", "--facility-name", "PK Bình An")
    page = page_of(ignore_https_errors=True)
    choose_password(page, way_in)
    sign_in(page, email)
    page.get_by_role("link", name="Tài khoản", exact=True).click()
    page.get_by_role("link", name="Đăng nhập bằng hệ thống khác").click()
    page.get_by_role("button", name=f"Nối với {NAME}").click()
    page.get_by_text("Bạn đăng nhập được bằng các hệ thống này").wait_for()
    page.get_by_role("button", name="Đăng xuất").click()
    page.get_by_role("button", name=f"Đăng nhập bằng {NAME}").click()
    page.wait_for_url(re.compile(rf"{portal.url}/$"))
    assert page.get_by_role("heading", name="Việc gì đang chờ tôi?").is_visible()
