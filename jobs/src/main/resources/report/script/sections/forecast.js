// The fan of futures, its scenarios, its bridge, its record, its risks and what limits it.

const SCENARIO_NAMES = new Map([
  ["no_new_customers", "No new customers"],
  ["churn_2_points_higher", "Churn two points higher"],
  ["largest_customer_lost", "Largest customer lost"],
  ["contracted", "Contracted only"],
]);
const BRIDGE = [
  ["committed", "Invoiced beyond the day"],
  ["at_renewal", "Due for renewal"],
  ["churn", "Lost at renewal"],
  ["expansion", "Price changes at renewal"],
  ["new", "New customers"],
  ["expected", "Mean"],
];
const HORIZONS = [30, 90, 180, 365];
const DAYS_BEFORE = 180;

/** The share of MRR from which on a renewal is shown in the chart. */
const LEAST_SHARE = 0.01;

/** The scenarios of the chosen currency: the forecast, unseen renewals by rate, then the others. */
function scenarios() {
  const names = new Map(chosen("mrr_forecast").map((row) => [row.scenario, row.is_headline]));
  const order = (name) => (names.get(name) ? 0 : name.startsWith("unseen") ? 1 : 2 + [...SCENARIO_NAMES.keys()].indexOf(name));
  return [...names.keys()].sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1));
}

function scenarioName(name) {
  const rate = /^unseen_renewals_(.*)$/.exec(name);
  const isForecast = chosen("mrr_forecast").some((row) => row.scenario === name && row.is_headline);
  return (rate ? `Unseen renewals at ${rate[1]}` : SCENARIO_NAMES.get(name) ?? words(name)) + (isForecast ? " (forecast)" : "");
}

function forecastDays(scenario) {
  return chosen("mrr_forecast").filter((row) => row.scenario === scenario);
}

/** The forecast nearest to a horizon, not beyond it; none where there is no forecast. */
function forecastAt(horizon) {
  const row = last(chosen("mrr_forecast").filter((each) => each.is_headline && each.horizon_days <= horizon));
  return row && row.p50 !== null ? row : null;
}

function forecastSection() {
  const present = scenarios();
  if (present.length === 0) {
    fill("forecast", empty(`No forecast for ${view.currency}.`), risks());
    return;
  }
  const scenario = present.includes(view.scenario) ? view.scenario : present[0];
  const rows = forecastDays(scenario);
  fill("forecast", notByInterval(),
    choice("Scenario", "scenario", present.map((name) => [name, scenarioName(name)]), scenario, (name) => {
      view.scenario = name;
      forecastSection();
      document.querySelector(`input[name="scenario"][value="${name}"]`).focus();
    }),
    rows.some((row) => row.reason) ? note(`No forecast: ${rows.find((row) => row.reason).reason}`) : null,
    fan(rows), note("The axis does not start at zero."),
    present.length > 1 ? [element("h3", {}, "Scenarios"), scenarioTable(present)] : null,
    element("h3", {}, "Components"), bridge(rows),
    element("h3", {}, "Backtest"), backtest(),
    element("h3", {}, "Risks"), risks(),
    element("h3", {}, "Caveats"), caveats(),
    element("h3", {}, "Renewal calendar"), calendar());
}

/** The median of every scenario, and how far it is from the forecast. */
function scenarioTable(present) {
  const table = "mrr_forecast";
  const horizons = HORIZONS.map((horizon) => last(forecastDays(present[0]).filter((row) => row.horizon_days <= horizon))?.horizon_days)
    .filter((days, i, all) => days && all.indexOf(days) === i);
  const at = (name, days) => forecastDays(name).find((row) => row.horizon_days === days);
  return dataTable({
    caption: `Median in ${view.currency} – ${table}`,
    columns: [
      { label: "Scenario", table, column: "scenario", show: scenarioName },
      ...horizons.flatMap((days) => [
        { label: `In ${days} days`, table, column: "p50", kind: "number", show: (name) => amount(at(name, days)?.p50) },
        { label: "Difference", kind: "number", show: (name) => (name === present[0] ? NONE : change((at(name, days)?.p50 ?? 0) - at(present[0], days).p50)) },
      ]),
    ],
    rows: present,
  });
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
    build: (width) => fanOptions(before, rows, hasFan, width),
    rows: () => dataTable({
      caption: `${title}, ${scenarioName(rows[0].scenario)} – mrr_forecast`,
      columns: [
        texts("Day", "mrr_forecast", "date", null, day),
        ...[["p2_5", "2.5 %"], ["p10", "10 %"], ["p50", "Median"], ["p90", "90 %"], ["p97_5", "97.5 %"], ["committed", "Invoiced"]]
          .map(([column, label]) => amounts(label, "mrr_forecast", column)),
      ],
      rows,
    }),
  });
}

