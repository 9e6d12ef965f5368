// The headline under each other choice of the policy.

function policySection() {
  const table = "policy_sensitivity";
  const tables = nativeCurrencies().map((currency) => {
    const rows = rowsOf(table).filter((row) => row.currency === currency && row.variant !== "headline");
    const sorted = rows.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || (a.variant < b.variant ? -1 : 1));
    const same = sorted.filter((row) => row.difference === 0);
    const other = sorted.filter((row) => row.difference !== 0);
    const none = same.length > 0 ? note(`No difference: ${same.map((row) => words(row.variant)).join(", ")}.`) : null;
    return sorted.length === 0 ? null : element("div", {}, ...[other.length === 0 ? empty(`No setting changes MRR in ${currency}.`) : dataTable({
      caption: `${currency}, headline ${money(sorted[0].headline, currency)} – ${table}`,
      columns: [
        { label: "Choice", table, column: "variant", show: (row) => [sentence(row.variant), element("small", {}, row.setting)] },
        { label: "MRR", table, column: "mrr", kind: "number", show: (row) => amount(row.mrr, currency) },
        { label: "Difference", table, column: "difference", kind: "number", show: (row) => change(row.difference, currency) },
        numbers("Share of headline", table, "difference_share", percentChange),
        numbers("Customers", table, "customers", count),
      ],
      rows: other,
    }), none].filter((part) => part));
  }).filter((made) => made);
  fill("policy", notByInterval(),
    view.converted && tables.length > 0 ? note("Shown by currency, without conversion.") : null,
    tables.length > 0 ? element("div", { class: "columns" }, tables) : empty(`No MRR in ${view.currency} to compare.`));
}
