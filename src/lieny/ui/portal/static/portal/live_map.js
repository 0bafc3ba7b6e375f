// The region as a map that answers: shaded provinces, ties between them, names as links. Our own polygons, no tiles,
// no glyphs from anywhere; the numbers and addresses are those of the table beside it.
// The other modules come by the addresses that the page gives, which hold their hashes.

const ROOM = { top: 44, bottom: 28, left: 36, right: 120 };
const LAND = "lands", TIES = "ties", ISLANDS = "islands", HUBS = "hubs";

function hasWebGl() {
  try { return Boolean(document.createElement("canvas").getContext("webgl2")); } catch { return false; }
}

function styled(address) {
  if (document.querySelector(`link[href="${address}"]`)) return Promise.resolve();
  return new Promise((done, failed) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address, onload: done });
    link.onerror = () => failed(new Error(`style ${address}`));
    document.head.prepend(link);
  });
}

function colours(figure) {
  const style = getComputedStyle(figure);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return { sea: of("sunk"), ink: of("ink"), line: of("line-strong"), shades: [0, 1, 2, 3, 4].map((shade) => of(`shade${shade}`)) };
}

const shaded = (paint) => ["match", ["get", "shade"], 1, paint.shades[1], 2, paint.shades[2], 3, paint.shades[3], 4, paint.shades[4], paint.shades[0]];

function layers(paint) {
  return [
    { id: "sea", type: "background", paint: { "background-color": paint.sea } },
    { id: LAND, type: "fill", source: LAND, paint: { "fill-color": shaded(paint) } },
    { id: "borders", type: "line", source: LAND, filter: ["!", ["get", "named"]], paint: { "line-color": paint.line, "line-width": 0.7, "line-opacity": 0.6 } },
    { id: "own-borders", type: "line", source: LAND, filter: ["get", "named"], paint: { "line-color": paint.ink, "line-width": 1, "line-opacity": 0.7 } },
    { id: ISLANDS, type: "circle", source: ISLANDS, paint: { "circle-radius": 2.6, "circle-color": shaded(paint), "circle-stroke-width": 1, "circle-stroke-color": paint.line } },
    { id: TIES, type: "line", source: TIES, layout: { "line-cap": "round" }, paint: { "line-color": paint.ink, "line-opacity": ["case", ["boolean", ["feature-state", "here"], false], 1, 0.6], "line-width": ["get", "width"] } },
    { id: HUBS, type: "circle", source: HUBS, paint: { "circle-radius": 3, "circle-color": paint.ink } },
    { id: "tie-hits", type: "line", source: TIES, paint: { "line-color": paint.ink, "line-opacity": 0.01, "line-width": 16 } },
  ];
}

function repaint(map, paint) {
  for (const layer of layers(paint)) {
    for (const [name, value] of Object.entries(layer.paint)) map.setPaintProperty(layer.id, name, value);
  }
}

function label(land) {
  const sign = document.createElement(land.href ? "a" : "span");
  sign.className = "map-label";
  if (land.href) sign.href = land.href;
  const count = document.createElement("b");
  count.textContent = land.count;
  sign.append(`${land.name} `, count);
  sign.setAttribute("aria-label", `${land.name}: ${land.count}`);
  return sign;
}

function spotSign(spot) {
  const sign = document.createElement("span");
  sign.className = `map-spot ${spot.key}`;
  sign.textContent = spot.letter;
  sign.title = spot.name;
  sign.setAttribute("aria-label", `${spot.letter}: ${spot.name}`);
  return sign;
}

function islandLabel(words) {
  const sign = document.createElement("span");
  sign.className = "map-label far-label";
  sign.textContent = words;
  sign.setAttribute("aria-label", words);
  return sign;
}

// A name goes to the other side of its place when something is there already, and is not shown when both are taken:
// marked places come first, then the provinces with the most signs.
function tidy(map, labels, spots) {
  const free = (box, taken) => !taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
  const taken = spots.map(({ at }) => { const { x, y } = map.project(at); return [x - 11, y - 11, x + 11, y + 11]; });
  for (const { marker, at, side } of labels) {
    const sign = marker.getElement(), { x, y } = map.project(at), half = sign.offsetWidth / 2 + 3, tall = sign.offsetHeight;
    const offsets = side === "below" ? [8, -8 - tall] : [-8 - tall, 8];
    const boxes = offsets.map((down) => [x - half, y + down, x + half, y + down + tall]);
    const place = boxes.findIndex((box) => free(box, taken));
    sign.classList.toggle("covered", place < 0);
    if (place >= 0) { marker.setOffset([0, offsets[place]]); taken.push(boxes[place]); }
  }
}

function inset(figure, stage, map, bounds) {
  const far = figure.querySelector("svg.map .far");
  if (!far) return;
  const frame = far.querySelector("rect");
  const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(frame.getAttribute(name)));
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  picture.setAttribute("viewBox", `${x - 1} ${y - 1} ${width + 2} ${height + 2}`);
  picture.setAttribute("class", "map");
  picture.setAttribute("aria-hidden", "true");
  picture.append(far.cloneNode(true));
  const button = Object.assign(document.createElement("button"), { type: "button", className: "map-inset", title: figure.dataset.far });
  button.setAttribute("aria-label", figure.dataset.far);
  button.append(picture);
  button.addEventListener("click", () => map.fitBounds(bounds, { padding: 30 }));
  stage.append(button);
}

