// What was read, what it can show, what is odd, and that it adds up.

function booksSection() {
  fill("books", balance(), element("h3", {}, "Reconciliation"), reconciliation(),
    element("h3", {}, "Data coverage"), coverage(),
    element("h3", {}, "Data quality"), quality(),
    element("h3", {}, "Input files"), files(),
    restatements(),
    folded(`${count(PAGE.run.checks.length)} passed audits`, () =>
      element("ul", {}, PAGE.run.checks.map((check) => element("li", {}, check)))),
    folded("The policy of this run", () => dataTable({
      caption: "Every setting with its value",
      columns: [{ label: "Setting", show: ([key]) => key }, { label: "Value", show: ([, value]) => value }],
      rows: Object.entries(PAGE.run.policy),
    })));
}

function balance() {
  const rows = rowsOf("reconciliation");
  const isBalanced = rows.length > 0 && rows.every((row) => row.is_balanced);
  return element("p", { class: isBalanced ? "good" : "bad" },
    isBalanced ? "The books balance: every invoice is in MRR or excluded with a reason, exact to the cent." : "The books do not balance.");
}

function reconciliation() {
  const table = "reconciliation";
  return element("div", { class: "columns" }, nativeCurrencies().map((currency) => {
    const rows = rowsOf(table).filter((row) => row.currency === currency && (row.amount !== 0 || row.invoices));
    return rows.length === 0 ? empty(`No invoices in ${currency}.`) : dataTable({
      caption: `${currency} – ${table}`,
      columns: [
        texts("Line", table, "line", null, sentence),
        texts("Part", table, "part"),
        numbers("Invoices", table, "invoices", count),
        { label: "Amount", table, column: "amount", kind: "number", show: (row) => amount(row.amount, currency) },
      ],
      rows,
      mark: (row) => (row.part === "read" || row.part === "counted" ? "sum" : null),
    });
  }));
}

function coverage() {
  const table = "data_coverage";
  const rows = rowsOf(table).filter((row) => nativeCurrencies().includes(row.currency)
    && (view.interval === "all" || row.billing_interval === view.interval));
  return rows.length === 0 ? empty("No subscriptions with this billing interval.") : dataTable({
    caption: `Data from ${day(PAGE.run.from)} to ${day(PAGE.run.through)} – ${table}`,
    columns: [
      texts("Billing interval", table, "billing_interval", null, sentence),
      texts("Currency", table, "currency"),
      { label: "MRR", table, column: "mrr", kind: "number", show: (row) => amount(row.mrr, row.currency) },
      numbers("Subscriptions", table, "subscriptions", count),
      numbers("Visible", table, "visible_share", percent),
      numbers("Implied", table, "implied_share", percent),
      rates("Renewal rate", table, "renewal_rate", "renewed_cycles", "due_cycles"),
      texts("Fully visible from", table, "warm_up_end", null, day),
      texts("Not visible", table, "shortfall", "words"),
    ],
    rows,
  });
}

function quality() {
  const table = "data_quality";
  const rows = [...rowsOf(table)].sort((a, b) => (b.severity === "warning") - (a.severity === "warning") || (a.check < b.check ? -1 : 1));
  return rows.length === 0 ? empty("Nothing.") : dataTable({
    caption: `All currencies – ${table}`,
    columns: [
      texts("Finding", table, "what", "words"),
      { label: "Severity", table, column: "severity", show: (row) => element("span", { class: `tag ${row.severity === "warning" ? "warn" : ""}` }, row.severity) },
      numbers("Rows", table, "rows", count),
      numbers("Share", table, "share", (value) => (value === null ? NONE : `${number(value * 100, 2)} %`)),
      texts("Example", table, "example", "id"),
      texts("Check", table, "check"),
    ],
    rows,
  });
}

/** What was said otherwise in the run before; nothing where nothing was. */
function restatements() {
  const table = "restatements";
  const rows = chosen(table);
  return rows.length === 0 ? null : [
    element("h3", {}, "Restatements"),
    note("Latest days with MRR that changed since the previous run. All restatements are in exports/csv/restatements.csv."),
    dataTable({
      caption: `In ${view.currency} – ${table}`,
      columns: [
        texts("Day", table, "date", null, day),
        texts("Cause", table, "cause", null, sentence),
        amounts("Published", table, "previous_mrr"),
        amounts("Now", table, "mrr"),
        amounts("Change due to this cause", table, "change", change),
        numbers("Customers", table, "customers", count),
      ],
      rows: [...rows].reverse(),
    })];
}

function files() {
  const table = "source_files";
  return dataTable({
    caption: `By file and currency – ${table}`,
    columns: [
      texts("File", table, "source_file", "id"),
      texts("Kind", table, "kind"),
      texts("Currency", table, "currency"),
      ...[["scanned_rows", "Records"], ["accepted_rows", "Accepted"], ["rejected_rows", "Rejected"], ["duplicate_rows", "Duplicates"], ["superseded_rows", "Superseded"]]
        .map(([column, label]) => numbers(label, table, column, count)),
    ],
    rows: rowsOf(table),
  });
}
