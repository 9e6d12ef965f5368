// Month by month: movements, churn and retention.

const CHURN_LINES = [
  ["gross_mrr_churn", "Gross MRR churn", "churn"],
  ["net_mrr_churn", "Net MRR churn", "new"],
  ["customer_churn", "Customer churn", "contraction"],
];

const MOST_MONTHS = 13;

function growthSection() {
  const all = months();
  if (all.length === 0) {
    fill("growth", empty(`No months with MRR in ${view.currency}.`));
    return;
  }
  const recent = [...all].reverse();
  fill("growth",
    all.length === 1 ? note("Only one month is available, so there are no rates of change.") : null,
    element("div", { class: "columns" }, movementChart(all), churnChart(all)),
    element("h3", {}, "Growth by month"), ...pages(recent, growthTable),
    element("h3", {}, "Churn and retention by month"), ...pages(recent, churnTable),
    renewals());
}

/** The latest months, and the others on demand. */
function pages(rows, make) {
  const rest = rows.slice(MOST_MONTHS);
  return [
    make(rows.slice(0, MOST_MONTHS)),
    rest.length > 0 ? folded(`${rest.length} earlier months`, () => make(rest)) : null,
  ];
}

function movementChart(all) {
  const present = MOVEMENTS.filter(([column]) => column !== "opening" && all.some((row) => row[column]));
  const shown = all.slice(all.findIndex((row) => present.some(([column]) => row[column])));
  if (present.length === 0) {
    return empty("No movements in these months.");
  }
  const names = shown.map((row) => month(row.month));
  return chart({
    title: `Movements by month, ${view.currency}`,
    describe: shown.slice(-2).map((row) => `${month(row.month)}: ${present.map(([column, label]) => `${label} ${change(row[column])}`).join(", ")}`).join(". "),
    legend: present.map(([column, label]) => ({ label, colour: column, table: "churn_by_month", column })),
    build: () => ({
      tooltip: tooltip((i) => [names[i], ...present.map(([column, label]) => `${label} ${change(shown[i][column])}`)]),
      xAxis: { ...categoryAxis(names), axisLine: { onZero: true, lineStyle: { color: colour("muted") } } },
      yAxis: valueAxis(),
      series: present.map(([column, label]) => ({
        name: label, type: "bar", stack: "all", barMaxWidth: 48,
        itemStyle: { color: colour(column) }, data: shown.map((row) => row[column]),
      })),
    }),
  });
}

function churnChart(all) {
  const shown = all.filter((row) => CHURN_LINES.some(([column]) => row[column] !== null));
  if (shown.length === 0) {
    return empty("No churn rates yet: no billing interval was fully visible in any month.");
  }
  if (shown.length === 1) {
    return empty(`Churn rates are available for ${month(shown[0].month)} only; see the table below.`);
  }
  const names = shown.map((row) => month(row.month));
  return chart({
    title: "Churn by month",
    describe: shown.slice(-2).map((row) => `${month(row.month)}: ${CHURN_LINES.map(([column, label]) => `${label} ${percent(row[column])}`).join(", ")}`).join(". "),
    legend: CHURN_LINES.map(([column, label, tint]) => ({ label, colour: tint, table: "churn_by_month", column })),
    build: () => ({
      tooltip: tooltip((i) => [names[i], ...CHURN_LINES.map(([column, label]) => `${label} ${percent(shown[i][column])}`)]),
      xAxis: categoryAxis(names),
      yAxis: valueAxis((value) => `${number(value * 100, 0)} %`),
      series: CHURN_LINES.map(([column, label, tint], i) => ({
        name: label, type: "line", symbol: ["circle", "rect", "triangle"][i], symbolSize: shown.length > 24 ? 4 : 8,
        lineStyle: { color: colour(tint), width: 2 }, itemStyle: { color: colour(tint) },
        data: shown.map((row) => row[column]),
      })),
    }),
  });
}

function growthTable(rows) {
  const churn = "churn_by_month";
  const growth = new Map(chosen("monthly_growth").map((row) => [row.month, row]));
  const ofAll = (label, column, show) => ({
    label, table: "monthly_growth", column, kind: "number", show: (row) => show(growth.get(row.month)?.[column]),
  });
  const whole = view.interval === "all" ? [
    ofAll("Growth", "growth_rate", percentChange),
    ofAll("CMGR 3 months", "cmgr_3", percentChange),
    ofAll("CMGR 12 months", "cmgr_12", percentChange),
    ofAll("Quick ratio", "quick_ratio", ratio),
    ofAll("LTV", "ltv_capped", amount),
  ] : [];
  const present = MOVEMENTS.filter(([column]) => rows.some((row) => row[column]));
  return dataTable({
    caption: `${scopeName()}, amounts in ${view.currency} – churn_by_month, monthly_growth`,
    columns: [
      monthColumn(churn),
      amounts("Start", churn, "start_mrr"),
      ...present.map(([column, label]) => amounts(label, churn, column, change)),
      amounts("End", churn, "end_mrr"),
      ...whole,
    ],
    rows,
  });
}

function churnTable(rows) {
  const churn = "churn_by_month";
  return dataTable({
    caption: `${scopeName()} – churn_by_month`,
    columns: [
      monthColumn(churn),
      numbers("Gross MRR churn", churn, "gross_mrr_churn", percent),
      numbers("Net MRR churn", churn, "net_mrr_churn", percent),
      numbers("GRR", churn, "grr", percent),
      numbers("NRR", churn, "nrr", percent),
      numbers("Customer churn", churn, "customer_churn", percent),
      numbers("Customers at start", churn, "start_customers", count),
      numbers("Lost", churn, "churned_customers", count),
      numbers("Gained", churn, "gained_customers", count),
      numbers("At end", churn, "end_customers", count),
      numbers("Renewal rate", churn, "renewal_rate", percent),
    ],
    rows,
  });
}

function renewals() {
  const table = "retention_by_renewal";
  const rows = rowsOf(table).filter((row) => view.interval === "all" || row.billing_interval === view.interval);
  if (rows.length === 0) {
    return note("Too few renewals in the data to estimate survival.");
  }
  return folded("Survival by renewal, all currencies", () => dataTable({
    caption: `Customers that remain after each renewal – ${table}`,
    columns: [
      texts("Billing interval", table, "billing_interval", null, sentence),
      numbers("Renewal", table, "renewal_number", count),
      numbers("Due", table, "due", count),
      numbers("Renewed", table, "renewed", count),
      numbers("Rate", table, "renewal_rate", percent),
      numbers("Survival", table, "survival", percent),
      numbers("Survival (95 % low)", table, "survival_low", percent),
      numbers("Survival (95 % high)", table, "survival_high", percent),
      numbers("Fitted", table, "fitted_survival", percent),
      texts("Observed", table, "is_extrapolated", null, (value) => (value ? "fitted only" : "yes")),
    ],
    rows,
  }));
}
