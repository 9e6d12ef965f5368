// The fan of futures, its bridge, its record, and its risks.

const SCENARIOS = [["low", "Low"], ["base", "Base"], ["high", "High"], ["contracted", "Contracted only"]];
const BRIDGE = [
  ["committed", "Invoiced beyond the day"],
  ["at_renewal", "Due for renewal"],
  ["churn", "Lost at renewal"],
  ["expansion", "Price changes at renewal"],
  ["new", "New customers"],
  ["expected", "Expected"],
];
const HORIZONS = [30, 90, 180, 365];
const DAYS_BEFORE = 180;

function forecastDays(scenario) {
  return chosen("mrr_forecast").filter((row) => row.scenario === scenario);
}

/** The forecast nearest to a horizon, not beyond it; none where there is no forecast. */
function forecastAt(horizon) {
  const row = last(forecastDays("base").filter((each) => each.horizon_days <= horizon));
  return row && row.p50 !== null ? row : null;
}

function forecastSection() {
  const present = SCENARIOS.filter(([name]) => forecastDays(name).length > 0);
  if (present.length === 0) {
    fill("forecast", empty(`No forecast for ${view.currency}.`), risks());
    return;
  }
  const scenario = (present.find(([name]) => name === view.scenario) ?? present[0])[0];
  const rows = forecastDays(scenario);
  fill("forecast", notByInterval(),
    choice("Scenario", "scenario", present, scenario, (name) => {
      view.scenario = name;
      forecastSection();
      document.querySelector(`input[name="scenario"][value="${name}"]`).focus();
    }),
    rows.some((row) => row.reason) ? note(`No forecast: ${rows.find((row) => row.reason).reason}`) : null,
    fan(rows), note("The axis does not start at zero."),
    element("h3", {}, "Components"), bridge(rows),
    element("h3", {}, "Backtest"), backtest(),
    element("h3", {}, "Risks"), risks(),
    element("h3", {}, "Renewal calendar"), calendar());
}

function fan(rows) {
  const before = chosen("daily_mrr").slice(-DAYS_BEFORE);
  const hasFan = rows.some((row) => row.p50 !== null);
  const end = last(rows);
  const title = `Forecast MRR, ${view.currency}`;
  const line = hasFan
    ? [["p50", "Forecast (median)", "new", ""],
      ["p10", "Forecast range (80 %)", "band", "The upper end is p90."],
      ["p2_5", "Forecast range (95 %)", "band-wide", "The upper end is p97_5."]]
    : [];
  return chart({
    title,
    size: "tall",
    describe: hasFan
      ? `${money(end.p50)} on ${day(end.date)}, 80 % range ${amount(end.p10)} to ${amount(end.p90)}, 95 % range ${amount(end.p2_5)} to ${amount(end.p97_5)}.`
      : `${money(end.committed)} is invoiced beyond ${day(end.date)}.`,
    legend: [
      { label: "MRR to date", colour: "total", table: "daily_mrr", column: "mrr" },
      ...line.map(([column, label, tint, more]) => ({ label, colour: tint, table: "mrr_forecast", column, more })),
      ...(hasFan ? [] : [{ label: "Invoiced", colour: "contraction", table: "mrr_forecast", column: "committed" }]),
    ],
    build: () => fanOptions(before, rows, hasFan),
    rows: () => dataTable({
      caption: `${title}, ${words(rows[0].scenario)} – mrr_forecast`,
      columns: [
        texts("Day", "mrr_forecast", "date", null, day),
        ...[["p2_5", "2.5 %"], ["p10", "10 %"], ["p50", "50 %"], ["p90", "90 %"], ["p97_5", "97.5 %"], ["committed", "Invoiced"]]
          .map(([column, label]) => amounts(label, "mrr_forecast", column)),
      ],
      rows,
    }),
  });
}

function fanOptions(before, rows, hasFan) {
  const line = (tint, data, width, dash) => ({
    type: "line", symbol: "none", data, lineStyle: { color: colour(tint), width, type: dash ?? "solid" }, itemStyle: { color: colour(tint) },
  });
  const band = (low, high, tint, stack) => [
    { type: "line", symbol: "none", stack, silent: true, lineStyle: { opacity: 0 }, data: rows.map((row) => [row.date, row[low]]) },
    { type: "line", symbol: "none", stack, silent: true, lineStyle: { opacity: 0 }, areaStyle: { color: colour(tint), opacity: 1 }, data: rows.map((row) => [row.date, row[high] - row[low]]) },
  ];
  const now = last(before);
  if (now && hasFan) {
    rows = [{ ...now, p2_5: now.mrr, p10: now.mrr, p50: now.mrr, p90: now.mrr, p97_5: now.mrr }, ...rows];
  }
  const byDate = new Map(rows.map((row) => [row.date, row]));
  const past = new Map(before.map((row) => [row.date, row]));
  const lines = (date) => {
    const row = past.has(date) ? null : byDate.get(date);
    return row
      ? [day(date), ...(hasFan ? [`Median ${money(row.p50)}`, `80 %: ${amount(row.p10)} to ${amount(row.p90)}`, `95 %: ${amount(row.p2_5)} to ${amount(row.p97_5)}`] : []), `Invoiced ${money(row.committed)}`]
      : [day(date), `MRR ${money(past.get(date)?.mrr)}`];
  };
  return {
    tooltip: tooltip((i, points) => lines(points[0].value[0])),
    xAxis: { type: "time", axisLabel: { color: colour("muted"), hideOverlap: true }, axisLine: { lineStyle: { color: colour("muted") } } },
    yAxis: { ...valueAxis(), scale: true },
    series: [
      ...(hasFan ? [...band("p2_5", "p97_5", "band-wide", "wide"), ...band("p10", "p90", "band", "narrow"),
        line("new", rows.map((row) => [row.date, row.p50]), 2)]
        : [line("contraction", rows.map((row) => [row.date, row.committed]), 2, "dashed")]),
      line("total", before.map((row) => [row.date, row.mrr]), 2),
    ],
  };
}

