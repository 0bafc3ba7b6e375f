"""Every address names its permission, and the middleware holds it closed to everybody else."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404, HttpResponse
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, path
from django.urls.resolvers import URLPattern, URLResolver

from lieny.people.models import AuditRecord
from lieny.people.rules.permission import permissions
from lieny.people.services import audit
from lieny.people.services.boundary import Boundary, within
from lieny.people.web.permission import (
    ANYBODY,
    NOT_OFFERED,
    OF_LIBRARIES,
    SIGNED_IN,
    asks,
    reads_only,
)


def addresses(resolver: URLResolver, prefix: str = ""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.pattern}", entry
        else:
            yield from addresses(entry, f"{prefix}{entry.pattern}")


ADDRESSES = dict(addresses(get_resolver()))


def test_there_are_addresses_to_look_at():
    assert len(ADDRESSES) > 30


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_names_its_permission(address):
    entry = ADDRESSES[address]
    named = getattr(entry.callback, "permission", None) or OF_LIBRARIES.get(entry.name)
    assert named in {ANYBODY, SIGNED_IN, NOT_OFFERED, *permissions()}


def test_no_permission_is_kept_for_an_address_that_is_gone():
    names = {entry.name for entry in ADDRESSES.values()}
    assert sorted(set(OF_LIBRARIES) - names) == []


def test_a_permission_that_the_table_lacks_cannot_be_asked_for():
    with pytest.raises(LookupError, match="burn"):
        asks("case.burn")


def forgotten(request):
    return HttpResponse("never seen")


@asks("audit.read")
def named(request):
    return HttpResponse("seen")


urlpatterns = [*get_resolver().url_patterns, path("quen/", forgotten), path("doc/", named)]


@override_settings(ROOT_URLCONF=__name__)
def test_a_view_that_names_no_permission_is_closed_even_to_an_administrator(region, signed_in):
    client = signed_in(region.invite("quan@syt.example", "administrator"))
    assert client.get("/quen/").status_code == 403


@override_settings(ROOT_URLCONF=__name__)
def test_an_action_opens_to_the_offices_of_the_table_alone(region, signed_in, client):
    auditor = signed_in(region.invite("kiem@syt.example", "auditor"))
    inspector_account = region.invite("binh@syt.example", "inspector")
    inspector = signed_in(inspector_account)
    assert auditor.get("/doc/").content == b"seen"
    assert inspector.get("/doc/").status_code == 403
    assert client.get("/doc/").headers["Location"] == "/tai-khoan/login/?next=/doc/"
    with within(Boundary(inspector_account.pk, ("79",))):
        row = AuditRecord.objects.get(outcome="refused")
    assert (row.action, row.actor) == ("audit.read", inspector_account.pk)


@pytest.mark.parametrize(
    "address", ["/tai-khoan/signup/", "/tai-khoan/email/", "/tai-khoan/password/reset/"]
)
def test_pages_of_libraries_that_we_do_not_offer_are_not_there(db, client, address):
    assert client.get(address).status_code == 404


def test_offices_count_on_their_days_alone(region, signed_in):
    client = signed_in(region.invite("cu@syt.example", "auditor", valid_until="2026-06-30"))
    assert client.get("/quan-tri/nhat-ky/").status_code == 403


AT = datetime(2026, 11, 1, 9, tzinfo=UTC)


def written_then(fault):
    def view(request):
        audit.record(audit.Deed(action="case.read", at=AT, by=request.actor.user.pk))
        if isinstance(fault, str):
            with connection.cursor() as cursor:
                cursor.execute(fault)
        elif fault is not None:
            raise fault
        return HttpResponse("seen")

    return asks("audit.read")(reads_only(view))


urlpatterns += [
    path("xem/", written_then(None)),
    path("hong/", written_then(ValueError("broken"))),
    path("hong-sql/", written_then("SELECT 1 / 0")),
    path("cam/", written_then(PermissionDenied("case.read"))),
    path("khong-co/", written_then(Http404())),
]


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("address", "status", "kept"),
    [
        ("/xem/", 200, [("case.read", "done")]),
        ("/hong/", 500, []),
        ("/hong-sql/", 500, []),
        ("/cam/", 403, [("case.read", "done"), ("case.read", "refused")]),
        ("/khong-co/", 404, [("case.read", "done")]),
    ],
)
def test_of_a_page_that_only_reads_nothing_is_kept_when_it_fails(
    region, signed_in, address, status, kept
):
    account = region.invite("kiem@syt.example", "auditor")
    client = signed_in(account)
    client.raise_request_exception = False
    assert client.get(address).status_code == status
    with within(Boundary(account.pk, ("79",))):
        rows = AuditRecord.objects.filter(action="case.read").order_by("sequence")
        assert [(row.action, row.outcome) for row in rows] == kept


@pytest.mark.parametrize("address", ["/", "/so-dang-ky/?q=an", "/ho-so/"])
def test_a_page_that_only_reads_sets_no_savepoint_of_its_own(region, signed_in, address):
    client = signed_in(region.invite("hoa@syt.example", "licensing-officer"))
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    # The only one is that of the boundary: the test stands around the request's transaction.
    assert [one["sql"].split()[0] for one in asked if "SAVEPOINT" in one["sql"]] == [
        "SAVEPOINT", "RELEASE",
    ]  # fmt: skip
