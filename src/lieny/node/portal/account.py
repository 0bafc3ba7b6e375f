"""`lieny account`: the first administrator, and a way in for whoever has lost theirs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from lieny.node.clock import now, today
from lieny.node.data_folder import data_folder
from lieny.node.operator import read_operator
from lieny.node.portal.migrate import bring_up_to_date
from lieny.node.portal.serve import PORT
from lieny.node.postgres.launcher import joined
from lieny.node.saying import troubles_said
from lieny.node.trouble import NodeTrouble
from lieny.people.rules.office import OfficeRole
from lieny.ui.provinces import province_name
from lieny.vocabulary.place import PlaceNotOnMap, province_on

if TYPE_CHECKING:
    from lieny.people.models import Organisation

ROLES = [role.value for role in OfficeRole if role is not OfficeRole.VISITOR]


class NoSuchProvince(NodeTrouble):
    """The code is not on today's map."""

    def __init__(self, given: str) -> None:
        super().__init__(
            f"{given!r} không phải mã tỉnh đang dùng; ví dụ 79 là TP. Hồ Chí Minh.",
            f"{given!r} is not the code of a province in force; 79 is Ho Chi Minh City.",
        )


class NotInvited(NodeTrouble):
    """The address has an account, or the organisation has no such office."""

    def __init__(self, why: str) -> None:
        super().__init__(
            "Chưa tạo tài khoản: địa chỉ này đã có tài khoản, hoặc vai trò không thuộc loại cơ "
            f"quan đó ({why}).",
            "No account was made: the address has one, or that kind of organisation has no such "
            f"office ({why}).",
        )


class NoSuchAccount(NodeTrouble):
    """Nobody has this address, or the account is closed."""

    def __init__(self) -> None:
        super().__init__(
            "Không có tài khoản đang mở nào với địa chỉ này.",
            "No open account has this address.",
        )


@click.group()
def account() -> None:
    """Tài khoản: mời người, cấp lại lối vào.

    Accounts: invite people, give them a new way in.
    """


@contextmanager
def _portal() -> Iterator[None]:
    """Reach the portal's database as its owner, whether or not the portal runs."""
    folder = data_folder()
    with joined(folder) as running:
        folder.secret("django")
        bring_up_to_date(running.database)
        yield


def _organisation(province: str, facility: str, facility_name: str) -> Organisation:
    from lieny.people.models import Organisation  # noqa: PLC0415 - needs Django set up

    kinds = Organisation.Kind
    if facility:
        name = facility_name or facility
        words = {"kind": kinds.FACILITY, "province": province, "facility": facility}
    else:
        name = f"Sở Y tế {province_name(province, today())}"
        words = {"kind": kinds.DEPARTMENT, "province": province}
    return Organisation.objects.get_or_create(defaults={"name": name}, **words)[0]


def _print_way_in(email: str) -> None:
    from lieny.people.models import User  # noqa: PLC0415
    from lieny.people.web.invitation import way_in_path  # noqa: PLC0415

    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        raise NoSuchAccount
    base = read_operator(os.environ).public_url or f"http://localhost:{PORT}"
    click.echo(
        "Gửi đường dẫn này cho đúng người; dùng một lần, trong 3 ngày. / Hand this to the person; "
        "good once, within 3 days:"
    )
    click.echo(f"{base}{way_in_path(user)}")


@account.command()
@click.argument("email")
@click.option("--name", required=True, help="Họ và tên / full name.")
@click.option("--role", type=click.Choice(ROLES), default="administrator", show_default=True)
@click.option("--province", required=True, help="Mã tỉnh / code of the province.")
@click.option("--facility", default="", help="Mã cơ sở, cho người của cơ sở / key of the facility.")
@click.option("--facility-name", default="", help="Tên cơ sở / name of the facility.")
@troubles_said
def invite(  # noqa: PLR0913, PLR0917 - the options of the command
    email: str, name: str, role: str, province: str, facility: str, facility_name: str
) -> None:
    """Mời một người và in ra đường dẫn đặt mật khẩu (dùng một lần, 3 ngày).

    Invite somebody and print the address at which a password is chosen (once, within 3 days).
    """
    try:
        province_on(province, today())
    except PlaceNotOnMap:
        raise NoSuchProvince(province) from None
    with _portal():
        from lieny.people.services import accounts  # noqa: PLC0415 - needs Django set up

        try:
            user = accounts.invite(
                accounts.Invitation(
                    email,
                    name,
                    _organisation(province, facility, facility_name),
                    OfficeRole(role),
                    valid_from=today(),
                ),
                by=None,
                at=now(),
            )
        except (accounts.AlreadyInvited, accounts.OfficeDoesNotFit) as fault:
            raise NotInvited(type(fault).__name__) from fault
        _print_way_in(user.email)


@account.command(name="way-in")
@click.argument("email")
@troubles_said
def way_in(email: str) -> None:
    """In đường dẫn đặt lại mật khẩu cho một tài khoản đã có.

    Print an address at which an existing account chooses a new password.
    """
    with _portal():
        _print_way_in(email)
