"""How long one facility's list takes in a portal that holds a region already.

python benchmarks/portal_incremental.py [--registrations 100000] [--rows 60] [--folder out/portal]

The first run generates the region, hands it in province by province and keeps the instance in the
folder; later runs hand further lists to it. Each run prints the seconds of each part.
"""

from __future__ import annotations

import argparse
import cProfile
import csv
import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

HEADINGS = (
    "Họ và tên",
    "Số chứng chỉ hành nghề",
    "Tên cơ sở",
    "Số giấy phép hoạt động",
    "Thời gian làm việc",
)
HOURS = ("T2-T6: 17h30-20h", "T7, CN: 7h30-11h30", "T2-T6: 7h30-11h30, 13h-17h")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--registrations", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=60)
    parser.add_argument("--folder", type=Path, default=Path("out/portal"))
    parser.add_argument("--profile", type=Path, help="write a profile of taking the list in")
    chosen = parser.parse_args()
    folder = chosen.folder.resolve() / str(chosen.registrations)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    os.environ["LIENY_DATA"] = str(folder / "data")
    os.environ["LIENY_DATABASE_ROLE"] = "owner"
    os.environ["DJANGO_SETTINGS_MODULE"] = "lieny.node.settings"
    _region(folder / "region", chosen.registrations)
    with _portal():
        if not _is_filled():
            _fill(folder / "region")
        with timed("everybody linked and judged, as every night"):
            _check_all()
        _one_list(chosen.rows, chosen.profile)


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print the seconds of a block, and those that this process and PostgreSQL worked."""
    begun, busy = time.perf_counter(), _busy()
    yield
    seconds, worked = time.perf_counter() - begun, _busy() - busy
    print(f"{what:<60}{seconds:8.2f} s{worked:8.2f} s of CPU", flush=True)


def _busy() -> float:
    """Add up the seconds that this process and the server for it have worked."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    fields = Path(f"/proc/{backend}/stat").read_text().rsplit(")", 1)[1].split()
    spent = int(fields[11]) + int(fields[12])  # user and system, in ticks
    return time.process_time() + spent / os.sysconf("SC_CLK_TCK")


def _region(folder: Path, registrations: int) -> None:
    from lieny.node.sample.region import DAY_OF_SAMPLE, generate_region  # noqa: PLC0415

    if not (folder / "truth").is_dir():
        generate_region(folder, registrations=registrations, seed=7, as_of=DAY_OF_SAMPLE)


@contextmanager
def _portal() -> Iterator[None]:
    from lieny.node.data_folder import data_folder  # noqa: PLC0415
    from lieny.node.postgres.launcher import launched  # noqa: PLC0415

    with launched(data_folder()):
        subprocess.run([sys.executable, "-m", "lieny.node.portal.prepare"], check=True)
        import django  # noqa: PLC0415

        django.setup()
        yield


def _is_filled() -> bool:
    from lieny.registry.models import Registration  # noqa: PLC0415

    return Registration.objects.exists()


def _fill(region: Path) -> None:
    for folder in sorted(path for path in (region / "input").iterdir() if path.is_dir()):
        files = [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*.*"))]
        province = folder.name[:2] if folder.name[:2].isdigit() else "79"
        with timed(f"{folder.name}: {len(files)} files read"):
            _hand_in(province, files)
    with timed("everything taken in"):
        _take_in()


def _one_list(rows: int, profile: Path | None) -> None:
    province, content = _list(rows)
    with timed(f"a list of {rows} rows read"):
        _hand_in(province, [(f"{uuid4().hex[:8]}.csv", content)])
    watch = cProfile.Profile()
    with timed("the list taken in, until its signs stand"):
        if profile:
            watch.runcall(_take_in)
        else:
            _take_in()
    if profile:
        watch.dump_stats(profile)


def _list(rows: int) -> tuple[str, bytes]:
    """Make a list of a new clinic: people of the region who work elsewhere already."""
    from lieny.registry.models import Registration  # noqa: PLC0415

    clinic = uuid4().int % 90_000 + 10_000
    found = Registration.objects.filter(known_until=None, licence_type="CCHN").order_by("?")
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEADINGS)
    for number, row in enumerate(found[:rows]):
        licence = f"{row.licence_serial:06}/{row.licence_issuer}-CCHN"
        clinic_words = (f"Phòng khám Số {clinic}", f"{clinic}/HCM-GPHĐ")
        writer.writerow((row.name, licence, *clinic_words, HOURS[number % len(HOURS)]))
    return "79", target.getvalue().encode()


def _hand_in(province: str, files: list[tuple[str, bytes]]) -> None:
    from lieny.people.models import Organisation, User  # noqa: PLC0415
    from lieny.people.services.boundary import Boundary, within  # noqa: PLC0415
    from lieny.registry.services import confirming, handing_in  # noqa: PLC0415

    user, _ = User.objects.get_or_create(
        email="do@syt.example", defaults={"full_name": "Người đo", "password": "!"}
    )
    department, _ = Organisation.objects.get_or_create(
        kind="department", province=province, defaults={"name": f"Sở Y tế {province}"}
    )
    given = [handing_in.GivenFile(name, content) for name, content in files]
    boundary = Boundary(user.pk, (province,))
    with within(boundary):
        found = handing_in.hand_in(given, by=user.pk, organisation=department, at=_now())
    handing_in.read_submission(found.pk)
    with within(boundary):
        confirming.confirm(found.pk, by=user.pk, at=_now())


def _take_in() -> None:
    from lieny.node.sample.region import DAY_OF_SAMPLE  # noqa: PLC0415
    from lieny.registry.services.stored import taking_in  # noqa: PLC0415

    taking_in.take_in(at=_now(), day=DAY_OF_SAMPLE)


def _check_all() -> None:
    from lieny.node.sample.region import DAY_OF_SAMPLE  # noqa: PLC0415
    from lieny.registry.services import checking_anew  # noqa: PLC0415

    checking_anew.check_all(at=_now(), day=DAY_OF_SAMPLE)


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - the time of the measurement


if __name__ == "__main__":
    main()
