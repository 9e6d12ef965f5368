// The two filters above everything.

function drawFilters(render) {
  const scope = document.getElementById("scope");
  const interval = document.getElementById("interval");
  const options = scopes();
  scope.replaceChildren(...options.map((option, i) =>
    element("option", { value: String(i) }, scopeName(option))));
  scope.disabled = options.length < 2;
  scope.addEventListener("change", () => {
    choose(options[Number(scope.value)]);
    drawIntervals(interval);
    render();
  });
  interval.addEventListener("change", () => {
    view.interval = interval.value;
    view.month = null;
    render();
  });
  choose(options[0] ?? { currency: PAGE.run.reporting_currency, converted: true });
  drawIntervals(interval);
}

function choose(scope) {
  view.currency = scope.currency;
  view.converted = scope.converted;
  view.month = null;
  if (!intervals().includes(view.interval)) {
    view.interval = "all";
  }
}

function drawIntervals(interval) {
  const names = intervals();
  interval.replaceChildren(...names.map((name) =>
    element("option", { value: name, selected: name === view.interval }, name === "all" ? "All" : sentence(name))));
  interval.disabled = names.length < 2;
  document.getElementById("interval-note").textContent =
    view.converted && scopes().length > 1 ? "Choose a currency to filter by billing interval."
      : "The billing interval filters the headline, growth and churn, survival, cohorts, data coverage and the renewal calendar. Other segments filter cohorts and have a section of their own.";
}

/** Said by a section whose table knows no billing intervals, where one is chosen. */
function notByInterval() {
  return view.interval === "all" ? null : note("All billing intervals: not available by interval.");
}
