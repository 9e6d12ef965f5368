// Charts: drawn when they come near the view or nothing else is to do, each with its legend, its definitions and its rows as a table.

const drawn = new Map();
const waiting = new Map();
const nearby = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => draw(entry.target)),
  { rootMargin: "400px" });

/**
 * @param describe what the chart shows, in a sentence: its text alternative
 * @param legend of each: label, colour, table and column it is defined by
 * @param build makes the options for a width in pixels, with the colours of the theme that shows
 * @param rows makes the table behind the chart
 */
function chart({ title, describe, legend, build, rows, size = "" }) {
  const canvas = element("div", { class: `canvas ${size}`, role: "img", "aria-label": `${title}. ${describe}` });
  waiting.set(canvas, build);
  nearby.observe(canvas);
  const keys = legend.map((item) => {
    const swatch = element("span", { class: "swatch" });
    swatch.style.background = `var(--${item.colour})`;
    return element("li", {}, swatch, figure(item.label, item.table, item.column, item.more));
  });
  return element("figure", {},
    element("figcaption", {}, title),
    element("ul", { class: "legend" }, keys),
    canvas,
    rows ? folded("Data of this chart", rows) : null);
}

function draw(canvas) {
  const build = waiting.get(canvas);
  if (!build || !canvas.isConnected) {
    return;
  }
  const made = drawn.get(canvas) ?? echarts.init(canvas, null, { renderer: "canvas" });
  drawn.set(canvas, made);
  made.setOption({ ...common(), ...build(canvas.clientWidth) }, { notMerge: true });
  canvas.dataset.drawn = "true";
  nearby.unobserve(canvas);
}

/** Draws the charts out of view too, one at a time, whenever there is nothing else to do. */
function drawTheRest() {
  const next = [...waiting.keys()].find((canvas) => canvas.isConnected && !drawn.has(canvas));
  if (next) {
    draw(next);
    whenIdle(drawTheRest);
  }
}

function whenIdle(work) {
  (window.requestIdleCallback ?? window.setTimeout)(work);
}

/** Forgets the charts of what is about to be replaced. */
function clearCharts() {
  for (const canvas of waiting.keys()) {
    nearby.unobserve(canvas);
    drawn.get(canvas)?.dispose();
  }
  waiting.clear();
  drawn.clear();
}

function redrawCharts() {
  [...drawn.keys()].forEach(draw);
}

function common() {
  return {
    animation: false,
    textStyle: { fontFamily: "system-ui, sans-serif", color: colour("ink") },
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
  };
}

function tooltip(lines) {
  return {
    trigger: "axis",
    renderMode: "richText",
    confine: true,
    backgroundColor: colour("ink"),
    borderWidth: 0,
    textStyle: { color: colour("ground"), fontSize: 13 },
    formatter: (points) => lines(points[0].dataIndex, points).join("\n"),
  };
}

function valueAxis(format = short) {
  return {
    type: "value",
    axisLabel: { color: colour("muted"), formatter: format, hideOverlap: true },
    splitLine: { lineStyle: { color: colour("rule") } },
  };
}

function categoryAxis(names) {
  return {
    type: "category",
    data: names,
    axisLabel: { color: colour("muted"), hideOverlap: true, showMinLabel: true, showMaxLabel: true, alignMinLabel: "left", alignMaxLabel: "right" },
    axisLine: { lineStyle: { color: colour("muted") } },
    axisTick: { show: false },
  };
}

/** The names of bars, each below its bar. */
function barAxis(names) {
  const axis = categoryAxis(names);
  return { ...axis, axisLabel: { color: colour("muted"), hideOverlap: true } };
}

const MILLISECONDS_A_DAY = 86400000;

/** A time axis from the first to the last day, with the two and as many month starts as fit. */
function timeAxis(first, last, width) {
  const [from, to] = [Date.parse(first), Date.parse(last)];
  const starts = [];
  for (let next = new Date(from); next.getTime() < to; next = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 1))) {
    starts.push(next.getTime());
  }
  const room = Math.max(2, Math.floor((width - 60) / 92));
  const gap = (to - from) / room;
  const step = [1, 2, 3, 6, 12, 24, 60].find((months) => starts.length / months <= room - 1) ?? 120;
  const ticks = starts.slice(1).filter((start) => new Date(start).getUTCMonth() % Math.min(step, 12) === 0
    && (step < 24 || new Date(start).getUTCFullYear() % (step / 12) === 0));
  const shown = [from, ...ticks.filter((tick) => tick - from >= 0.6 * gap && to - tick >= 0.6 * gap), to];
  const range = { min: from, max: Math.max(to, from + MILLISECONDS_A_DAY), splitLine: { show: false } };
  // Lines are stacked along an axis of time, and only one of values takes its own labels.
  return [{
    ...range, type: "time", axisLabel: { show: false }, axisTick: { show: false }, axisLine: { show: false }, axisPointer: { label: { show: false } },
  }, {
    ...range, type: "value", position: "bottom", axisPointer: { show: false },
    axisLabel: {
      color: colour("muted"), customValues: shown, alignMinLabel: "left", alignMaxLabel: "right",
      formatter: (value) => day(isoDay(value)),
    },
    axisTick: { show: true, customValues: shown },
    axisLine: { lineStyle: { color: colour("muted") } },
  }];
}

function isoDay(time) {
  return new Date(time).toISOString().slice(0, 10);
}

/** Vertical lines with a text at days that stand out. */
function eventLines(events) {
  return {
    silent: true, symbol: "none",
    lineStyle: { color: colour("muted"), type: "dotted", width: 1 },
    label: {
      color: colour("ink"), backgroundColor: colour("paper"), padding: [2, 4], fontSize: 11, position: "end", distance: 0,
      formatter: (mark) => mark.data.text,
    },
    data: events.map((event, i) => ({
      xAxis: Date.parse(event.date), text: event.text,
      label: { align: event.isLate ? "right" : "left", offset: [event.isLate ? -3 : 3, 20 + 18 * i] },
    })),
  };
}

function listenForPrint() {
  const prepare = (printing) => {
    document.documentElement.classList.toggle("printing", printing);
    [...waiting.keys()].forEach(draw);
    drawn.forEach((made) => made.resize());
  };
  let theme;
  window.addEventListener("beforeprint", () => {
    theme = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = "light";
    prepare(true);
  });
  window.addEventListener("afterprint", () => {
    if (theme) {
      document.documentElement.dataset.theme = theme;
    } else {
      delete document.documentElement.dataset.theme;
    }
    prepare(false);
  });
  new ResizeObserver(() => drawn.forEach((made) => made.resize())).observe(document.querySelector("main"));
}
