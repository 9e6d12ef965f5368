// Days that stand out, and the customers behind them.

const MOST_DAYS = 6;
const MOST_LARGE_DAYS = 30;

function daysSection() {
  const rows = chosen("significant_days");
  const newestFirst = (verdict) => rows.filter((row) => row.verdict === verdict).reverse();
  const significant = newestFirst("significant");
  const large = newestFirst("large_but_normal");
  const rest = significant.slice(MOST_DAYS);
  fill("days", notByInterval(), tally(),
    significant.length > 0 ? dayList(significant.slice(0, MOST_DAYS)) : empty("No significant days."),
    rest.length > 0 ? folded(`${rest.length} more significant days`, () => dayList(rest)) : null,
    large.length > 0 ? folded(`${large.length} large but normal days`, () => largeDays(large)) : null);
}

/** How many days there were of each verdict. */
function tally() {
  const counts = (PAGE.tables.significant_days?.tally ?? [])
    .filter(([currency, converted]) => currency === view.currency && converted === String(view.converted))
    .map(([, , verdict, days]) => ({ label: sentence(verdict), text: count(days), table: "significant_days", column: "verdict" }));
  return counts.length > 0 ? figures(...counts) : null;
}

function largeDays(rows) {
  const rest = rows.length - MOST_LARGE_DAYS;
  return [dayList(rows.slice(0, MOST_LARGE_DAYS)),
    rest > 0 ? note(`${rest} earlier ones are in exports/csv/significant_days.csv.`) : null];
}

function dayList(rows) {
  return element("ol", { class: "events" }, rows.map((row) => element("li", {}, dayHead(row), drivers(row))));
}

function dayHead(row) {
  const table = "significant_days";
  const tag = element("span", { class: `tag ${row.verdict === "significant" ? "warn" : ""}` }, words(row.verdict));
  return [
    element("h3", {}, day(row.date),
      figure(`${change(row.change)} ${view.currency}`, table, "change"), tag),
    element("p", {}, "Expected ", figure(money(row.expected), table, "expected"),
      ", false discovery rate ", figure(`q ${row.q_value === null ? NONE : number(row.q_value, 3)}`, table, "q_value"),
      `, ${count(row.movements)} movements${row.scope ? `, ${words(row.scope)}` : ""}.`),
  ];
}

function drivers(row) {
  const table = "significant_day_drivers";
  const rows = chosen(table).filter((each) => each.date === row.date);
  const who = (each) => (each.customer_id ? customerLink(each.customer_id) : null)
    ?? (each.role === "opposite" ? `${count(each.movements)} in the other direction` : `${count(each.movements)} others`);
  return rows.length === 0 ? null : dataTable({
    caption: `Drivers of the day, in ${view.currency} – ${table}`,
    columns: [
      { label: "Customer", table, column: "customer_id", kind: "id", show: who },
      texts("Movement", table, "movement", null, (name) => new Map(MOVEMENTS).get(name) ?? words(name)),
      amounts("Change", table, "change", change),
      numbers("Share", table, "share", percent),
    ],
    rows: [...rows].sort((a, b) => rank(a) - rank(b) || Math.abs(b.change) - Math.abs(a.change)),
  });
}

function rank(row) {
  return ["driver", "others", "opposite"].indexOf(row.role);
}
