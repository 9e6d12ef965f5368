// Tables of figures. One stop of the tab key each; the arrow keys go from cell to cell.

const columnsOf = new WeakMap();

/**
 * @param columns of each: label, table and column it is defined by, show (row to text or element), kind
 * @param mark the class of a row, if any
 */
function dataTable({ caption, columns, rows, mark = () => null }) {
  const head = element("thead", {}, element("tr", {}, columns.map((column) =>
    element("th", { scope: "col", class: column.kind }, column.label))));
  const body = element("tbody", {}, rows.map((row) =>
    element("tr", { class: mark(row) }, columns.map((column, i) => {
      const tag = i === 0 ? "th" : "td";
      const tone = column.tone?.(row);
      const kind = [column.kind, tone].filter((name) => name).join(" ");
      return element(tag, { class: kind || null, scope: i === 0 ? "row" : null, tabindex: "-1" }, column.show(row));
    }))));
  const table = element("table", {}, element("caption", {}, element("span", {}, caption)), head, body);
  columnsOf.set(table, columns);
  head.rows[0].cells[0].setAttribute("tabindex", "0");
  [...head.rows[0].cells].slice(1).forEach((cell) => cell.setAttribute("tabindex", "-1"));
  table.addEventListener("keydown", (event) => move(table, event));
  return element("div", { class: "scroll" }, table);
}

function move(table, event) {
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const step = steps[event.key];
  const cell = event.target.closest("td, th");
  if (!step || !cell || event.target !== cell) {
    return;
  }
  const next = table.rows[cell.parentNode.rowIndex + step[0]]?.cells[cell.cellIndex + step[1]];
  if (next) {
    event.preventDefault();
    cell.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  }
}

/** A column of amounts. */
function amounts(label, table, column, show = amount) {
  return { label, table, column, kind: "number", show: (row) => show(row[column]) };
}

/** A column of figures that are no amounts. */
function numbers(label, table, column, show) {
  return { label, table, column, kind: "number", show: (row) => show(row[column]) };
}

/** A rate with its numerator and denominator, where the rate is known. */
function rates(label, table, column, numerator, denominator, part = count) {
  const show = (row) => {
    const known = row[column] !== null && row[column] !== undefined;
    const fraction = known && row[numerator] !== null && row[denominator] !== null;
    return fraction
      ? [percent(row[column]), element("small", {}, `${part(row[numerator])} of ${part(row[denominator])}`)]
      : percent(row[column]);
  };
  return { label, table, column, kind: "number", show };
}

function texts(label, table, column, kind = null, show = (text) => text ?? NONE) {
  return { label, table, column, kind, show: (row) => show(row[column]) };
}

/** A month, and whether it is whole and fully visible. */
function monthColumn(table) {
  const show = (row) => {
    const hints = [row.is_partial ? "so far" : null, row.is_warming_up ? "warming up" : null];
    const text = hints.filter((hint) => hint).join(", ");
    return text ? [month(row.month), element("small", {}, text)] : month(row.month);
  };
  return { label: "Month", table, column: "month", show };
}
