// The page: its sections in order, drawn again when the reader chooses something else.

const SECTIONS = [
  headlineSection, historySection, growthSection, segmentsSection, cohortsSection, customersSection,
  daysSection, forecastSection, policySection, vendorsSection, booksSection,
];

function render() {
  clearCharts();
  SECTIONS.forEach((draw) => draw());
  whenIdle(drawTheRest);
}

function frame() {
  const { run } = PAGE;
  document.getElementById("period").textContent =
    `${day(run.as_of)}, data from ${day(run.from)} to ${day(run.through)} (${run.zone})`;
  document.getElementById("contents").replaceChildren(...[...document.querySelectorAll("main h2")].map((title) =>
    element("li", {}, element("a", { href: `#${title.closest("section").id}` }, title.textContent))));
  document.getElementById("colophon").textContent =
    `Tidemark ${run.version}. Inputs, policy and code ${run.identity.slice(0, 16)}. Hover over or focus a figure to see its definition and table. All tables are in exports/csv and exports/parquet.`;
}

frame();
drawFilters(render);
listenForDefinitions();
listenForTheme(document.getElementById("theme"), redrawCharts);
listenForPrint();
render();
document.documentElement.dataset.ready = "true";
