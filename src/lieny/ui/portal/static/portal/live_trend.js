// The weeks as a chart that answers: what stands as a line, what came upwards, what went downwards.
// It reads the table beneath it, so both say the same; a bar opens the list that the table's number opens.
const NARROW = 520;

function weeksOf(table) {
  return [...table.tBodies[0].rows].reverse().map((row) => {
    const count = (name) => Number(row.querySelector(`[data-count="${name}"]`)?.dataset.value ?? 0);
    const link = (name) => row.querySelector(`[data-count="${name}"] a`)?.href ?? "";
    return {
      day: row.cells[0].textContent.trim(),
      short: row.dataset.short,
      stands: count("standing"), came: count("arisen"), went: count("ended"),
      links: { came: link("arisen"), went: link("ended") },
    };
  });
}

function colours(figure) {
  const style = getComputedStyle(figure);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return { ink: of("ink"), muted: of("muted"), line: of("line"), strong: of("line-strong"), accent: of("accent"),
    card: of("card"), font: style.fontFamily };
}

function told(week, words) {
  const box = document.createElement("div");
  const head = document.createElement("b");
  head.textContent = week.day;
  const lines = [["stands", week.stands], ["came", week.came], ["went", week.went]].map(([name, count]) => {
    const line = document.createElement("div");
    line.textContent = `${words[name]}: ${count}`;
    return line;
  });
  box.append(head, ...lines);
  return box;
}

function option(weeks, words, paint, wide) {
  const text = { color: paint.muted, fontFamily: paint.font, fontSize: 12 };
  const every = Math.ceil(weeks.length / (wide > NARROW ? 9 : 5));
  const days = (grid, shown) => ({
    type: "category", gridIndex: grid, data: weeks.map((week) => week.short), axisTick: { show: false },
    axisLine: { onZero: true, lineStyle: { color: paint.strong } },
    axisLabel: { show: shown, ...text, interval: (place) => (weeks.length - 1 - place) % every === 0 },
  });
  const counts = (grid) => ({
    type: "value", gridIndex: grid, minInterval: 1, splitNumber: 2,
    axisLabel: { ...text, formatter: (value) => `${Math.abs(value)}` }, splitLine: { lineStyle: { color: paint.line } },
  });
  const motion = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const series = (name, grid, more) => ({ name: words[name], id: name, xAxisIndex: grid, yAxisIndex: grid, ...more });
  return {
    animation: motion, animationDuration: 150, textStyle: { fontFamily: paint.font },
    grid: [{ left: 44, right: 14, top: 34, height: "26%" }, { left: 44, right: 14, top: "51%", bottom: 30 }],
    legend: { top: 0, left: 36, itemWidth: 14, itemHeight: 9, textStyle: { ...text, color: paint.ink }, selectedMode: false },
    axisPointer: { link: [{ xAxisIndex: "all" }], lineStyle: { color: paint.strong } },
    tooltip: {
      trigger: "axis", confine: true, backgroundColor: paint.card, borderColor: paint.strong, padding: [6, 10],
      textStyle: { color: paint.ink, fontFamily: paint.font, fontSize: 13 },
      axisPointer: { type: "shadow", shadowStyle: { color: paint.accent, opacity: 0.08 } },
      formatter: (shown) => told(weeks[shown[0].dataIndex], words),
    },
    xAxis: [days(0, false), days(1, true)], yAxis: [counts(0), counts(1)],
    series: [
      series("stands", 0, { type: "line", symbol: "circle", symbolSize: 5, showSymbol: false, data: weeks.map((week) => week.stands),
        lineStyle: { color: paint.accent, width: 2 }, itemStyle: { color: paint.accent }, areaStyle: { color: paint.accent, opacity: 0.12 } }),
      series("came", 1, { type: "bar", stack: "week", barCategoryGap: "30%", cursor: "pointer", itemStyle: { color: paint.accent },
        data: weeks.map((week) => week.came) }),
      series("went", 1, { type: "bar", stack: "week", cursor: "pointer", itemStyle: { color: paint.strong },
        data: weeks.map((week) => -week.went) }),
    ],
  };
}

function byKeyboard(stage, chart, weeks, said, words) {
  let place = weeks.length - 1;
  const tell = () => {
    const week = weeks[place];
    chart.dispatchAction({ type: "showTip", seriesIndex: 1, dataIndex: place });
    said.textContent = `${week.day}: ${words.stands} ${week.stands}, ${words.came} ${week.came}, ${words.went} ${week.went}`;
  };
  stage.addEventListener("focus", () => { if (stage.matches(":focus-visible")) tell(); });
  stage.addEventListener("blur", () => chart.dispatchAction({ type: "hideTip" }));
  stage.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) place = Math.min(weeks.length - 1, Math.max(0, place + step));
    else if (event.key === "Home") place = 0;
    else if (event.key === "End") place = weeks.length - 1;
    else if (event.key === "Enter") { const to = weeks[place].links.came || weeks[place].links.went; if (to) location.assign(to); return; }
    else return;
    event.preventDefault();
    tell();
  });
}

export async function draw(figure) {
  const { init } = await import(figure.dataset.library);
  const weeks = weeksOf(document.getElementById(figure.dataset.table));
  const words = { stands: figure.dataset.stands, came: figure.dataset.came, went: figure.dataset.went };
  const stage = figure.querySelector(".live");
  stage.hidden = false;
  const chart = init(stage, null, { renderer: "canvas" });
  const paint = () => chart.setOption(option(weeks, words, colours(figure), stage.clientWidth), true);
  paint();
  chart.on("click", (hit) => {
    const to = weeks[hit.dataIndex]?.links[hit.seriesId];
    if (to) location.assign(to);
  });
  byKeyboard(stage, chart, weeks, figure.querySelector("[data-said]"), words);
  new ResizeObserver(() => { chart.resize(); paint(); }).observe(stage);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  figure.chart = chart;
  return true;
}
