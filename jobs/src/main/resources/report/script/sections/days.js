// Days that stand out, and the customers behind them.

const MOST_DAYS = 6;

function daysSection() {
  const rows = chosen("significant_days");
  const newestFirst = (verdict) => rows.filter((row) => row.verdict === verdict).reverse();
  const significant = newestFirst("significant");
  const large = newestFirst("large_but_normal");
  const rest = significant.slice(MOST_DAYS);
  fill("days", notByInterval(), tally(),
    significant.length > 0 ? dayList(significant.slice(0, MOST_DAYS)) : empty("No day stands out of what chance explains."),
    rest.length > 0 ? folded(`${rest.length} more significant days`, () => dayList(rest)) : null,
    large.length > 0 ? folded(`${large.length} large but normal days`, () => dayList(large)) : null,
    heldBack(rows.length));
}

function counted() {
  return (PAGE.tables.significant_days?.tally ?? [])
    .filter(([currency, converted]) => currency === view.currency && converted === String(view.converted));
}

function tallied(name) {
  return counted().find(([, , verdict]) => verdict === name)?.[3] ?? 0;
}

/** How many days there were of each verdict. */
function tally() {
  const counts = counted()
    .map(([, , verdict, days]) => ({ label: sentence(verdict), text: count(days), table: "significant_days", column: "verdict" }));
  return counts.length > 0 ? figures(...counts) : null;
}

/** Said where there were more days than the page holds. */
function heldBack(held) {
  const all = tallied("significant") + tallied("large_but_normal");
  return all > held ? note(`The newest ${held} of ${all} large days are here; all are in exports/csv/significant_days.csv.`) : null;
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
      ", by chance ", figure(`q ${row.q_value === null ? NONE : number(row.q_value, 3)}`, table, "q_value"),
      `, ${count(row.movements)} movements${row.scope ? `, ${words(row.scope)}` : ""}.`),
  ];
}

function drivers(row) {
  const table = "significant_day_drivers";
  const rows = chosen(table).filter((each) => each.date === row.date);
  const who = (each) => each.customer_id
    ?? (each.role === "opposite" ? `${count(each.movements)} in the other direction` : `${count(each.movements)} others`);
  return rows.length === 0 ? null : dataTable({
    caption: `Who made the day, in ${view.currency} – ${table}`,
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
