"""Charts of the tables of a run. Each function takes rows of one currency and returns a figure.

Amounts become floats only when they are drawn.
"""

import matplotlib.dates as dates
import matplotlib.pyplot as pyplot
import pandas
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator, PercentFormatter

BLUE, LIGHT_BLUE, GREEN, RED, ORANGE, GREY = "#1f5fa8", "#a9c8ea", "#2e8b57", "#c0392b", "#d9822b", "#8a8f98"
RISES = ["opening", "new", "expansion", "reactivation"]
FALLS = ["contraction", "churn"]

STYLE = {
    "figure.figsize": (8, 4),
    "figure.facecolor": "white",
    "figure.dpi": 100,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "grid.color": "#e6e8eb",
    "font.size": 11,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "tidemark",
}


def short_id(customer: str) -> str:
    """Returns the first characters of a customer id."""
    return customer[:8] + "…"


def mrr_over_time(daily: pandas.DataFrame) -> Figure:
    """MRR by day and basis: invoiced, implied and pending."""
    daily = daily.sort_values("date")
    days = pandas.to_datetime(daily["date"])
    mrr = daily["mrr"].astype(float)
    implied = mrr * daily["implied_share"].astype(float).fillna(0)
    pending = mrr * daily["pending_share"].astype(float).fillna(0)
    figure, axes = _axes("MRR by day and basis", daily)
    axes.stackplot(
        days,
        mrr - implied - pending,
        implied,
        pending,
        labels=["invoiced", "implied", "pending"],
        colors=[BLUE, LIGHT_BLUE, ORANGE],
    )
    axes.legend(loc="lower right", facecolor="white", framealpha=0.9, frameon=True)
    axes.margins(x=0)
    _date_axis(axes)
    return figure


def movements_waterfall(month: pandas.Series) -> Figure:
    """The movements from the MRR at the start of a month to that at its end."""
    names = [name for name in [*RISES, *FALLS, "fx"] if month[name] != 0]
    figure, axes = _axes(f"Movements of MRR in {month['month']:%B %Y}", month.to_frame().T)
    level = float(month["start_mrr"])
    axes.bar("start", level, color=GREY)
    labels = [(0, level, level)]
    for position, name in enumerate(names, start=1):
        change = float(month[name])
        axes.bar(name, change, bottom=level, color=GREEN if change > 0 else RED)
        level += change
        labels.append((position, max(level, level - change), change))
    end = float(month["end_mrr"])
    axes.bar("end", end, color=BLUE)
    labels.append((len(names) + 1, end, end))
    for position, height, amount in labels:
        sign = "+" if 0 < position <= len(names) and amount > 0 else ""
        axes.annotate(f"{sign}{amount:,.0f}", (position, height), (0, 3), textcoords="offset points", ha="center", fontsize=9)
    lowest = min(float(month["start_mrr"]), end)
    highest = max(height for _, height, _ in labels)
    room = max(1, highest - lowest)
    axes.set_ylim(bottom=max(0, lowest - 1.5 * room), top=highest + 0.12 * room)
    axes.tick_params(axis="x", labelsize=9)
    if axes.get_ylim()[0] > 0:
        axes.set_xlabel("the axis does not start at zero", fontsize=9, color=GREY)
    axes.grid(axis="x", visible=False)
    return figure


def cohort_heat_map(pivot: pandas.DataFrame) -> Figure:
    """Net revenue retention by cohort and month, without customers from before the files."""
    cohorts = pivot[~pivot["cohort"].isin(["before", "average"])].sort_values("cohort")
    offsets = [column for column in cohorts.columns if column[0] == "m" and column[1:].isdigit()]
    shares = cohorts[offsets].astype(float)
    shares = shares.loc[:, shares.notna().any()]
    figure, axes = pyplot.subplots(figsize=(8, 1.8 + 0.45 * len(shares)), layout="constrained")
    axes.imshow(shares, cmap="RdYlGn", vmin=0.6, vmax=1.4, aspect="auto")
    for (row, column), share in [((r, c), shares.iat[r, c]) for r in range(len(shares)) for c in range(shares.shape[1])]:
        if pandas.notna(share):
            axes.text(column, row, f"{share:.0%}", ha="center", va="center", fontsize=9 if shares.shape[1] > 12 else 11)
    names = [f"{row.cohort}  ({row.cohort_customers:,} customers)" for row in cohorts.itertuples()]
    axes.set_yticks(range(len(names)), names)
    axes.set_xticks(range(shares.shape[1]), [str(offset) for offset in range(shares.shape[1])])
    axes.set_xlabel("months since the first MRR")
    axes.set_title("Net revenue retention by cohort")
    axes.grid(visible=False)
    return figure


def churn_by_month(churn: pandas.DataFrame) -> Figure:
    """Churn rates by month; months in which churn is not visible are empty."""
    churn = churn.sort_values("month")
    rates = {
        "gross_mrr_churn": ("Gross MRR churn", RED),
        "net_mrr_churn": ("Net MRR churn", ORANGE),
        "customer_churn": ("Customer churn", GREY),
    }
    figure, axes = pyplot.subplots(layout="constrained")
    axes.set_title("Churn by month")
    for offset, (rate, (label, color)) in enumerate(rates.items(), start=-1):
        places = [position + 0.27 * offset for position in range(len(churn))]
        axes.bar(places, churn[rate].astype(float), width=0.25, color=color, label=label)
    names = [f"{row.month:%Y-%m}" + ("*" if row.is_partial else "") for row in churn.itertuples()]
    axes.set_xticks(range(len(names)), names, rotation=45 if len(names) > 8 else 0)
    axes.set_xlabel("* incomplete month" if churn["is_partial"].any() else "")
    axes.axhline(0, color="black", linewidth=0.8)
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=1))
    for position, rate in enumerate(churn["gross_mrr_churn"]):
        if pandas.isna(rate):
            axes.text(position, 0, "not visible", ha="center", va="bottom", color=GREY, fontsize=9)
    axes.set_xlim(-0.6, len(names) - 0.4)
    figure.legend(loc="outside lower center", ncols=3)
    return figure


