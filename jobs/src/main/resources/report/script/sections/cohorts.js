// Cohorts as heat maps: a table whose cells are tinted by what is left.

const COHORT_MEASURES = {
  retention: { label: "Customer retention", pivot: "cohort_retention_pivot", column: "customer_retention", show: percent, left: (value) => value },
  grr: { label: "GRR", pivot: "cohort_grr_pivot", column: "grr", show: percent, left: (value) => value },
  nrr: { label: "NRR", pivot: "cohort_nrr_pivot", column: "nrr", show: percent, left: (value) => value },
  customers: { label: "Customers", pivot: "cohort_customers_pivot", column: "customers", show: count, left: (value, row) => value / row.cohort_customers },
  mrr: { label: "MRR", pivot: "cohort_mrr_pivot", column: "mrr", show: (value) => amount(value), left: (value, row) => value / row.initial_mrr },
};

const LEVELS = [0.2, 0.4, 0.55, 0.7, 0.8, 0.9, 1.0000001, 1.1];

/** The chosen segment of cohorts: that of the billing interval above everything, or the section's own. */
function cohortSegment() {
  if (view.interval !== "all") {
    return `billing_interval/${view.interval}`;
  }
  return cohortSegments().includes(view.segment) ? view.segment : "all";
}

function cohortSegments() {
  return [...new Set(chosen("cohorts").map((row) => `${row.dimension}/${row.segment}`))]
    .filter((name) => !name.startsWith("all/")).sort();
}

function segmentName(name) {
  const [dimension, ...segment] = name.split("/");
  return name === "all" ? "All" : `${dimensionName(dimension)}: ${words(segment.join("/"))}`;
}

function cohortsSection() {
  const measure = COHORT_MEASURES[view.cohort];
  const segment = cohortSegment();
  const rows = segment === "all" ? ofAllIntervals(measure) : ofSegment(measure, segment);
  const segments = view.interval === "all" ? cohortSegments() : [];
  const redraw = (selector) => {
    cohortsSection();
    document.querySelector(selector).focus();
  };
  const filter = segments.length === 0 ? null
    : picker("Segment", ["all", ...segments].map((name) => [name, segmentName(name)]), segment, (name) => {
      view.segment = name;
      redraw("#cohorts select");
    });
  if (rows.length === 0) {
    fill("cohorts", filter, empty(view.converted || view.interval === "all"
      ? `No customers started within the data in ${view.currency}, so there are no cohorts yet.`
      : `No customers started with the billing interval ${words(view.interval)}.`));
    return;
  }
  fill("cohorts",
    filter,
    choice("Show", "cohort", Object.entries(COHORT_MEASURES).map(([name, each]) => [name, each.label]), view.cohort,
      (name) => {
        view.cohort = name;
        redraw(`input[name="cohort"][value="${name}"]`);
      }),
    heatMap(measure, rows, segment), scale(),
    segment === "all" ? null : note("Cohorts of segments: the latest 13. All are in exports/csv/cohorts.csv."),
    rows.some((row) => row.cohort === "before")
      ? note("The cohort before the data includes only customers who stayed until the data starts. It has no month 0.") : null);
}

/** A row a cohort, with the cells of its months. */
function ofAllIntervals(measure) {
  const columns = (PAGE.tables[measure.pivot]?.columns ?? []).filter((name) => /^m\d\d+$/.test(name));
  const isAverage = (row) => Number(row.cohort === "average");
  return [...chosen(measure.pivot)].sort((a, b) => isAverage(a) - isAverage(b)).map((row) => ({ ...row, table: measure.pivot, column: "m00", cells: columns.map((name) => row[name]) }));
}

function ofSegment(measure, segment) {
  const cohorts = new Map();
  for (const row of chosen("cohorts").filter((each) => `${each.dimension}/${each.segment}` === segment)) {
    if (!cohorts.has(row.cohort)) {
      cohorts.set(row.cohort, { ...row, table: "cohorts", column: measure.column, cells: [] });
    }
    const isMonth0 = row.cohort === "before" && row.month_offset === 0;
    cohorts.get(row.cohort).cells[row.month_offset] = isMonth0 ? null : row[measure.column];
  }
  return [...cohorts.values()];
}

function heatMap(measure, rows, segment) {
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
    caption: `${measure.label} by months since start, ${scopeName()}${segment === "all" ? "" : `, ${segmentName(segment)}`} – ${table}`,
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
