// The figures of the run, as its exports have them, and the reader's choice of what to see.

const PAGE = JSON.parse(document.getElementById("figures").textContent);

const view = { currency: null, converted: false, interval: "all", month: null, cohort: "nrr", scenario: null, segment: "all", dimension: null, segmentMonth: null };

const read = new Map();

/** Every row of a table, by its columns' names; none where the page has no such table. */
function rowsOf(table) {
  if (!read.has(table)) {
    const source = PAGE.tables[table] ?? { columns: [], rows: [] };
    read.set(table, source.rows.map((cells) => toRow(source.columns, cells)));
  }
  return read.get(table);
}

function toRow(columns, cells) {
  const row = {};
  for (let i = 0; i < columns.length; i++) {
    row[columns[i]] = cells[i];
  }
  return row;
}

/** The rows of the chosen currency; of all currencies, the converted ones. */
function chosen(table) {
  const key = `${table}/${view.currency}/${view.converted}`;
  if (!read.has(key)) {
    read.set(key, rowsOf(table).filter(
      (row) => row.currency === view.currency && row.is_converted === view.converted));
  }
  return read.get(key);
}

/** The currencies of tables that are never converted: the chosen one, or each. */
function nativeCurrencies() {
  if (!view.converted) {
    return [view.currency];
  }
  return scopes().filter((scope) => !scope.converted).map((scope) => scope.currency);
}

let known = null;

/** What can be chosen: all currencies converted, then each of its own. */
function scopes() {
  known ??= findScopes();
  return known;
}

function findScopes() {
  const seen = new Map();
  for (const row of rowsOf("daily_mrr")) {
    seen.set(`${row.is_converted}/${row.currency}`, { currency: row.currency, converted: row.is_converted });
  }
  const order = (scope) => (scope.converted ? "0" : "1") + scope.currency;
  return [...seen.values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** The billing intervals that the chosen currency's months are split by, "all" first. */
function intervals() {
  const seen = new Set(chosen("churn_by_month").map((row) => row.billing_interval));
  return ["all", ...[...seen].filter((name) => name !== "all").sort()];
}

/** The months of the chosen currency and interval, oldest first. */
function months() {
  return chosen("churn_by_month").filter((row) => row.billing_interval === view.interval);
}

function definitionOf(table, column) {
  const source = PAGE.tables[table];
  const name = /^m\d\d+$/.test(column) ? "m00" : column;
  return source ? { grain: source.grain, text: source.definitions[name] } : null;
}

function last(list) {
  return list[list.length - 1];
}
