// MRR on the as-of date, the figures around it, and the month's movements that led to it.

const MOVEMENTS = [
  ["opening", "Before the data"],
  ["new", "New"],
  ["expansion", "Expansion"],
  ["reactivation", "Reactivation"],
  ["transfer", "From other intervals"],
  ["fx", "Exchange rates"],
  ["contraction", "Contraction"],
  ["churn", "Churn"],
];

function headlineSection() {
  const all = months();
  const today = last(chosen("daily_mrr"));
  if (!today || all.length === 0) {
    fill("headline", empty(`No MRR in ${view.currency} in the data.`));
    return;
  }
  const shown = all.find((row) => row.month === view.month) ?? last(all);
  fill("headline", headlineFigure(today, last(all)), keyFigures(today, last(all)),
    element("h3", {}, "Movements"),
    picker("Month", [...all].reverse().map((row) => [row.month, month(row.month) + (row.is_partial ? " so far" : "")]),
      shown.month, (value) => {
        view.month = value;
        headlineSection();
      }),
    waterfall(shown));
}

function headlineFigure(today, latest) {
  const isAll = view.interval === "all";
  const [table, column, value] = isAll
    ? ["daily_mrr", "mrr", today.mrr] : ["churn_by_month", "end_mrr", latest.end_mrr];
  const shown = figure("", table, column);
  shown.classList.add("value");
  shown.append(number(value, 0), element("span", { class: "code" }, ` ${view.currency}`));
  const what = view.converted ? ", all currencies converted" : "";
  return element("div", { class: "headline-figure" }, shown,
    element("p", {}, `MRR on ${day(today.date)}${what}${isAll ? "" : `, billing interval ${words(view.interval)}`}`));
}

/** Whether more than a tenth of a month's growth is MRR from before the data, or churn was not visible. */
function isOverstated(row) {
  return row.is_warming_up && (row.opening > (row.end_mrr - row.start_mrr) / 10 || row.quick_ratio === null);
}

function growthFigure(growth, when) {
  const rate = growth?.growth_rate_30_days ?? null;
  const days = growth?.is_partial ? ` in ${Number(PAGE.run.as_of.slice(8))} days` : "";
  const hint = rate !== null && isOverstated(growth) ? ", overstated by warm-up" : "";
  return {
    label: "Growth at a 30-day pace",
    text: percentChange(rate),
    small: rate === null ? when
      : `${signed(number(growth.end_mrr - growth.start_mrr, 0), growth.end_mrr - growth.start_mrr)}, ${percentChange(growth.growth_rate)}${days}, ${when}${hint}`,
    table: "monthly_growth",
    column: "growth_rate_30_days",
    tone: rate === null || hint ? null : rate >= 0 ? "good" : "bad",
  };
}

function keyFigures(today, latest) {
  const churn = "churn_by_month";
  const when = latest.is_partial ? `${month(latest.month)} so far` : month(latest.month);
  const growth = last(chosen("monthly_growth"));
  const top = last(chosen("concentration"));
  const ahead = forecastAt(90);
  const isAll = view.interval === "all";
  const mrr = isAll ? today.mrr : latest.end_mrr;
  const of = (numerator, denominator, part) => (latest[numerator] === undefined || latest[denominator] === null ? when
    : `${part(latest[numerator])} of ${part(latest[denominator])}, ${when}`);
  const units = (value) => number(value, 0);
  return figures(
    { label: "ARR", text: whole(mrr * 12), table: isAll ? "daily_mrr" : churn, column: isAll ? "mrr" : "end_mrr", more: "ARR is 12 times this MRR." },
    isAll && growthFigure(growth, when),
    { label: "Customers", text: count(isAll ? today.customers : latest.end_customers), table: isAll ? "daily_mrr" : churn, column: isAll ? "customers" : "end_customers" },
    isAll && { label: "MRR per customer", text: whole(today.arpa), table: "daily_mrr", column: "arpa" },
    { label: "Net revenue retention", text: percent(latest.nrr), small: latest.nrr === null ? when : of("retained", "start_mrr", units), table: churn, column: "nrr" },
    { label: "Gross MRR churn", text: percent(latest.gross_mrr_churn), small: latest.gross_mrr_churn === null ? when : of("lost", "start_mrr", units), table: churn, column: "gross_mrr_churn" },
    { label: "Customer churn", text: percent(latest.customer_churn), small: latest.customer_churn === null ? when : of("churned_customers", "start_customers", count), table: churn, column: "customer_churn" },
    isAll && { label: "Implied", text: percent(today.implied_share), table: "daily_mrr", column: "implied_share" },
    isAll && { label: "Pending", text: percent(today.pending_share), table: "daily_mrr", column: "pending_share" },
    isAll && top && { label: "Ten largest customers", text: percent(top.top_10_share), table: "concentration", column: "top_10_share" },
    isAll && top && { label: "Never paid", text: whole(top.never_paid), small: top.never_paid === null ? "payments unknown" : `${count(top.never_paid_customers)} customers, ${percent(top.never_paid_share)} of MRR`, table: "concentration", column: "never_paid" },
    isAll && ahead && { label: `Forecast in ${ahead.horizon_days} days`, text: whole(ahead.p50), small: `median; 80 %: ${short(ahead.p10)} to ${short(ahead.p90)}`, table: "mrr_forecast", column: "p50" });
}

