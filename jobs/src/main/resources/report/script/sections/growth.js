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
    sideBySide(movementChart(all), churnChart(all)),
    element("h3", {}, "Movements by month"), ...pages(recent, movementTable),
    view.interval === "all" ? [element("h3", {}, "Growth by month"), ...pages([...chosen("monthly_growth")].reverse(), growthTable)] : null,
    element("h3", {}, "Churn and retention by month"), ...pages(recent, churnTable),
    element("h3", {}, "Churn by cause"), ...pages(recent, causeTable),
    element("h3", {}, "Survival by renewal"), renewals());
}

/** The latest months, and the others on demand. */
function pages(rows, make) {
  const rest = rows.slice(MOST_MONTHS);
  return [
    make(rows.slice(0, MOST_MONTHS)),
    rest.length > 0 ? folded(`${rest.length} earlier months`, () => make(rest)) : null,
  ];
}

/** Two charts in columns; what is no chart takes the whole width. */
function sideBySide(...parts) {
  return parts.every((part) => part.tagName === "FIGURE") ? element("div", { class: "columns" }, parts) : parts;
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
      xAxis: { ...barAxis(names), axisLine: { onZero: true, lineStyle: { color: colour("muted") } } },
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
      xAxis: { ...categoryAxis(names), boundaryGap: false },
      yAxis: valueAxis((value) => `${number(value * 100, 0)} %`),
      series: CHURN_LINES.map(([column, label, tint], i) => ({
        name: label, type: "line", symbol: ["circle", "rect", "triangle"][i], symbolSize: shown.length > 24 ? 4 : 8,
        lineStyle: { color: colour(tint), width: 2 }, itemStyle: { color: colour(tint) },
        data: shown.map((row) => row[column]),
      })),
    }),
  });
}

function movementTable(rows) {
  const churn = "churn_by_month";
  const present = MOVEMENTS.filter(([column]) => rows.some((row) => row[column]));
  return dataTable({
    caption: `${scopeName()}, amounts in ${view.currency} – ${churn}`,
    columns: [
      monthColumn(churn),
      amounts("Start", churn, "start_mrr"),
      ...present.map(([column, label]) => amounts(label, churn, column, change)),
      amounts("End", churn, "end_mrr"),
    ],
    rows,
  });
}

function growthTable(rows) {
  const table = "monthly_growth";
  const label = monthColumn(table);
  const show = (row) => {
    const hint = isOverstated(row) && row.growth_rate !== null ? "overstated by warm-up" : null;
    return hint ? [month(row.month), element("small", {}, row.is_partial ? `so far, ${hint}` : hint)] : label.show(row);
  };
  return dataTable({
    caption: `${scopeName()}, amounts in ${view.currency} – ${table}`,
    columns: [
      { ...label, show },
      amounts("MRR", table, "end_mrr"),
      numbers("Growth", table, "growth_rate", percentChange),
      numbers("30-day pace", table, "growth_rate_30_days", percentChange),
      numbers("CMGR 3 months", table, "cmgr_3", percentChange),
      numbers("CMGR 12 months", table, "cmgr_12", percentChange),
      numbers("Customers", table, "customers", count),
      amounts("ARPA", table, "arpa"),
      numbers("Quick ratio", table, "quick_ratio", ratio),
      amounts("LTV", table, "ltv"),
      amounts("LTV, 60 months at most", table, "ltv_capped"),
    ],
    rows,
  });
}

function churnTable(rows) {
  const churn = "churn_by_month";
  return dataTable({
    caption: `${scopeName()}, amounts in ${view.currency} – ${churn}`,
    columns: [
      monthColumn(churn),
      rates("Gross MRR churn", churn, "gross_mrr_churn", "lost", "start_mrr"),
      rates("Net MRR churn", churn, "net_mrr_churn", "net_lost", "start_mrr"),
      rates("GRR", churn, "grr", "kept", "start_mrr"),
      rates("NRR", churn, "nrr", "retained", "start_mrr"),
      rates("Customer churn", churn, "customer_churn", "churned_customers", "start_customers"),
      numbers("Gained", churn, "gained_customers", count),
      numbers("At end", churn, "end_customers", count),
      rates("Renewal rate", churn, "renewal_rate", "renewed_cycles", "due_cycles"),
    ],
    rows,
  });
}

