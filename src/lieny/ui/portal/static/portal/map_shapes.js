// From the page's table and our own polygons to what a map draws: lands, ties, islands.
const BEND = 0.16;
const TIE_STEPS = 24;

export function readTable(table) {
  const lands = [...table.querySelectorAll("[data-code]")].map((row) => ({
    code: row.dataset.code, name: row.dataset.name, count: Number(row.dataset.count),
    shade: Number(row.dataset.shade), href: row.dataset.href ?? "",
  }));
  const ties = new Map();
  for (const cell of table.querySelectorAll("[data-pair]")) {
    const pair = cell.dataset.pair.split(",");
    if (pair.length === 2) ties.set(cell.dataset.pair, { pair, count: Number(cell.dataset.count), href: cell.querySelector("a")?.href ?? "" });
  }
  const spots = [...table.querySelectorAll("[data-spot]")].map((row) => ({
    letter: row.dataset.spot, at: row.dataset.at.split(",").map(Number), key: row.dataset.key, name: row.cells[1].textContent.trim(),
  }));
  return { lands, spots, ties: [...ties.values()].filter((tie) => tie.count > 0).sort((a, b) => b.count - a.count) };
}

const collection = (features) => ({ type: "FeatureCollection", features });
const feature = (geometry, properties) => ({ type: "Feature", geometry, properties });

export function landShapes(drawn, lands) {
  const told = new Map(lands.map((land) => [land.code, land]));
  return collection(drawn.provinces.map((province) => {
    const land = told.get(province.code);
    const coordinates = province.paths.map((ring) => [[...ring, ring[0]]]);
    return feature({ type: "MultiPolygon", coordinates }, {
      code: province.code, named: Boolean(land), shade: land?.shade ?? 0, count: land?.count ?? 0,
    });
  }));
}

export function middles(drawn) {
  return new Map(drawn.provinces.map((province) => [province.code, province.label]));
}

// A name stands beneath its province's middle where most of its ties lead north, above it otherwise.
export function sideOf(code, ties, middle) {
  const north = ties.filter((tie) => tie.pair.includes(code)).map((tie) => tie.pair.find((other) => other !== code))
    .filter((other) => middle.has(other)).reduce((sum, other) => sum + middle.get(other)[1] - middle.get(code)[1], 0);
  return north > 0 ? "below" : "above";
}

export function hubShapes(lands, middle) {
  return collection(lands.filter((land) => middle.has(land.code)).map((land) => (
    feature({ type: "Point", coordinates: middle.get(land.code) }, {})
  )));
}

export function tieShapes(ties, middle, names) {
  const drawable = ties.filter((tie) => tie.pair.every((code) => middle.has(code)));
  const most = Math.max(1, ...drawable.map((tie) => tie.count));
  return collection(drawable.map((tie, id) => {
    const [[ax, ay], [bx, by]] = tie.pair.map((code) => middle.get(code));
    const cx = (ax + bx) / 2 - (by - ay) * BEND, cy = (ay + by) / 2 + (bx - ax) * BEND;
    const coordinates = Array.from({ length: TIE_STEPS + 1 }, (_, step) => {
      const t = step / TIE_STEPS, u = 1 - t;
      return [u * u * ax + 2 * u * t * cx + t * t * bx, u * u * ay + 2 * u * t * cy + t * t * by];
    });
    return { id, ...feature({ type: "LineString", coordinates }, {
      width: 1.2 + 5 * Math.sqrt(tie.count / most), count: tie.count, href: tie.href,
      said: `${tie.pair.map((code) => names.get(code) ?? code).join(" – ")}: ${tie.count}`,
    }) };
  }));
}

export function islandShapes(drawn, lands) {
  const shades = new Map(lands.map((land) => [land.code, land.shade]));
  return collection(drawn.islands.flatMap((islands) => islands.points.map((point) => (
    feature({ type: "Point", coordinates: point }, { shade: shades.get(islands.province) ?? 0 })
  ))));
}

export function boundsOf(drawn, codes) {
  const wanted = drawn.provinces.filter((province) => codes.has(province.code));
  const points = wanted.flatMap((province) => province.paths[0]);
  if (!points.length) return [[drawn.bbox[0], drawn.bbox[1]], [drawn.bbox[2], drawn.bbox[3]]];
  const xs = points.map((point) => point[0]), ys = points.map((point) => point[1]);
  return [[Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]];
}
