// MRR day by day, by what it rests on.

const BASES = [
  ["invoiced", "Invoiced", "mrr", "Excludes implied and pending MRR."],
  ["implied", "Implied", "implied_share", ""],
  ["pending", "Pending", "pending_share", ""],
];

function historySection() {
  const days = chosen("daily_mrr").map(byBasis);
  if (days.length === 0) {
    fill("history", empty(`No MRR in ${view.currency} in the data.`));
    return;
  }
  const first = days[0];
  const latest = last(days);
  const title = `MRR by day, ${view.currency}`;
  fill("history", notByInterval(),
    chart({
      title,
      describe: `${money(first.mrr)} on ${day(first.date)}, ${money(latest.mrr)} on ${day(latest.date)}, including ${percent(latest.implied_share)} implied and ${percent(latest.pending_share)} pending.`,
      legend: BASES.map(([name, label, column, more]) => ({ label, colour: name, table: "daily_mrr", column, more })),
      size: "tall",
      build: (width) => historyOptions(days, width),
      rows: () => dataTable({
        caption: `${title} – daily_mrr`,
        columns: [
          texts("Day", "daily_mrr", "date", null, day),
          amounts("MRR", "daily_mrr", "mrr"),
          numbers("Implied", "daily_mrr", "implied_share", percent),
          numbers("Pending", "daily_mrr", "pending_share", percent),
          numbers("Customers", "daily_mrr", "customers", count),
          amounts("MRR per customer", "daily_mrr", "arpa"),
        ],
        rows: [...days].reverse(),
      }),
    }),
    warmUpNote(days));
}

function byBasis(row) {
  const implied = row.mrr * (row.implied_share ?? 0);
  const pending = row.mrr * (row.pending_share ?? 0);
  return { ...row, implied, pending, invoiced: row.mrr - implied - pending };
}

function warmUpNote(days) {
  const warm = days.filter((row) => row.is_warming_up);
  if (warm.length === 0) {
    return null;
  }
  const text = warm.length === days.length
    ? "On all of these days some billing interval is not fully visible: customers billed before the data starts and not again are missing. "
    : `Until ${day(last(warm).date)} some billing interval is not fully visible: customers billed before the data starts and not again are missing. `;
  return element("p", { class: "note" }, text, element("a", { href: "#books" }, "Data coverage"));
}

const MOST_EVENTS = 4;

/** The largest significant days, of both directions, in the order of their dates. */
function largestEvents(days) {
  const shown = new Set(days.map((row) => row.date));
  return chosen("significant_days")
    .filter((row) => row.verdict === "significant" && shown.has(row.date))
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, MOST_EVENTS)
    .sort((a, b) => (a.date < b.date ? -1 : 1))
    .map((row) => ({
      date: row.date,
      text: `${day(row.date).slice(0, -5)} ${row.change > 0 ? "+" : ""}${short(row.change)}`,
      isLate: Date.parse(row.date) > (Date.parse(days[0].date) + Date.parse(last(days).date)) / 2,
    }));
}

function historyOptions(days, width) {
  const events = largestEvents(days);
  return {
    tooltip: tooltip((i) => [day(days[i].date), `MRR ${money(days[i].mrr)}`,
      ...BASES.map(([name, label]) => `${label} ${money(days[i][name])}`)]),
    xAxis: timeAxis(days[0].date, last(days).date, width),
    yAxis: valueAxis(),
    series: BASES.map(([name, label], i) => ({
      name: label, type: "line", stack: "mrr", symbol: days.length === 1 ? "circle" : "none",
      lineStyle: { width: name === "invoiced" ? 1.5 : 0, color: colour(name) },
      itemStyle: { color: colour(name) },
      areaStyle: { color: colour(name), opacity: 1 },
      data: days.map((row) => [Date.parse(row.date), row[name]]),
      ...(i === BASES.length - 1 && events.length > 0 ? { markLine: eventLines(events) } : {}),
    })),
  };
}