function causeTable(rows) {
  const churn = "churn_by_month";
  return dataTable({
    caption: `${scopeName()}, amounts in ${view.currency} – ${churn}`,
    columns: [
      monthColumn(churn),
      amounts("Churn", churn, "churn", change),
      amounts("Involuntary: renewal not paid", churn, "churn_involuntary", change),
      amounts("Voluntary: no renewal invoiced", churn, "churn_voluntary", change),
      amounts("Unknown", churn, "churn_unknown", change),
    ],
    rows,
  });
}

const SURVIVAL_COLOURS = ["new", "expansion", "contraction", "churn", "transfer"];

function renewals() {
  const table = "retention_by_renewal";
  const rows = rowsOf(table).filter((row) => view.interval === "all" || row.billing_interval === view.interval);
  if (rows.length === 0) {
    return empty("Too few renewals in the data to estimate survival.");
  }
  const intervals = [...new Set(rows.map((row) => row.billing_interval))];
  const last = Math.max(...rows.map((row) => row.renewal_number));
  const names = Array.from({ length: last + 1 }, (unused, number) => String(number));
  const find = (interval, number) => rows.find((row) => row.billing_interval === interval && row.renewal_number === Number(number));
  const value = (interval, number) => {
    const row = find(interval, number);
    return Number(number) === 0 ? 1 : row?.survival ?? row?.fitted_survival ?? null;
  };
  const observed = (interval, number) => (find(interval, number)?.is_extrapolated ? null : value(interval, number));
  const ends = intervals.map((interval) => {
    const shown = rows.filter((row) => row.billing_interval === interval && row.survival !== null);
    const row = shown[shown.length - 1];
    return row ? `${sentence(interval)}: ${percent(row.survival)} after ${count(row.renewal_number)} renewals` : null;
  });
  const line = (interval, i, type, data) => ({
    name: interval, type: "line", symbol: type === "solid" ? "circle" : "none", symbolSize: 5, connectNulls: true, data,
    lineStyle: { color: colour(SURVIVAL_COLOURS[i % SURVIVAL_COLOURS.length]), width: 2, type },
    itemStyle: { color: colour(SURVIVAL_COLOURS[i % SURVIVAL_COLOURS.length]) },
  });
  return chart({
    title: "Customers that remain after each renewal, all currencies",
    describe: `${ends.filter((text) => text).join("; ")}.`,
    legend: intervals.map((interval, i) => ({ label: sentence(interval), colour: SURVIVAL_COLOURS[i % SURVIVAL_COLOURS.length], table, column: "survival", more: "Dashed: fitted." })),
    build: () => ({
      tooltip: tooltip((i) => [`Renewal ${names[i]}`, ...intervals.filter((interval) => value(interval, names[i]) !== null)
        .map((interval) => `${sentence(interval)} ${percent(value(interval, names[i]))}${find(interval, names[i])?.is_extrapolated ? " (fitted)" : ""}`)]),
      xAxis: { ...categoryAxis(names), boundaryGap: false },
      yAxis: { ...valueAxis((share) => `${number(share * 100, 0)} %`), min: 0, max: 1 },
      series: intervals.flatMap((interval, i) => [
        line(interval, i, "dashed", names.map((number) => value(interval, number))),
        line(interval, i, "solid", names.map((number) => observed(interval, number))),
      ]),
    }),
    rows: () => dataTable({
      caption: `Customers that remain after each renewal – ${table}`,
      columns: [
        texts("Billing interval", table, "billing_interval", null, sentence),
        numbers("Renewal", table, "renewal_number", count),
        rates("Rate", table, "renewal_rate", "renewed", "due"),
        numbers("Survival", table, "survival", percent),
        numbers("Survival (95 % low)", table, "survival_low", percent),
        numbers("Survival (95 % high)", table, "survival_high", percent),
        numbers("Fitted", table, "fitted_survival", percent),
        texts("Observed", table, "is_extrapolated", null, (fitted) => (fitted ? "fitted only" : "yes")),
      ],
      rows,
    }),
  });
}