function bridge(rows) {
  const table = "mrr_forecast";
  const shown = HORIZONS.map((horizon) => last(rows.filter((row) => row.horizon_days <= horizon)))
    .filter((row, i, all) => row && all.indexOf(row) === i);
  return dataTable({
    caption: `In ${view.currency}, scenario ${words(rows[0].scenario)} – ${table}`,
    columns: [
      texts("Day", table, "date", null, day),
      numbers("Days ahead", table, "horizon_days", count),
      ...BRIDGE.map(([column, label]) => amounts(label, table, column)),
      amounts("80 % from", table, "p10"),
      amounts("to", table, "p90"),
    ],
    rows: shown,
  });
}

function backtest() {
  const table = "forecast_backtest";
  const rows = chosen(table).filter((row) => row.origins > 0);
  const unknown = chosen(table).filter((row) => row.origins === 0 && row.method === "bottom_up").map((row) => row.horizon_days);
  if (rows.length === 0) {
    return empty("The data is too short for a backtest.");
  }
  const sorted = [...rows].sort((a, b) => a.horizon_days - b.horizon_days || (a.mase ?? Infinity) - (b.mase ?? Infinity));
  return [dataTable({
    caption: `All forecast origins – ${table}`,
    columns: [
      { label: "Method", table, column: "method", show: (row) => sentence(row.method) + (row.method === "bottom_up" ? " (this forecast)" : "") },
      numbers("Days ahead", table, "horizon_days", count),
      numbers("Origins", table, "origins", count),
      numbers("MASE", table, "mase", ratio),
      numbers("sMAPE", table, "smape", percent),
      numbers("CRPS", table, "crps", percent),
      numbers("Within 80 %", table, "coverage_80", percent),
      numbers("Within 95 %", table, "coverage_95", percent),
    ],
    rows: sorted,
    mark: (row) => (row.method === "bottom_up" ? "sum" : null),
  }), unknown.length > 0 ? note(`For ${unknown.sort((a, b) => a - b).join(", ")} days ahead, the data is too short for a backtest.`) : null];
}

function risks() {
  const table = "forecast_risks";
  const order = ["high", "medium", "low"];
  const rows = [...chosen(table)].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || (b.mrr ?? 0) - (a.mrr ?? 0));
  if (rows.length === 0) {
    return empty("No risks found.");
  }
  const tone = { high: "bad", medium: "warn", low: "" };
  return dataTable({
    caption: `Amounts in ${view.currency} – ${table}`,
    columns: [
      { label: "Risk", table, column: "what", kind: "words", show: (row) => [row.what, element("small", {}, words(row.risk))] },
      { label: "Severity", table, column: "severity", show: (row) => element("span", { class: `tag ${tone[row.severity]}` }, row.severity) },
      amounts("MRR", table, "mrr"),
      numbers("Share of MRR", table, "share", percent),
      texts("Evidence", table, "evidence", "words"),
    ],
    rows,
  });
}

function calendar() {
  const table = "renewal_calendar";
  const rows = rowsOf(table).filter((row) => nativeCurrencies().includes(row.currency)
    && (view.interval === "all" || row.billing_interval === view.interval));
  if (rows.length === 0) {
    return empty("No MRR is due for renewal.");
  }
  return folded(`${rows.length} months, currencies and billing intervals`, () => dataTable({
    caption: `By the month in which paid cycles end – ${table}`,
    columns: [
      texts("Month", table, "month", null, month),
      texts("Currency", table, "currency"),
      texts("Billing interval", table, "billing_interval", null, words),
      { label: "MRR due", table, column: "mrr_due", kind: "number", show: (row) => amount(row.mrr_due, row.currency) },
      numbers("Customers", table, "customers", count),
      { label: "Largest", table, column: "largest", kind: "number", show: (row) => amount(row.largest, row.currency) },
      texts("Whose", table, "largest_customer_id", "id"),
    ],
    rows,
  }));
}
