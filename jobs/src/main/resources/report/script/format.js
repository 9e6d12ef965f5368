// Figures as text: English, thousands apart, a true minus, never rounded but for the eye.

const NONE = "–";

const formats = new Map();

function formatOf(decimals) {
  if (!formats.has(decimals)) {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    formats.set(decimals, new Intl.NumberFormat("en-GB", digits));
  }
  return formats.get(decimals);
}

function number(value, decimals) {
  if (value === null || value === undefined) {
    return NONE;
  }
  const text = formatOf(decimals).format(Math.abs(value));
  return value < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

function decimalsOf(currency) {
  return PAGE.decimals[currency] ?? 2;
}

/** An amount without its code, for a table whose caption names it. */
function amount(value, currency = view.currency) {
  return number(value, decimalsOf(currency));
}

/** An amount of a tile: whole units, because cents are in the tables. */
function whole(value, currency = view.currency) {
  return value === null || value === undefined ? NONE : `${number(value, 0)} ${currency}`;
}

function money(value, currency = view.currency) {
  return value === null || value === undefined ? NONE : `${amount(value, currency)} ${currency}`;
}

function signed(text, value) {
  return value > 0 ? `+${text}` : text;
}

function change(value, currency = view.currency) {
  return signed(amount(value, currency), value);
}

function count(value) {
  return number(value, 0);
}

function percent(value) {
  return value === null || value === undefined ? NONE : `${number(value * 100, 1)} %`;
}

function percentChange(value) {
  return signed(percent(value), value);
}

function ratio(value) {
  return number(value, 2);
}

function short(value) {
  const steps = [[1e9, "bn"], [1e6, "m"], [1e3, "k"]];
  for (const [size, unit] of steps) {
    if (Math.abs(value) >= size) {
      return `${number(value / size, Math.abs(value) / size < 10 ? 1 : 0)}${unit}`;
    }
  }
  return number(value, 0);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function day(iso) {
  if (!iso) {
    return NONE;
  }
  const [year, month, date] = iso.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** Of 2025-02-01 or 2025-02: Feb 2025; other text as it stands. */
function month(iso) {
  const parts = /^(\d{4})-(\d\d)/.exec(iso);
  return parts ? `${MONTHS[Number(parts[2]) - 1]} ${parts[1]}` : words(iso);
}

function words(name) {
  return name ? name.replaceAll("_", " ") : NONE;
}

function sentence(name) {
  const text = words(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The chosen currency as a person says it. */
function scopeName(scope = view) {
  return scope.converted ? `All, converted to ${scope.currency}` : scope.currency;
}
