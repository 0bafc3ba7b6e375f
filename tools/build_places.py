"""Builds the place tables of the vocabulary from the PyPI package `vietnamadminunits` (MIT).

Run it once after the package was updated; the result is committed, the product never reads the
package:

    python tools/build_places.py [FOLDER]

FOLDER is `src/lieny/vocabulary` unless given. Four files are written:

- `places_provinces.csv`: 34 + 63 provinces and the older name of Huế, with the days they hold;
- `places_districts.csv`: the 696 districts, abolished on 1 July 2025, with earlier names;
- `places_communes.parquet`: 3,321 communes of the new map and 10,035 of the old one;
- `places_crosswalk.parquet`: which new communes an old one went to, whole or in part.

What is added to the package, because it does not say it, is in the constants below.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

OLD_FROM, OLD_UNTIL = "2008-08-01", "2025-06-30"  # Hà Tây joined Hà Nội; the day before the merger
NEW_FROM = "2025-07-01"  # Nghị quyết 202/2025/QH15
# Thừa Thiên Huế became a city under the centre on 1 January 2025 (Nghị quyết 175/2024/QH15).
HUE, HUE_FROM, HUE_BEFORE, HUE_UNTIL = "46", "2025-01-01", "Thừa Thiên Huế", "2024-12-31"
UNCHANGED = {"01", "04", "11", "12", "14", "20", "22", "38", "40", "42", HUE}

PROVINCE_COLUMNS = (
    "code", "valid_from", "valid_until", "type", "name", "successor", "longitude", "latitude",
)  # fmt: skip
COMMUNES = pa.schema(
    [
        ("code", pa.string()),
        ("map", pa.dictionary(pa.int8(), pa.string())),  # old | new
        ("type", pa.dictionary(pa.int8(), pa.string())),  # Phường, Xã, Thị trấn, Đặc khu
        ("name", pa.string()),  # without the type
        ("district", pa.dictionary(pa.int16(), pa.string())),  # null on the new map
        ("province", pa.dictionary(pa.int8(), pa.string())),
        ("longitude", pa.float64()),
        ("latitude", pa.float64()),
        ("earlier", pa.string()),  # earlier names, type and name without marks, joined by "|"
    ]
)
CROSSWALK = pa.schema(
    [
        ("old", pa.string()),
        ("new", pa.string()),
        ("part", pa.bool_()),
        ("default", pa.bool_()),  # where an address goes that says no more than the old commune
    ]
)


def _package_folder() -> Path:
    spec = find_spec("vietnamadminunits")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("vietnamadminunits is not installed: pip install -r requirements/dev.txt")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


def _bare(full: str, short: str) -> tuple[str, str]:
    """Split "Phường Phúc Xá" into type and name; numbered units keep the number as name."""
    for kind in (
        "Thành phố",
        "Thị trấn",
        "Thị xã",
        "Đặc khu",
        "Phường",
        "Huyện",
        "Quận",
        "Tỉnh",
        "Xã",
    ):
        if full.lower().startswith(kind.lower() + " "):
            return kind, " ".join(full[len(kind) :].replace("’", "'").split())
    return "", short


def _earlier(alias: str | None, types: tuple[str, ...]) -> str:
    """Keep the earlier names that say their type: "phuongquoctugiam", not "quoctugiam"."""
    names = dict.fromkeys(json.loads(alias)) if alias else {}
    return "|".join(name for name in names if name.startswith(types))


def provinces(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    """List the provinces of both maps; a province that did not change stands once."""
    successor = dict(db.execute("SELECT legacy, now FROM province_successor"))
    rows: list[tuple[object, ...]] = []
    for code, full, short, lat, lon in db.execute(
        "SELECT DISTINCT provinceCode, province, provinceShort, provinceLat, provinceLon "
        "FROM admin_units_legacy ORDER BY 1"
    ):
        kind, name = _bare(full, short)
        where = (round(lon, 4), round(lat, 4))
        if code == HUE:
            rows.append((code, OLD_FROM, HUE_UNTIL, "Tỉnh", HUE_BEFORE, code, *where))
            rows.append((code, HUE_FROM, "", kind, name, code, *where))
        else:
            until = "" if code in UNCHANGED else OLD_UNTIL
            rows.append((code, OLD_FROM, until, kind, name, successor[code], *where))
    for code, full, short, lat, lon in db.execute(
        "SELECT DISTINCT provinceCode, province, provinceShort, provinceLat, provinceLon "
        "FROM admin_units ORDER BY 1"
    ):
        if code not in UNCHANGED:
            kind, name = _bare(full, short)
            rows.append((code, NEW_FROM, "", kind, name, code, round(lon, 4), round(lat, 4)))
    return sorted(rows, key=lambda row: (str(row[0]), str(row[1])))


def districts(db: sqlite3.Connection) -> list[tuple[str, ...]]:
    """List the districts of the old map."""
    return [
        (
            code,
            province,
            *_bare(full, short),
            _earlier(alias, ("quan", "huyen", "thixa", "thanhpho")),
        )
        for code, province, full, short, alias in db.execute(
            "SELECT districtCode, provinceCode, district, districtShort, max(districtAlias) "
            "FROM admin_units_legacy GROUP BY districtCode ORDER BY 1"
        )
    ]


def communes(db: sqlite3.Connection) -> pa.Table:
    """List the communes of both maps."""
    rows = db.execute(
        "SELECT wardCode, 'old', ward, wardShort, districtCode, provinceCode, wardLon, wardLat, "
        "wardAlias FROM admin_units_legacy WHERE wardCode IS NOT NULL UNION ALL "
        "SELECT wardCode, 'new', ward, wardShort, NULL, provinceCode, wardLon, wardLat, NULL "
        "FROM admin_units ORDER BY 2, 1"
    )
    records = []
    for code, era, full, short, district, province, lon, lat, alias in rows:
        kind, name = _bare(full, short)
        earlier = _earlier(alias, ("phuong", "xa", "thitran"))
        where = (round(lon, 4), round(lat, 4)) if lon else (None, None)
        records.append((code, era, kind, name, district, province, *where, earlier))
    columns = [list(column) for column in zip(*records, strict=True)]
    return pa.table(
        [pa.array(c, type=f.type) for c, f in zip(columns, COMMUNES, strict=True)], schema=COMMUNES
    )


def crosswalk(
    db: sqlite3.Connection, converter: dict[str, dict[str, dict[str, list[object]]]]
) -> pa.Table:
    """Give the edges from old to new communes.

    The package matches names inside one new province, so a divided commune is also tied to a
    namesake that lies in another of the merged provinces. No commune of the merger took part of a
    commune of another old province: such edges are dropped.
    """
    old = {
        f"{p}_{d}_{w}": (code, province)
        for code, province, p, d, w in db.execute(
            "SELECT wardCode, provinceCode, provinceKey, districtKey, wardKey "
            "FROM admin_units_legacy WHERE wardCode IS NOT NULL"
        )
    }
    new = {
        (p, w): code
        for code, p, w in db.execute("SELECT wardCode, provinceKey, wardKey FROM admin_units")
    }
    edges: list[tuple[str, str, bool, bool]] = []
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, parts in wards.items():
            edges += [(old[str(o)][0], new[province, ward], False, True) for o in parts if o in old]
    for province, divided in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for ward, goes in divided.items():
            edges += [
                (old[ward][0], new[province, g["newWardKey"]], True, bool(g["isDefaultNewWard"]))  # type: ignore[index]
                for g in goes
            ]
    kept = _without_namesakes(edges, dict(old.values()))
    columns = [list(column) for column in zip(*sorted(kept), strict=True)]
    return pa.table(columns, schema=CROSSWALK)


def _without_namesakes(
    edges: list[tuple[str, str, bool, bool]], province_of: dict[str, str]
) -> list[tuple[str, str, bool, bool]]:
    home: dict[str, Counter[str]] = defaultdict(Counter)
    for old, new, _, _ in edges:
        home[new][province_of[old]] += 1
    by_old: dict[str, list[tuple[str, bool, bool]]] = defaultdict(list)
    for old, new, part, default in edges:
        if not part or home[new].most_common(1)[0][0] == province_of[old]:
            by_old[old].append((new, part, default))
    kept = []
    for old, goes in by_old.items():
        known = any(default for _, _, default in goes)
        for place, (new, part, default) in enumerate(goes):
            whole = len(goes) == 1
            kept.append(
                (old, new, part and not whole, default or whole or (not known and place == 0))
            )
    return kept


def _province_successors(db: sqlite3.Connection, converter: dict[str, list[str]]) -> None:
    db.execute("CREATE TEMP TABLE province_successor (legacy TEXT, now TEXT)")
    old = dict(db.execute("SELECT DISTINCT provinceKey, provinceCode FROM admin_units_legacy"))
    new = dict(db.execute("SELECT DISTINCT provinceKey, provinceCode FROM admin_units"))
    pairs = [(old[key], new[now]) for now, keys in converter.items() for key in keys]
    db.executemany("INSERT INTO province_successor VALUES (?, ?)", pairs)


def write(folder: Path) -> None:
    """Write the four files into `folder`."""
    source = _package_folder()
    converter = json.loads((source / "converter_2025.json").read_text(encoding="utf-8"))
    with sqlite3.connect(f"file:{source / 'dataset.db'}?mode=ro", uri=True) as db:
        _province_successors(db, converter["DICT_PROVINCE"])
        tables = (
            ("places_provinces.csv", PROVINCE_COLUMNS, provinces(db)),
            (
                "places_districts.csv",
                ("code", "province", "type", "name", "earlier"),
                districts(db),
            ),
        )
        for name, heading, rows in tables:
            with (folder / name).open("w", encoding="utf-8", newline="") as out:
                writer = csv.writer(out, lineterminator="\n")
                writer.writerow(heading)
                writer.writerows(rows)
        for name, table in (
            ("places_communes.parquet", communes(db)),
            ("places_crosswalk.parquet", crosswalk(db, converter)),
        ):
            pq.write_table(table, folder / name, compression="zstd", compression_level=19)


if __name__ == "__main__":
    here = Path(__file__).parent.parent / "src/lieny/vocabulary"
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else here)
