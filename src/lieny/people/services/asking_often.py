"""Counting who asks without an account, so that nobody reads the public part from end to end."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.utils.crypto import salted_hmac

IPV6_PREFIX = 64  # what one subscriber has
_SALT = "lieny.people.asking_often"


@dataclass(frozen=True, slots=True)
class Limit:
    """Giới hạn số lần hỏi: how often one address may ask within one window of time.

    Attributes:
        name: what is limited ("public.lookup").
        most: how often.
        window: of how long; windows begin at whole multiples since 1970.
    """

    name: str
    most: int
    window: timedelta


@transaction.atomic
def wait_before_asking(address: str, limits: tuple[Limit, ...], *, at: datetime) -> timedelta:
    """Count one question, and say how long to wait before it may be answered; zero when at once.

    All processes count together, one after the other. What was counted is gone with its window.

    Args:
        address: of the client; addresses of one IPv6 subscriber count as one.
        limits: every one of them has to allow it.
        at: the time.
    """
    longest = timedelta()
    for limit in limits:
        ends = _end_of_window(limit.window, at)
        if _counted(_key(limit, address), ends, at) > limit.most:
            longest = max(longest, ends - at)
    return longest


def _end_of_window(window: timedelta, at: datetime) -> datetime:
    seconds = int(window.total_seconds())
    return datetime.fromtimestamp((int(at.timestamp()) // seconds + 1) * seconds, UTC)


def _key(limit: Limit, address: str) -> str:
    """Keep no address: whoever reads the table learns nothing of who asked."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        subscriber = "?"
    else:
        width = 32 if isinstance(found, ipaddress.IPv4Address) else IPV6_PREFIX
        subscriber = str(ipaddress.ip_network((found, width), strict=False))
    words = f"{limit.name}:{limit.window.total_seconds():.0f}:{subscriber}"
    return salted_hmac(_SALT, words, algorithm="sha256").hexdigest()


def _counted(key: str, ends: datetime, at: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_ratecount (key, ends_at, count) VALUES (%s, %s, 1) "
            "ON CONFLICT (key, ends_at) DO UPDATE SET count = people_ratecount.count + 1 "
            "RETURNING count",
            [key, ends],
        )
        count = int(cursor.fetchone()[0])
        if count == 1:
            cursor.execute("DELETE FROM people_ratecount WHERE ends_at <= %s", [at])
        return count
