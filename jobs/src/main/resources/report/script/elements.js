// The page's elements; text is only ever set as text.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

function fill(section, ...children) {
  document.querySelector(`#${section} .body`).replaceChildren(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
}

function note(text) {
  return element("p", { class: "note" }, text);
}

function empty(text) {
  return element("p", { class: "empty" }, text);
}

/** What is opened on demand: made when it is opened. */
function folded(title, make) {
  const made = element("details", {}, element("summary", {}, title));
  made.addEventListener("toggle", () => {
    if (made.open && made.children.length === 1) {
      made.append(...[make()].flat().filter((part) => part));
    }
  });
  return made;
}

/** One of several, by radio buttons. */
function choice(title, name, options, current, choose) {
  const buttons = options.map(([value, label]) => {
    const input = element("input", { type: "radio", name, value, checked: value === current });
    input.addEventListener("change", () => choose(value));
    return element("label", {}, input, label);
  });
  return element("fieldset", { class: "choice" }, element("legend", {}, title), ...buttons);
}

/** A month or another value from a list. */
function picker(title, options, current, choose) {
  const list = element("select", {},
    options.map(([value, label]) => element("option", { value, selected: value === current }, label)));
  list.addEventListener("change", () => choose(list.value));
  return element("div", { class: "controls" }, element("label", {}, `${title} `, list));
}