/** Large renewals within the forecast, by the risks that name them. */
function largeRenewals(rows) {
  const end = last(rows).date;
  return chosen("forecast_risks")
    .filter((row) => /^(concentration|large_renewal)/.test(row.risk) && row.date && row.date <= end && row.share >= LEAST_SHARE)
    .sort((a, b) => b.mrr - a.mrr)
    .slice(0, 3)
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .map((row) => ({ date: row.date, text: `${short(row.mrr)} due ${day(row.date).slice(0, -5)}`, isLate: true }));
}

function fanOptions(before, rows, hasFan, width) {
  const events = largeRenewals(rows);
  const line = (tint, data, width, dash) => ({
    type: "line", symbol: "none", data, lineStyle: { color: colour(tint), width, type: dash ?? "solid" }, itemStyle: { color: colour(tint) },
  });
  const band = (low, high, tint, stack) => [
    { type: "line", symbol: "none", stack, silent: true, lineStyle: { opacity: 0 }, data: rows.map((row) => [Date.parse(row.date), row[low]]) },
    { type: "line", symbol: "none", stack, silent: true, lineStyle: { opacity: 0 }, areaStyle: { color: colour(tint), opacity: 1 }, data: rows.map((row) => [Date.parse(row.date), row[high] - row[low]]) },
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
    tooltip: tooltip((i, points) => lines(isoDay(points[0].value[0]))),
    xAxis: timeAxis((before[0] ?? rows[0]).date, last(rows).date, width),
    yAxis: { ...valueAxis(), scale: true },
    series: [
      ...(hasFan ? [...band("p2_5", "p97_5", "band-wide", "wide"), ...band("p10", "p90", "band", "narrow"),
        line("new", rows.map((row) => [Date.parse(row.date), row.p50]), 2)]
        : [line("contraction", rows.map((row) => [Date.parse(row.date), row.committed]), 2, "dashed")]),
      { ...line("total", before.map((row) => [Date.parse(row.date), row.mrr]), 2), ...(events.length > 0 ? { markLine: eventLines(events) } : {}) },
    ],
  };
}

function bridge(rows) {
  const table = "mrr_forecast";
  const shown = HORIZONS.map((horizon) => last(rows.filter((row) => row.horizon_days <= horizon)))
    .filter((row, i, all) => row && all.indexOf(row) === i);
  return dataTable({
    caption: `Means in ${view.currency}, ${scenarioName(rows[0].scenario)} – ${table}`,
    columns: [
      texts("Day", table, "date", null, day),
      numbers("Days ahead", table, "horizon_days", count),
      ...BRIDGE.map(([column, label]) => amounts(label, table, column)),
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

function ofKind(kind) {
  return chosen("forecast_risks").filter((row) => row.kind === kind).sort((a, b) => a.rank - b.rank);
}

function severity(table) {
  const tone = { high: "bad", medium: "warn", low: "" };
  return { label: "Severity", table, column: "severity", show: (row) => element("span", { class: `tag ${tone[row.severity]}` }, row.severity) };
}

/** What may be lost, by expected loss. */
function risks() {
  const table = "forecast_risks";
  const rows = ofKind("risk");
  return rows.length === 0 ? empty("No risks found.") : dataTable({
    caption: `By expected loss, amounts in ${view.currency} – ${table}`,
    columns: [
      { label: "Risk", table, column: "what", kind: "words", show: (row) => [row.what, element("small", {}, words(row.risk))] },
      severity(table),
      amounts("Expected loss", table, "expected_loss"),
      amounts("MRR at risk", table, "mrr"),
      numbers("Probability", table, "probability", percent),
      numbers("Share of MRR", table, "share", percent),
      texts("Customer", table, "customer_id", "id", customerLink),
      texts("Date", table, "date", null, day),
      texts("Evidence", table, "evidence", "words"),
    ],
    rows,
  });
}

/** What limits the forecast. */
function caveats() {
  const table = "forecast_risks";
  const rows = ofKind("caveat");
  return rows.length === 0 ? empty("No caveats.") : dataTable({
    caption: `Amounts in ${view.currency} – ${table}`,
    columns: [
      { label: "Caveat", table, column: "what", kind: "words", show: (row) => [row.what, element("small", {}, words(row.risk))] },
      severity(table),
      amounts("MRR affected", table, "mrr"),
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
      texts("Whose", table, "largest_customer_id", "id", customerLink),
    ],
    rows,
  }));
}
