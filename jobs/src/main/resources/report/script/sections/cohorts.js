// Cohorts as heat maps: a table whose cells are tinted by what is left.

const COHORT_MEASURES = {
  customers: { label: "Customers", pivot: "cohort_customers_pivot", show: (value) => number(value, Number.isInteger(value) ? 0 : 1), left: (value, row) => (row.cohort === "average" ? null : value / row.cohort_customers) },
  mrr: { label: "MRR", pivot: "cohort_mrr_pivot", show: (value) => amount(value), left: (value, row) => (row.cohort === "average" ? null : value / row.initial_mrr) },
  nrr: { label: "NRR", pivot: "cohort_nrr_pivot", show: percent, left: (value) => value },
};

const LEVELS = [0.2, 0.4, 0.55, 0.7, 0.8, 0.9, 1.0000001, 1.1];

function cohortsSection() {
  const measure = COHORT_MEASURES[view.cohort];
  const rows = view.interval === "all" ? ofAllIntervals(measure) : ofInterval(measure);
  if (rows.length === 0) {
    fill("cohorts", empty(view.converted || view.interval === "all"
      ? `No customers started within the data in ${view.currency}, so there are no cohorts yet.`
      : `No customers started with the billing interval ${words(view.interval)}.`));
    return;
  }
  fill("cohorts",
    choice("Show", "cohort", Object.entries(COHORT_MEASURES).map(([name, each]) => [name, each.label]), view.cohort,
      (name) => {
        view.cohort = name;
        cohortsSection();
        document.querySelector(`input[name="cohort"][value="${name}"]`).focus();
      }),
    heatMap(measure, rows), scale(),
    rows.some((row) => row.cohort === "before")
      ? note("The cohort before the data includes only customers who stayed until the data starts.") : null);
}

/** A row a cohort, with the cells of its months. */
function ofAllIntervals(measure) {
  const columns = (PAGE.tables[measure.pivot]?.columns ?? []).filter((name) => /^m\d\d+$/.test(name));
  const isAverage = (row) => Number(row.cohort === "average");
  return [...chosen(measure.pivot)].sort((a, b) => isAverage(a) - isAverage(b)).map((row) => ({ ...row, table: measure.pivot, column: "m00", cells: columns.map((name) => row[name]) }));
}

function ofInterval() {
  const cohorts = new Map();
  for (const row of chosen("cohorts").filter((each) => each.segment === view.interval)) {
    if (!cohorts.has(row.cohort)) {
      cohorts.set(row.cohort, { ...row, table: "cohorts", column: view.cohort, cells: [] });
    }
    cohorts.get(row.cohort).cells[row.month_offset] = row[view.cohort];
  }
  return [...cohorts.values()];
}

function heatMap(measure, rows) {
  const { table, column } = rows[0];
  const offsets = Math.max(...rows.map((row) => row.cells.length));
  const columns = [
    { label: "Cohort", table, column: "cohort", show: (row) => (row.cohort === "average" ? "Weighted average" : row.cohort === "before" ? "Before the data" : month(row.cohort)) },
    numbers("Customers", table, "cohort_customers", count),
    amounts(`First MRR, ${view.currency}`, table, "initial_mrr"),
    ...Array.from({ length: offsets }, (unused, offset) => ({
      label: String(offset), table, column, kind: "number",
      show: (row) => (isNone(row.cells[offset]) ? "" : measure.show(row.cells[offset])),
      tone: (row) => (isNone(row.cells[offset]) ? null : tint(measure.left(row.cells[offset], row))),
    })),
  ];
  const made = dataTable({
    caption: `${measure.label} by months since start, ${scopeName()}${view.interval === "all" ? "" : `, ${words(view.interval)}`} – ${table}`,
    columns,
    rows,
    mark: (row) => (row.cohort === "average" ? "average" : null),
  });
  made.classList.add("heat");
  return made;
}

function isNone(value) {
  return value === null || value === undefined;
}

function tint(left) {
  return left === null ? null : `level-${LEVELS.filter((bound) => left >= bound).length}`;
}

function scale() {
  const names = ["under 20 %", "20", "40", "55", "70", "80", "90 to 100 %", "over 100 %", "110 % and more"];
  return element("ul", { class: "scale", "aria-label": "Colors: share that remains" },
    names.map((name, i) => element("li", { class: `level-${i}` }, name)));
}
