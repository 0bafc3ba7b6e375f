"""How fast persons are found among a million: `python benchmarks/search.py [PERSONS]`.

Starts a server of its own in a temporary folder, fills it by COPY with made-up persons (names drawn
from the shares that ship with the linker), and measures searches as a department of one province.
"""

# ruff: noqa: PLC0415 - what needs settings is imported once the folder is chosen

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

PERSONS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
QUERIES = 200
PROVINCES = ("79", "75", "80", "82", "91", "92")
SEED = 7


def main() -> None:
    """Fill, search, print the percentiles."""
    with tempfile.TemporaryDirectory(prefix="lieny-search-") as folder:
        Path(folder).chmod(0o711)
        os.environ["LIENY_DATA"] = f"{folder}/d"
        from lieny.node.data_folder import data_folder
        from lieny.node.portal.migrate import bring_up_to_date
        from lieny.node.postgres.launcher import launched

        with launched(data_folder()) as running:
            bring_up_to_date(running.database)
            names = _fill()
            _measure(names)


def _fill() -> list[str]:
    from django.db import connection, transaction

    from lieny.registry.engine.linking.frequencies import reference_shares
    from lieny.registry.services.stored.kept_rows import copy_into
    from lieny.vocabulary.text import fold

    draw = random.Random(SEED)
    shares = reference_shares()
    parts = []
    for part in ("surname", "middle", "given"):
        words = {word: share for word, share in shares[part].items() if word}
        parts.append((list(words), list(words.values())))
    columns = [draw.choices(words, weights, k=PERSONS) for words, weights in parts]
    names = [" ".join(name).title() for name in zip(*columns, strict=True)]
    at = datetime(2026, 11, 1, tzinfo=UTC)
    begun = time.perf_counter()
    with transaction.atomic():
        copy_into(
            "registry_person",
            ("public_id", "name", "name_folded", "birth_year", "provinces", "first_seen_at"),
            (
                (uuid4(), name, fold(name), draw.randint(1955, 2000), [draw.choice(PROVINCES)], at)
                for name in names
            ),
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{PERSONS:,} persons, {len(set(names)):,} names: {time.perf_counter() - begun:.0f} s")
    return names


def _measure(names: list[str]) -> None:
    from lieny.people.services.boundary import Boundary, within
    from lieny.registry.services.search import find_persons

    draw = random.Random(SEED + 1)
    boundary = Boundary(uuid4(), ("79",))
    kinds = {"as written": str, "turned round": _turned, "cut short": _cut, "mistyped": _mistyped}
    whole: list[float] = []
    for kind, change in kinds.items():
        seconds = []
        for name in draw.sample(names, QUERIES):
            typed = change(name) if change is str else change(name, draw)
            begun = time.perf_counter()
            with within(boundary):
                find_persons(typed)
            seconds.append(time.perf_counter() - begun)
        whole += seconds
        print(_said(kind, seconds))
    print(_said("all", whole))


def _said(kind: str, seconds: list[float]) -> str:
    ordered = sorted(seconds)
    middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    told = (middle * 1e3, late * 1e3, ordered[-1] * 1e3)
    return f"{kind}: median {told[0]:.0f} ms, p95 {told[1]:.0f} ms, worst {told[2]:.0f} ms"


def _turned(name: str, draw: random.Random) -> str:
    words = name.split()
    draw.shuffle(words)
    return " ".join(words)


def _cut(name: str, draw: random.Random) -> str:
    words = name.split()
    place = draw.randrange(len(words) - 1)
    words[place] = f"{words[place][:2]}."
    return " ".join(words)


def _mistyped(name: str, draw: random.Random) -> str:
    place = draw.randrange(1, len(name) - 1)
    return name[:place] + draw.choice("abcdefghiklmnopqrstuvxy") + name[place + 1 :]


if __name__ == "__main__":
    main()