def forecast_fan(daily: pandas.DataFrame, forecast: pandas.DataFrame) -> Figure:
    """MRR and its forecast, with the forecast ranges of 80 % and 95 %."""
    daily = daily.sort_values("date").tail(400)
    forecast = forecast[forecast["p50"].notna()].sort_values("date")
    days = pandas.to_datetime(forecast["date"])
    figure, axes = _axes("MRR and its forecast", daily)
    axes.plot(pandas.to_datetime(daily["date"]), daily["mrr"].astype(float), color=BLUE, label="MRR")
    ranges = [("p2_5", "p97_5", "#dfeaf6", "95 %"), ("p10", "p90", LIGHT_BLUE, "80 %")]
    for low, high, color, level in ranges:
        axes.fill_between(days, forecast[low].astype(float), forecast[high].astype(float), color=color, label=f"Forecast range ({level})")
    axes.plot(days, forecast["p50"].astype(float), color=BLUE, linestyle="--", label="Forecast (median)")
    axes.legend(loc="upper left")
    _date_axis(axes)
    return figure


def biggest_customers(biggest: pandas.DataFrame, most: int = 15) -> Figure:
    """The customers with the most MRR, and the share of each."""
    biggest = biggest.sort_values("rank").head(most)
    figure, axes = pyplot.subplots(layout="constrained")
    axes.set_title(f"The {len(biggest)} largest customers by MRR ({biggest['currency'].iloc[0]})")
    names = [short_id(customer) for customer in biggest["customer_id"]]
    bars = axes.barh(range(len(biggest)), biggest["mrr"].astype(float), color=BLUE)
    axes.bar_label(bars, [f"{share:.1%}" for share in biggest["share"].astype(float)], padding=3, fontsize=9)
    axes.margins(x=0.08)
    axes.set_yticks(range(len(biggest)), names, fontsize=9)
    axes.invert_yaxis()
    axes.grid(axis="y", visible=False)
    axes.xaxis.set_major_formatter(_amounts())
    return figure


def changes_by_weekday(daily: pandas.DataFrame) -> Figure:
    """Average new MRR and net new MRR by weekday."""
    days = daily.sort_values("date").iloc[2:]  # Without the opening days: their MRR existed before the files.
    names = pandas.to_datetime(days["date"]).dt.day_name().str[:3]
    net = days[[*RISES[1:], *FALLS]].astype(float).sum(axis=1)
    order = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    averages = pandas.DataFrame({"new MRR": days["new"].astype(float), "net new MRR": net}).groupby(names).mean().reindex(order)
    figure, axes = _axes("Average new MRR and net new MRR by weekday", daily)
    for offset, (column, color) in zip([-0.2, 0.2], {"new MRR": GREEN, "net new MRR": BLUE}.items()):
        axes.bar([place + offset for place in range(7)], averages[column], width=0.38, color=color, label=column)
    axes.axhline(0, color="black", linewidth=0.8)
    axes.set_xticks(range(7), order)
    axes.legend()
    return figure


def survival(retention: pandas.DataFrame) -> Figure:
    """The share of monthly subscriptions that are left after each renewal, with a fitted curve."""
    renewals = retention[retention["billing_interval"] == "month"].sort_values("renewal_number")
    numbers = renewals["renewal_number"].astype(int)
    figure, axes = pyplot.subplots(layout="constrained")
    axes.set_title("Share of monthly subscriptions left after each renewal")
    low, high = renewals["survival_low"].astype(float), renewals["survival_high"].astype(float)
    axes.fill_between(numbers, low, high, step="post", color=LIGHT_BLUE, label="95 % interval")
    axes.step(numbers, renewals["survival"].astype(float), where="post", color=BLUE, label="observed")
    axes.plot(numbers, renewals["fitted_survival"].astype(float), color=ORANGE, linestyle="--", label="fitted")
    axes.yaxis.set_major_formatter(PercentFormatter(1, decimals=0))
    axes.set_ylim(0, 1)
    axes.set_xlabel("renewal")
    axes.legend()
    return figure


def _axes(title: str, rows: pandas.DataFrame):
    figure, axes = pyplot.subplots(layout="constrained")
    axes.set_title(f"{title} ({rows['currency'].iloc[0]})")
    axes.yaxis.set_major_formatter(_amounts())
    return figure, axes


def _amounts() -> FuncFormatter:
    return FuncFormatter(lambda amount, _: f"{amount:,.0f}")


def _date_axis(axes) -> None:
    axes.xaxis.set_major_locator(dates.AutoDateLocator(maxticks=8))
    axes.xaxis.set_major_formatter(dates.ConciseDateFormatter(axes.xaxis.get_major_locator()))
    axes.yaxis.set_major_locator(MaxNLocator(6))


pyplot.rcParams.update(STYLE)
