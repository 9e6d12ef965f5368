// The history of a customer, in a dialog. Its figures are read when the first one is opened.

let histories = null;

/** The rows of a customer by table; none where the page has no history of the customer. */
function historyOf(id) {
  if (!histories) {
    const tables = JSON.parse(document.getElementById("histories").textContent);
    Object.assign(PAGE.tables, tables);
    histories = new Map();
    for (const table of Object.keys(tables)) {
      for (const row of rowsOf(table)) {
        if (!histories.has(row.customer_id)) {
          histories.set(row.customer_id, {});
        }
        (histories.get(row.customer_id)[table] ??= []).push(row);
      }
    }
  }
  return histories.get(id) ?? {};
}

/** A customer's id that opens the history. */
function customerLink(id) {
  if (!id) {
    return NONE;
  }
  const button = element("button", { type: "button", class: "link", tabindex: "-1" }, id);
  button.addEventListener("click", () => showCustomer(id));
  button.addEventListener("focus", hideDefinition);
  return button;
}

function showCustomer(id) {
  const history = historyOf(id);
  const part = (title, table, columns) => {
    const rows = [...(history[table] ?? [])].reverse();
    return [element("h3", {}, title), rows.length === 0 ? empty("None.") : dataTable({ caption: `${id} – ${table}`, columns, rows })];
  };
  const own = (label, table, column, show) => ({ label, table, column, kind: "number", show: (row) => show(row[column], row.currency) });
  const date = (text) => day(text?.slice(0, 10));
  document.getElementById("customer-title").textContent = id;
  fill("customer",
    ...part("MRR", "customer_mrr", [
      texts("From", "customer_mrr", "valid_from", null, day),
      texts("Until before", "customer_mrr", "valid_to", null, day),
      own("MRR", "customer_mrr", "mrr", money),
    ]),
    ...part("Movements", "mrr_movements", [
      texts("Day", "mrr_movements", "date", null, day),
      texts("Movement", "mrr_movements", "movement", null, sentence),
      own("Change", "mrr_movements", "change", change),
      texts("Currency", "mrr_movements", "currency"),
    ]),
    ...part("Invoices", "invoices", [
      texts("Invoice", "invoices", "invoice_id", "id"),
      texts("Created", "invoices", "created_at", null, date),
      texts("Status", "invoices", "status"),
      texts("Service from", "invoices", "service_start", null, date),
      texts("to", "invoices", "service_end", null, date),
      own("Net", "invoices", "net", money),
      texts("Not in MRR because", "invoices", "exclusion_reason", null, (reason) => (reason ? words(reason.toLowerCase()) : NONE)),
    ]));
  document.getElementById("customer").showModal();
}
