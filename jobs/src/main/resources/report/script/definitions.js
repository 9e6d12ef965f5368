// What a figure means, on hover and on focus: the documentation of its column, and its table.

const tip = element("div", { id: "definition", role: "tooltip", hidden: true });
let pointed = null;

/** A figure that tells its definition. */
function figure(text, table, column, more = "") {
  return element("span", { class: "figure", tabindex: "0", "data-table": table, "data-column": column, "data-more": more }, text);
}

/** A list of labelled figures. */
function figures(...items) {
  const shown = items.filter((item) => item);
  return element("dl", { class: "figures" }, shown.map((item) =>
    element("div", {},
      element("dt", {}, item.label),
      element("dd", { class: item.tone }, figure(item.text, item.table, item.column, item.more),
        item.small ? element("small", {}, item.small) : null))));
}

function meaning(target) {
  const cell = target.closest("td, th");
  const columns = cell ? columnsOf.get(cell.closest("table")) : null;
  const own = target.closest("[data-column]");
  if (own) {
    return { table: own.dataset.table, column: own.dataset.column, more: own.dataset.more };
  }
  const column = columns?.[cell.cellIndex];
  return column?.column ? column : null;
}

function showDefinition(target) {
  const found = meaning(target);
  const definition = found && definitionOf(found.table, found.column);
  if (!definition?.text) {
    return hideDefinition();
  }
  hideDefinition();
  pointed = target.closest("[data-column], td, th");
  pointed.setAttribute("aria-describedby", "definition");
  tip.replaceChildren(
    element("p", {}, definition.text, found.more ? ` ${found.more}` : ""),
    element("p", {}, element("code", {}, `${found.table}.${found.column}`), ` – one row per ${definition.grain}`));
  tip.hidden = false;
  place();
}

/** Below the figure, or above where there is no room. */
function place() {
  const box = pointed.getBoundingClientRect();
  const left = Math.min(Math.max(8, box.left), window.innerWidth - tip.offsetWidth - 8);
  const below = box.bottom + 8 + tip.offsetHeight < window.innerHeight;
  tip.style.left = `${left}px`;
  tip.style.top = `${below ? box.bottom + 6 : Math.max(4, box.top - tip.offsetHeight - 6)}px`;
}

/** What has the focus keeps its definition while the page scrolls to it. */
function followScroll() {
  if (pointed && pointed === document.activeElement) {
    place();
  } else {
    hideDefinition();
  }
}

function hideDefinition() {
  pointed?.removeAttribute("aria-describedby");
  pointed = null;
  tip.hidden = true;
}

function listenForDefinitions() {
  document.body.append(tip);
  const over = (event) => {
    if (event.target instanceof Element && !tip.contains(event.target)) {
      const target = event.target.closest("[data-column], td, th");
      if (target) {
        showDefinition(target);
      } else if (!pointed?.contains(document.activeElement)) {
        hideDefinition();
      }
    }
  };
  document.addEventListener("pointerover", over);
  document.addEventListener("focusin", over);
  document.addEventListener("focusout", hideDefinition);
  document.addEventListener("scroll", followScroll, { passive: true, capture: true });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hideDefinition());
}
