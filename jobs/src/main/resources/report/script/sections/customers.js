// Who pays most, and on how few MRR rests.

const SHARES = [
  ["top_1_share", "Largest", "churn"],
  ["top_5_share", "5 largest", "contraction"],
  ["top_10_share", "10 largest", "new"],
  ["top_50_share", "50 largest", "transfer"],
];
const MOST_AT_ONCE = 10;
const MOST_HELD = 50;

function customersSection() {
  const rows = chosen("biggest_customers");
  const monthly = chosen("concentration");
  if (rows.length === 0) {
    fill("customers", empty(`No customer has MRR in ${view.currency} on ${day(PAGE.run.as_of)}.`));
    return;
  }
  const rest = rows.slice(MOST_AT_ONCE);
  fill("customers", notByInterval(), shares(last(monthly)),
    customerTable(rows.slice(0, MOST_AT_ONCE)),
    rest.length > 0 ? folded(`The next ${rest.length}`, () => [customerTable(rest), rest[rest.length - 1].rank >= MOST_HELD
      ? note("More customers are in exports/csv/biggest_customers.csv.") : null]) : null,
    concentrationChart(monthly));
}

function shares(row) {
  const table = "concentration";
  return row && figures(
    ...SHARES.map(([column, label]) => ({ label, text: percent(row[column]), table, column })),
    { label: "Never paid", text: row.never_paid === null ? NONE : percent(row.never_paid_share), small: row.never_paid === null ? "payments unknown" : `${count(row.never_paid_customers)} customers, ${whole(row.never_paid)}`, table, column: "never_paid_share" },
    { label: "Herfindahl", text: number(row.herfindahl, 4), table, column: "herfindahl" },
    { label: "Gini", text: ratio(row.gini), table, column: "gini" });
}

function customerTable(rows) {
  const table = "biggest_customers";
  return dataTable({
    caption: `By MRR on ${day(PAGE.run.as_of)}, amounts in ${view.currency} – ${table}`,
    columns: [
      texts("Customer", table, "customer_id", "id", customerLink),
      numbers("Rank", table, "rank", count),
      amounts("MRR", table, "mrr"),
      numbers("Share", table, "share", percent),
      numbers("Cumulative", table, "cumulative_share", percent),
      amounts("Over 30 days", table, "change_30_days", change),
      { label: "Since", table, column: "since", show: (row) => (row.is_since_earlier ? `before ${day(row.since)}` : day(row.since)) },
      texts("Next renewal", table, "next_renewal", null, day),
      { label: "Paid", table, column: "has_paid", show: (row) => (row.has_paid === false ? element("span", { class: "tag warn" }, "never") : row.has_paid ? "yes" : NONE) },
      ...(view.converted ? [] : [amounts("Total billed", table, "total_billed")]),
    ],
    rows,
  });
}

function concentrationChart(rows) {
  if (rows.length < 2) {
    return note("A trend is available from the second month.");
  }
  const names = rows.map((row) => month(row.month));
  const latest = last(rows);
  return chart({
    title: "Share of MRR by month",
    describe: `${month(latest.month)}: ${SHARES.map(([column, label]) => `${label} ${percent(latest[column])}`).join(", ")}.`,
    legend: SHARES.map(([column, label, tint]) => ({ label, colour: tint, table: "concentration", column })),
    size: "low",
    build: () => ({
      tooltip: tooltip((i) => [names[i], ...SHARES.map(([column, label]) => `${label} ${percent(rows[i][column])}`)]),
      xAxis: { ...categoryAxis(names), boundaryGap: false },
      yAxis: valueAxis((value) => `${number(value * 100, 0)} %`),
      series: SHARES.map(([column, label, tint]) => ({
        name: label, type: "line", symbolSize: 6, symbol: "circle",
        lineStyle: { color: colour(tint), width: 2 }, itemStyle: { color: colour(tint) },
        data: rows.map((row) => row[column]),
      })),
    }),
    rows: () => dataTable({
      caption: "Share of MRR by month – concentration",
      columns: [monthColumn("concentration"), ...SHARES.map(([column, label]) => numbers(label, "concentration", column, percent))],
      rows,
    }),
  });
}
