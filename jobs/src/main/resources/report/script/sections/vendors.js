// The same months under the definitions of vendors.

const VENDORS = [["chartmogul", "ChartMogul"], ["stripe", "Stripe"], ["baremetrics", "Baremetrics"], ["profitwell", "ProfitWell"]];
const METRICS = [["mrr", "MRR"], ["customer_churn", "Customer churn"], ["gross_mrr_churn", "Gross MRR churn"], ["net_mrr_churn", "Net MRR churn"], ["ltv", "LTV"]];

function vendorsSection() {
  const rows = chosen("vendor_definitions");
  if (rows.length === 0) {
    fill("vendors", empty(`No months in ${view.currency} to compare.`));
    return;
  }
  const [latest, ...earlier] = [...new Map(rows.map((row) => [row.month, row])).values()].reverse();
  fill("vendors", notByInterval(), vendorTable(latest, rows),
    earlier.map((one) => folded(month(one.month), () => vendorTable(one, rows))),
    note("Earlier months are in exports/csv/vendor_definitions.csv."),
    folded("Definitions and sources", () => definitionTable(rows)));
}

function vendorTable(one, rows) {
  const table = "vendor_definitions";
  const find = (metric, vendor) => rows.find((row) => row.month === one.month && row.metric === metric && row.vendor === vendor);
  return dataTable({
    caption: `${month(one.month)}${one.is_partial ? " so far" : ""}, amounts in ${view.currency} – ${table}`,
    columns: [
      { label: "Metric", table, column: "metric", show: ([, label]) => label },
      ...VENDORS.map(([vendor, label]) => ({
        label, table, column: "definition", kind: "words", show: ([metric]) => vendorFigure(find(metric, vendor)),
      })),
    ],
    rows: METRICS,
  });
}

function vendorFigure(row) {
  if (!row) {
    return NONE;
  }
  const [column, text] = row.amount !== null ? ["amount", amount(row.amount)] : ["rate", percent(row.rate)];
  const part = /customer/.test(row.metric) ? count : amount;
  const fraction = row.amount === null && row.numerator !== null
    ? element("small", {}, `${part(row.numerator)} of ${part(row.denominator)}`) : "";
  return row.reason
    ? element("small", {}, row.reason)
    : [figure(text, "vendor_definitions", column, `Here: ${row.definition}.`), fraction];
}

function definitionTable(rows) {
  const table = "vendor_definitions";
  const names = new Map(VENDORS);
  const latest = last(rows).month;
  return dataTable({
    caption: `Definitions – ${table}`,
    columns: [
      { label: "Metric", table, column: "metric", show: (row) => new Map(METRICS).get(row.metric) ?? words(row.metric) },
      { label: "Vendor", table, column: "vendor", show: (row) => names.get(row.vendor) ?? row.vendor },
      texts("Definition", table, "definition", "words"),
      texts("Published at", table, "source", "id"),
    ],
    rows: rows.filter((row) => row.month === latest),
  });
}