/** From the month's start to its end, movement by movement. */
function steps(row) {
  const made = [{ name: "Start", column: "start_mrr", from: 0, to: row.start_mrr, colour: "total" }];
  let level = row.start_mrr;
  for (const [column, name] of MOVEMENTS) {
    if (row[column]) {
      made.push({ name, column, from: level, to: level + row[column], colour: column });
      level += row[column];
    }
  }
  made.push({ name: "End", column: "end_mrr", from: 0, to: row.end_mrr, colour: "total" });
  return made;
}

function waterfall(row) {
  const made = steps(row);
  const moves = made.slice(1, -1);
  const lowest = Math.min(...made.map((step) => Math.max(step.from, step.to)), ...moves.map((step) => Math.min(step.from, step.to)));
  const spread = Math.max(...made.map((step) => Math.max(step.from, step.to))) - lowest;
  const floor = row.start_mrr > 0 && lowest > 2 * spread ? roundedDown(lowest - spread / 2, spread) : 0;
  const title = `MRR from the start to the end of ${month(row.month)}${row.is_partial ? " so far" : ""}, ${view.currency}`;
  const describe = `${money(row.start_mrr)} at the start, ${moves.map((step) => `${step.name} ${change(step.to - step.from)}`).join(", ")}; ${money(row.end_mrr)} at the end.`;
  return [
    chart({
      title,
      describe,
      legend: made.map((step) => ({ label: step.name, colour: step.colour, table: "churn_by_month", column: step.column })),
      rows: () => dataTable({
        caption: `${title} – churn_by_month`,
        columns: [
          { label: "Movement", show: (step) => figure(step.name, "churn_by_month", step.column) },
          { label: view.currency, kind: "number", show: (step) => (step.from === 0 ? amount(step.to) : change(row[step.column])) },
        ],
        rows: made,
      }),
      build: (width) => waterfallOptions(made, row, floor, width < 520),
    }),
    floor > 0 ? note(`The axis starts at ${short(floor)} instead of zero to show the movements.`) : null,
  ].filter((part) => part);
}

/** To the step that an axis over such a spread is marked by. */
function roundedDown(value, spread) {
  const step = 10 ** Math.floor(Math.log10(Math.max(spread, 1)));
  return Math.floor(value / step) * step;
}

function waterfallOptions(made, row, floor, isNarrow) {
  const text = (step) => (step.colour === "total" ? amount(step.to) : change(row[step.column]));
  const size = (step) => (step.colour === "total" ? step.to : row[step.column]);
  const label = (step) => (isNarrow ? short(size(step)) : text(step));
  const low = (step) => Math.max(floor, Math.min(step.from, step.to));
  const bar = (step) => ({
    value: Math.abs(Math.max(step.from, step.to) - low(step)),
    itemStyle: { color: colour(step.colour) },
  });
  return {
    grid: { left: 8, right: isNarrow ? 48 : 96, top: 8, bottom: 8, containLabel: true },
    tooltip: tooltip((i) => [made[i].name, `${text(made[i])} ${view.currency}`]),
    yAxis: { ...categoryAxis(made.map((step) => step.name)), inverse: true, axisLabel: { color: colour("muted") } },
    xAxis: { ...valueAxis((value) => short(value + floor)), min: 0 },
    series: [
      { type: "bar", stack: "all", silent: true, itemStyle: { color: "transparent" }, data: made.map((step) => low(step) - floor) },
      {
        type: "bar", stack: "all", data: made.map(bar), barCategoryGap: "30%",
        label: { show: true, position: "right", color: colour("ink"), formatter: (point) => label(made[point.dataIndex]) },
      },
    ],
  };
}
