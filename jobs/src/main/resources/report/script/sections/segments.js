// MRR by segment of customers, month by month.

function segmentsSection() {
  const table = "segments";
  const all = chosen(table);
  if (all.length === 0) {
    fill("segments", empty(`No segments with MRR in ${view.currency}.`));
    return;
  }
  const dimensions = dimensionsOf(all);
  const months = [...new Set(all.map((row) => row.month))].sort().reverse();
  const dimension = dimensions.includes(view.dimension) ? view.dimension : dimensions[0];
  const chosenMonth = months.includes(view.segmentMonth) ? view.segmentMonth : months[0];
  const rows = all.filter((row) => row.dimension === dimension && row.month === chosenMonth)
    .sort((a, b) => b.mrr - a.mrr || (a.segment < b.segment ? -1 : 1));
  const rest = rows.slice(MOST_SEGMENTS);
  const redraw = (selector) => {
    segmentsSection();
    document.querySelector(selector).focus();
  };
  fill("segments", notByInterval(),
    choice("By", "dimension", dimensions.map((name) => [name, dimensionName(name)]), dimension, (name) => {
      view.dimension = name;
      redraw(`input[name="dimension"][value="${name}"]`);
    }),
    picker("Month", months.map((name) => [name, month(name)]), chosenMonth, (name) => {
      view.segmentMonth = name;
      redraw("#segments select");
    }),
    rows.length === 0 ? empty("No segment of this dimension has MRR in this month.")
      : segmentTable(rows.slice(0, MOST_SEGMENTS), chosenMonth),
    rest.length > 0 ? folded(`${rest.length} more segments`, () => segmentTable(rest, chosenMonth)) : null,
    note("Earlier months are in exports/csv/segments.csv."));
}

const MOST_SEGMENTS = 15;
const DIMENSIONS = new Map([
  ["billing_interval", "Billing interval"], ["mrr_band", "MRR band"], ["country", "Country"], ["coupon", "Coupon"],
  ["first_discount", "First discount"], ["currency", "Currency"],
]);

/** The dimensions in their order; those of which nothing is known come last. */
function dimensionsOf(rows) {
  const known = new Set(rows.filter((row) => row.segment !== "none").map((row) => row.dimension));
  const order = (name) => [...DIMENSIONS.keys()].indexOf(name) + (known.has(name) ? 0 : DIMENSIONS.size);
  return [...new Set(rows.map((row) => row.dimension))].sort((a, b) => order(a) - order(b));
}

function dimensionName(name) {
  return DIMENSIONS.get(name) ?? sentence(name);
}

function segmentTable(rows, chosenMonth) {
  const table = "segments";
  return dataTable({
    caption: `${dimensionName(rows[0].dimension)}, ${month(chosenMonth)}${rows[0].is_partial ? " so far" : ""}${rows[0].is_warming_up ? ", warming up" : ""}, amounts in ${view.currency} – ${table}`,
    columns: [
      { label: "Segment", table, column: "segment", kind: "id", show: (row) => sentence(row.segment) },
      numbers("Customers", table, "customers", count),
      amounts("Start", table, "start_mrr"),
      amounts("Movements", table, "moved", change),
      amounts("From other segments", table, "transfer", change),
      amounts("MRR", table, "mrr"),
      rates("Share", table, "share", "mrr", "total"),
      numbers("Growth", table, "growth_rate", percentChange),
    ],
    rows,
  });
}