function answer(map, library, lands) {
  const tip = new library.Popup({ closeButton: false, closeOnClick: false, className: "map-tip" });
  let here;
  const leave = () => {
    if (here !== undefined) map.setFeatureState({ source: TIES, id: here }, { here: false });
    here = undefined;
    map.getCanvas().style.cursor = "";
    tip.remove();
  };
  map.on("mousemove", "tie-hits", (event) => {
    const tie = event.features[0];
    if (here !== tie.id) { leave(); here = tie.id; map.setFeatureState({ source: TIES, id: here }, { here: true }); }
    if (tie.properties.href) map.getCanvas().style.cursor = "pointer";
    tip.setLngLat(event.lngLat).setText(tie.properties.said).addTo(map);
  });
  map.on("mouseleave", "tie-hits", leave);
  const hrefs = new Map(lands.map((land) => [land.code, land.href]));
  map.on("click", (event) => {
    const [tie] = map.queryRenderedFeatures(event.point, { layers: ["tie-hits"] });
    const [land] = map.queryRenderedFeatures(event.point, { layers: [LAND] });
    const to = tie?.properties.href || (land?.properties.named ? hrefs.get(land.properties.code) : "");
    if (to) location.assign(to);
  });
  map.on("mousemove", LAND, (event) => {
    if (here === undefined) map.getCanvas().style.cursor = hrefs.get(event.features[0].properties.code) ? "pointer" : "";
  });
}

export async function draw(figure) {
  if (!hasWebGl()) return false;
  const data = figure.dataset;
  const [library, shapes, drawn] = await Promise.all([
    import(data.library), import(data.shapes), fetch(data.polygons).then((reply) => reply.json()), styled(data.style),
  ]);
  library.setWorkerUrl(new URL(data.worker, location.href).href);
  library.setWorkerCount(1);
  const { lands, ties, spots } = shapes.readTable(document.getElementById(data.table));
  const names = new Map(lands.map((land) => [land.code, land.name])), middle = shapes.middles(drawn);
  const region = shapes.boundsOf(drawn, new Set(names.keys())), country = shapes.boundsOf(drawn, new Set());
  const [[west, south], [east, north]] = country;
  const stage = figure.querySelector(".live");
  const canvas = stage.appendChild(Object.assign(document.createElement("div"), { className: "map-canvas" }));
  stage.hidden = false;
  const map = new library.Map({
    container: canvas, bounds: region, fitBoundsOptions: { padding: ROOM, maxZoom: 9 }, maxBounds: [[west - 9, south - 4], [east + 9, north + 4]],
    minZoom: 2, maxZoom: 11, attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, fadeDuration: 0,
    renderWorldCopies: false, cooperativeGestures: true, locale: JSON.parse(data.words),
    style: { version: 8, sources: {
      [LAND]: { type: "geojson", data: shapes.landShapes(drawn, lands), tolerance: 0.1 },
      [TIES]: { type: "geojson", data: shapes.tieShapes(ties, middle, names), tolerance: 0 },
      [HUBS]: { type: "geojson", data: shapes.hubShapes(lands, middle) },
      [ISLANDS]: { type: "geojson", data: shapes.islandShapes(drawn, lands) },
    }, layers: layers(colours(figure)) },
  });
  const loaded = new Promise((done, failed) => {
    map.once("idle", done);
    map.on("error", ({ error }) => failed(error));
  });
  try { await loaded; } catch (trouble) { map.remove(); canvas.remove(); stage.hidden = true; throw trouble; }
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new library.NavigationControl({ showCompass: false }), "top-left");
  const labels = lands.filter((land) => middle.has(land.code)).sort((a, b) => b.count - a.count).map((land) => {
    const at = middle.get(land.code), marker = new library.Marker({ element: label(land), anchor: "top" }).setLngLat(at).addTo(map);
    return { marker, at, side: shapes.sideOf(land.code, ties, middle) };
  });
  for (const spot of spots) new library.Marker({ element: spotSign(spot) }).setLngLat(spot.at).addTo(map);
  const far = drawn.islands.filter((islands) => islands.name.startsWith("Quần đảo"));
  for (const islands of far) new library.Marker({ element: islandLabel(islands.name), anchor: "center" }).setLngLat(islands.label).addTo(map);
  map.on("move", () => tidy(map, labels, spots));
  tidy(map, labels, spots);
  const points = far.flatMap((islands) => islands.points);
  inset(figure, stage, map, [[Math.min(...points.map(([x]) => x)), Math.min(...points.map(([, y]) => y))],
    [Math.max(...points.map(([x]) => x)), Math.max(...points.map(([, y]) => y))]]);
  answer(map, library, lands);
  for (const button of figure.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => (button.dataset.view === "country" ? map.fitBounds(country, { padding: 16 }) : map.fitBounds(region, { padding: ROOM, maxZoom: 9 })));
  }
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => repaint(map, colours(figure)));
  figure.map = map;
  return true;
}
