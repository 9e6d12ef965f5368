"""The figures and tables that docs/ANALYSIS.md quotes, out of the exports of a run."""

import json
import re
from decimal import Decimal
from pathlib import Path

import duckdb
from charts import short_id

SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£"}

# The customers whose MRR went to zero in the last month, one row each, with the fate of the renewal that was due.
CHURN_CAUSES = """
    WITH ended AS (
        SELECT m.customer_id, m.date, any_value(-m.change) AS lost, l.subscription_id, max(l.cycle_end_at) AS due_at,
            bool_or(i.status = 'uncollectible' AND i.uncollectible_at = l.end_at) AS is_marked
        FROM reported_mrr_movements m
        LEFT JOIN mrr_layers l ON l.customer_id = m.customer_id AND l.end_date = m.date AND l.subscription_id IS NOT NULL
        LEFT JOIN invoices i ON i.invoice_id = l.invoice_id
        WHERE m.movement = 'churn' AND date_trunc('month', m.date) = (SELECT max(month) FROM monthly_growth)
        GROUP BY m.customer_id, m.date, l.subscription_id),
    renewed AS (
        SELECT e.customer_id, e.date, any_value(e.lost) AS lost, bool_or(e.is_marked) AS is_marked,
            list(i.exclusion_reason) AS reasons, bool_and(e.due_at::DATE > e.date + 1 OR e.due_at IS NULL) AS is_within_cycle
        FROM ended e
        LEFT JOIN invoices i ON i.subscription_id = e.subscription_id AND i.service_end > e.due_at
            AND abs(epoch(i.service_start) - epoch(e.due_at)) <= 3 * 86400
            AND i.exclusion_reason IN ('STATUS_UNCOLLECTIBLE', 'STATUS_VOID', 'OPEN_CLOSED')
        GROUP BY e.customer_id, e.date)
    SELECT customer_id, lost, CASE
        WHEN list_contains(reasons, 'OPEN_CLOSED') THEN 'renewal unpaid, collection given up'
        WHEN is_marked OR list_contains(reasons, 'STATUS_UNCOLLECTIBLE') THEN 'invoice marked uncollectible'
        WHEN list_contains(reasons, 'STATUS_VOID') THEN 'renewal void'
        WHEN is_within_cycle THEN 'ended within its cycle'
        ELSE 'no renewal written' END AS cause
    FROM renewed"""
COLLECTION_FAILED = ("renewal unpaid, collection given up", "invoice marked uncollectible", "renewal void")


class Run:
    """A published run, asked in SQL: its tables by name, those of the reporting currency as `reported_*`."""

    def __init__(self, folder: Path):
        self.manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        self.connection = duckdb.connect()
        self.connection.execute("SET TimeZone = 'UTC'")
        for table in sorted((folder / "exports" / "parquet").iterdir()):
            files = f"read_parquet('{table}/**/*.parquet', hive_partitioning = false)"
            self.connection.execute(f"CREATE VIEW {table.name} AS SELECT * FROM {files}")
            if "is_converted" in {name for name, *_ in self.rows(f"DESCRIBE {table.name}")}:
                reported = f"SELECT * FROM {table.name} WHERE is_converted"
                self.connection.execute(f"CREATE VIEW reported_{table.name} AS {reported}")
        self.as_of = self.manifest["as_of"]
        self.last = self.row("SELECT * FROM reported_daily_mrr ORDER BY date DESC LIMIT 1")
        self.month = self.row("SELECT * FROM reported_monthly_growth ORDER BY month DESC LIMIT 1")
        self.symbol = SYMBOLS.get(self.last["currency"], self.last["currency"])

    def rows(self, sql: str) -> list[tuple]:
        return self.connection.sql(sql).fetchall()

    def row(self, sql: str) -> dict:
        """The first row by column, or nothing but nulls."""
        relation = self.connection.sql(sql)
        rows = relation.fetchall()
        return dict(zip(relation.columns, rows[0] if rows else [None] * len(relation.columns)))

    def money(self, amount: Decimal | None) -> str:
        return money(amount, self.symbol)


def money(amount: Decimal | None, symbol: str = "") -> str:
    """Whole units, rounded half to even; the tables of the run have the cents."""
    if amount is None:
        return "none"
    whole = int(amount.to_integral_value())
    return f"{'-' if whole < 0 else ''}{symbol}{abs(whole):,}"


def percent(share: float | Decimal | None, decimals: int = 1) -> str:
    return "none" if share is None else f"{share:.{decimals}%}"


def number(value) -> str:
    return "none" if value is None else f"{value:,}"


def figures(run: Run) -> dict[str, str]:
    """Every figure of the text, by the name it carries there."""
    return {
        **_level(run),
        **_growth(run),
        **_churn(run),
        **_failed_collections(run),
        **_customers(run),
        **_days(run),
        **_forecast(run),
        **_limits(run),
    }


def _level(run: Run) -> dict[str, str]:
    first = run.row("SELECT date, mrr, customers FROM reported_daily_mrr ORDER BY date LIMIT 1")
    files = dict(run.rows("SELECT kind, sum(scanned_rows) FROM source_files GROUP BY kind"))
    found = {
        "as_of": run.as_of,
        "mrr": run.money(run.last["mrr"]),
        "arr": run.money(12 * run.last["mrr"]),
        "customers": number(run.last["customers"]),
        "arpa": run.money(run.last["arpa"]),
        "first_mrr": run.money(first["mrr"]),
        "invoices": number(files.get("invoices")),
        "customer_rows": number(files.get("customers")),
    }
    for currency, mrr in run.rows(f"SELECT currency, mrr FROM daily_mrr WHERE NOT is_converted AND date = '{run.as_of}'"):
        found[f"mrr_{currency.lower()}"] = money(mrr, SYMBOLS.get(currency, currency))
    return found


def _growth(run: Run) -> dict[str, str]:
    found = {}
    for position, name in enumerate(["month", "month_before"]):
        month = run.row(f"SELECT * FROM reported_monthly_growth ORDER BY month DESC LIMIT 1 OFFSET {position}")
        days = run.row(f"SELECT count(*) AS days FROM reported_daily_mrr WHERE date_trunc('month', date) = '{month['month']}'")["days"]
        found |= {
            f"{name}_days": number(days),
            f"{name}_growth": percent(month["growth_rate"]),
            f"{name}_net": run.money(month["end_mrr"] - month["start_mrr"]),
            f"{name}_net_a_day": run.money((month["end_mrr"] - month["start_mrr"]) / days),
            f"{name}_start": run.money(month["start_mrr"]),
            f"{name}_end": run.money(month["end_mrr"]),
            f"{name}_new": run.money(month["new"]),
            f"{name}_new_a_day": run.money(month["new"] / days),
            f"{name}_expansion": run.money(month["expansion"]),
            f"{name}_lost": run.money(-month["churn"] - month["contraction"]),
            f"{name}_churn": run.money(-month["churn"]),
            f"{name}_returned": run.money(month["reactivation"]),
            f"{name}_quick_ratio": "none" if month["quick_ratio"] is None else f"{month['quick_ratio']:.1f}",
        }
    weekdays = dict(run.rows("SELECT isodow(date) < 6, avg(new) FROM reported_daily_mrr WHERE new > 0 GROUP BY 1"))
    found["new_a_weekday"] = money(Decimal(round(weekdays.get(True, 0))), run.symbol)
    found["new_a_weekend_day"] = money(Decimal(round(weekdays.get(False, 0))), run.symbol)
    return found


def _churn(run: Run) -> dict[str, str]:
    churn = run.row("SELECT * FROM reported_churn_by_month WHERE billing_interval = 'all' ORDER BY month DESC LIMIT 1")
    renewals = run.row("""
        SELECT max(due) FILTER (renewal_number = 1) AS due, max(renewal_rate) FILTER (renewal_number = 1) AS first_rate,
            sum(renewed) FILTER (renewal_number > 1) / sum(due) FILTER (renewal_number > 1) AS later_rate,
            max(survival) FILTER (renewal_number = 12) AS year, max(survival_low) FILTER (renewal_number = 12) AS low,
            max(survival_high) FILTER (renewal_number = 12) AS high
        FROM retention_by_renewal WHERE billing_interval = 'month'""")
    return {
        "gross_churn": percent(churn["gross_mrr_churn"]),
        "net_churn": percent(churn["net_mrr_churn"]),
        "customer_churn": percent(churn["customer_churn"]),
        "churned_customers": number(churn["churned_customers"]),
        "grr": percent(churn["grr"]),
        "nrr": percent(churn["nrr"]),
        "due_cycles": number(churn["due_cycles"]),
        "renewed_cycles": number(churn["renewed_cycles"]),
        "renewal_rate": percent(churn["renewal_rate"]),
        "first_renewals_due": number(renewals["due"]),
        "first_renewal_rate": percent(renewals["first_rate"]),
        "later_renewal_rate": percent(renewals["later_rate"]),
        "survival_12": percent(renewals["year"], 0),
        "survival_12_low": percent(renewals["low"], 0),
        "survival_12_high": percent(renewals["high"], 0),
    }


def _failed_collections(run: Run) -> dict[str, str]:
    """Churn of the last month whose renewal was written and never paid, and churn without a renewal."""
    churn = run.row(f"""
        SELECT count(*) AS customers, count(*) FILTER (cause IN {COLLECTION_FAILED}) AS failed_customers,
            sum(lost) FILTER (cause IN {COLLECTION_FAILED}) AS failed, sum(lost) AS lost,
            count(*) FILTER (cause = 'no renewal written') AS unwritten_customers,
            sum(lost) FILTER (cause = 'no renewal written') AS unwritten
        FROM ({CHURN_CAUSES})""")
    failed = churn["failed"] or Decimal(0)
    return {
        "churn_events": number(churn["customers"]),
        "failed_collections": run.money(failed),
        "failed_collections_share": percent(failed / churn["lost"] if churn["lost"] else None, 0),
        "failed_collections_customers": number(churn["failed_customers"]),
        "unwritten_renewals": run.money(churn["unwritten"]),
        "unwritten_renewals_customers": number(churn["unwritten_customers"]),
    }


def _customers(run: Run) -> dict[str, str]:
    shares = run.row("SELECT * FROM reported_concentration ORDER BY month DESC LIMIT 1")
    biggest = run.row("SELECT * FROM reported_biggest_customers WHERE rank = 1")
    owed = run.row(f"""
        SELECT count(*) AS invoices, sum(net) AS amount FROM invoices
        WHERE customer_id = '{biggest["customer_id"]}' AND status = 'open' AND exclusion_reason IS NULL""")
    small = run.row("""
        SELECT sum(customers) AS customers, sum(share) AS share FROM reported_segments
        WHERE month = (SELECT max(month) FROM segments) AND dimension = 'mrr_band'
            AND segment IN ('under_25', '25_to_50', '50_to_100')""")
    return {
        "biggest": short_id(biggest["customer_id"]),
        "biggest_mrr": run.money(biggest["mrr"]),
        "biggest_share": percent(biggest["share"]),
        "biggest_open_invoices": number(owed["invoices"]),
        "biggest_open": run.money(owed["amount"]),
        "biggest_renewal": str(biggest["next_renewal"]),
        "top_10_share": percent(shares["top_10_share"]),
        "top_50_share": percent(shares["top_50_share"]),
        "small_customers": number(small["customers"]),
        "small_share": percent(small["share"]),
    }


def _days(run: Run) -> dict[str, str]:
    tested = run.row("""
        SELECT count(*) FILTER (q_value IS NOT NULL) AS tested, count(*) FILTER (verdict = 'significant') AS significant
        FROM reported_significant_days""")
    day = run.row("SELECT * FROM reported_significant_days WHERE verdict = 'significant' ORDER BY q_value, date LIMIT 1")
    driver = run.row(f"""
        SELECT customer_id, change, share FROM reported_significant_day_drivers
        WHERE date = DATE '{day["date"] or run.as_of}' AND role = 'driver' ORDER BY abs(change) DESC LIMIT 1""")
    unpaid = run.row(f"""
        SELECT currency, net, created_at::DATE AS day FROM invoices
        WHERE customer_id = '{driver["customer_id"]}' AND exclusion_reason = 'OPEN_CLOSED' ORDER BY created_at DESC LIMIT 1""")
    since = run.row(f"SELECT min(valid_from) AS day FROM reported_customer_mrr WHERE customer_id = '{driver['customer_id']}'")
    churn = run.row("SELECT * FROM reported_churn_by_month WHERE billing_interval = 'all' ORDER BY month DESC LIMIT 1")
    without = None
    if driver["change"] and churn["start_mrr"]:
        without = (churn["lost"] + driver["change"]) / churn["start_mrr"]
    return {
        "days_tested": number(tested["tested"]),
        "days_significant": number(tested["significant"]),
        "day": str(day["date"]),
        "day_change": run.money(day["change"]),
        "day_expected": run.money(day["expected"]),
        "day_q": "none" if day["q_value"] is None else f"{day['q_value']:.6f}",
        "driver": "none" if driver["customer_id"] is None else short_id(driver["customer_id"]),
        "driver_change": run.money(driver["change"]),
        "driver_share": percent(driver["share"], 0),
        "driver_since": str(since["day"]),
        "driver_unpaid": money(unpaid["net"], SYMBOLS.get(unpaid["currency"], "")),
        "driver_unpaid_day": str(unpaid["day"]),
        "gross_churn_without_driver": percent(without),
    }


def _forecast(run: Run) -> dict[str, str]:
    far = run.row("SELECT * FROM reported_mrr_forecast WHERE is_headline AND horizon_days = 90")
    flat = -far["churn"] if far["churn"] is not None else None
    tests = {
        (method, days): (origins, mase, coverage)
        for method, days, origins, mase, coverage in run.rows(
            "SELECT method, horizon_days, origins, mase, coverage_80 FROM reported_forecast_backtest WHERE origin IS NULL"
        )
    }
    week = tests.get(("bottom_up", 7), (0, None, None))
    drift = tests.get(("drift", 7), (0, None, None))
    risk = run.row("SELECT mrr FROM reported_forecast_risks WHERE risk = 'other_methods'")
    return {
        "forecast_date": str(far["date"]),
        "forecast": run.money(far["p50"]),
        "forecast_p10": run.money(far["p10"]),
        "forecast_p90": run.money(far["p90"]),
        "forecast_new": run.money(far["new"]),
        "forecast_churn": run.money(flat),
        "forecast_expansion": run.money(far["expansion"]),
        "forecast_at_renewal": run.money(far["at_renewal"]),
        "forecast_growth": percent(None if far["p50"] is None else far["p50"] / run.last["mrr"] - 1),
        "forecast_against_trend": run.money(risk["mrr"]),
        "backtest_origins": number(week[0]),
        "backtest_mase": "none" if week[1] is None else f"{week[1]:.1f}",
        "backtest_mase_drift": "none" if drift[1] is None else f"{drift[1]:.1f}",
        "backtest_coverage": percent(week[2], 0),
    }


def _limits(run: Run) -> dict[str, str]:
    risks = {row[0]: row[1:] for row in run.rows("SELECT risk, mrr, share, evidence FROM reported_forecast_risks")}
    unseen = re.search(r"about ([\d,.]+)", risks["unseen_long_book"][2]) if "unseen_long_book" in risks else None
    low = run.row(f"""
        SELECT sum(low_confidence) AS mrr, sum(low_confidence) / sum(mrr) AS share FROM reported_customer_mrr
        WHERE valid_from <= DATE '{run.as_of}' AND valid_to > DATE '{run.as_of}'""")
    unknown = run.row(f"""
        SELECT count(DISTINCT c.customer_id) AS customers, coalesce(sum(m.mrr), 0) AS mrr FROM customers c
        LEFT JOIN reported_customer_mrr m ON m.customer_id = c.customer_id
            AND m.valid_from <= DATE '{run.as_of}' AND m.valid_to > DATE '{run.as_of}'
        WHERE c.is_placeholder""")
    opening = run.row("SELECT mrr FROM reported_daily_mrr ORDER BY date LIMIT 1")["mrr"]
    pace = -run.month["churn"] / run.month["start_mrr"]
    implied = run.row("""
        SELECT sum(implied_share * mrr) / sum(mrr) AS share FROM reported_daily_mrr
        WHERE date_trunc('month', date) = (SELECT max(month) - INTERVAL 1 MONTH FROM monthly_growth)""")
    one_off = run.row("""
        SELECT customer_id, currency, net, status, created_at::DATE AS day FROM invoices
        WHERE exclusion_reason = 'ONE_OFF' ORDER BY net DESC, invoice_id LIMIT 1""")
    return {
        "unpaid_mrr": run.money(risks.get("unpaid_invoices", [None])[0]),
        "unpaid_share": percent(risks.get("unpaid_invoices", [None, None])[1]),
        "edge_mrr": run.money(risks.get("pending_at_the_edge", [None])[0]),
        "other_currency_mrr": run.money(risks.get("currency_mix", [None])[0]),
        "other_currency_share": percent(risks.get("currency_mix", [None, None])[1]),
        "other_currency_tenth": run.money((risks.get("currency_mix", [None])[0] or Decimal(0)) / 10),
        "wall": run.money(risks.get("renewal_wall", [None])[0]),
        "long_mrr": run.money(risks.get("unseen_long_book", [None])[0]),
        "long_share": percent(risks.get("unseen_long_book", [None, None])[1]),
        "long_unseen": run.money(Decimal(unseen[1].replace(",", "")) if unseen else None),
        "low_confidence": run.money(low["mrr"]),
        "low_confidence_share": percent(low["share"]),
        "unknown_customers": number(unknown["customers"]),
        "unknown_mrr": run.money(unknown["mrr"]),
        "opening_missing": run.money(opening * pace / (1 - pace)),
        "implied_month_before": percent(implied["share"], 0),
        "implied": percent(run.last["implied_share"], 0),
        "largest_one_off": "none" if one_off["net"] is None else f"{one_off['net']:,.2f}",
        "largest_one_off_currency": str(one_off["currency"]),
        "largest_one_off_customer": "none" if one_off["customer_id"] is None else short_id(one_off["customer_id"]),
        "largest_one_off_day": str(one_off["day"]),
        "largest_one_off_status": str(one_off["status"]),
    }


def _short_ids(text: str) -> str:
    """Returns a text in which customers are named as in the pictures."""
    return re.sub(r"\bcus_\w+", lambda customer: short_id(customer.group()), text)


def tables(run: Run) -> dict[str, str]:
    """Every table of the text, by name, in Markdown."""
    last_month = "month = (SELECT max(month) FROM monthly_growth)"
    return {
        "months": _table(
            ["month", "start", "opening", "new", "expansion", "contraction", "churn", "returned", "end", "growth"],
            [
                [f"{row[0]:%Y-%m}" + (" (so far)" if row[-1] else ""), *[money(amount) for amount in row[1:9]], percent(row[9])]
                for row in run.rows("""
                    SELECT month, start_mrr, opening, new, expansion, contraction, churn, reactivation, end_mrr, growth_rate, is_partial
                    FROM reported_monthly_growth WHERE start_mrr <> 0 ORDER BY month""")
            ],
        ),
        "intervals": _table(
            ["currency", "billed every", "MRR", "share of the interval the files show", "renewals due", "renewed"],
            [
                [currency, interval, money(mrr), percent(visible, 0), number(due), percent(rate)]
                for currency, interval, mrr, visible, due, rate in run.rows("""
                    SELECT currency, billing_interval, mrr, visible_share, due_cycles, renewal_rate
                    FROM data_coverage ORDER BY currency, mrr DESC""")
            ],
        ),
        "weekdays": _table(
            ["", "days", "new a day", "lost a day", "net a day"],
            [
                [day, number(days), *[money(Decimal(round(amount))) for amount in amounts]]
                for day, days, *amounts in run.rows("""
                    SELECT dayname(date), count(*), avg(new), avg(churn + contraction),
                        avg(new + expansion + reactivation + churn + contraction)
                    FROM reported_significant_days JOIN reported_daily_mrr USING (date)
                    WHERE q_value IS NOT NULL GROUP BY ALL ORDER BY min(isodow(date))""")
            ],
        ),
        "churn": _table(
            ["MRR", "billed every", "lost", "gross churn", "net churn", "GRR", "NRR", "customer churn", "renewal rate"],
            [
                ["all, in " + currency if converted else currency, interval, money(lost), *[percent(rate) for rate in rates]]
                for currency, converted, interval, lost, *rates in run.rows(f"""
                    SELECT currency, is_converted, billing_interval, lost, gross_mrr_churn, net_mrr_churn, grr, nrr, customer_churn,
                        renewal_rate
                    FROM churn_by_month WHERE {last_month} AND start_mrr > 0 AND billing_interval IN ('all', 'month')
                    ORDER BY is_converted DESC, currency, billing_interval""")
            ],
        ),
        "endings": _table(
            ["how MRR ended", "customers", "MRR", "share of churn"],
            [
                [cause, number(customers), money(lost), percent(share)]
                for cause, customers, lost, share in run.rows(f"""
                    SELECT cause, count(*), sum(lost), sum(lost) / sum(sum(lost)) OVER () FROM ({CHURN_CAUSES})
                    GROUP BY cause ORDER BY sum(lost) DESC""")
            ],
        ),
        "cohorts": _table(
            ["began in", "customers", "first MRR", "MRR, month 0", "MRR, month 1", "MRR, month 2"],
            [
                [cohort, number(customers), money(first), *[percent(share, 0) for share in shares]]
                for cohort, customers, first, *shares in run.rows("""
                    SELECT * FROM (
                        SELECT cohort, cohort_customers, initial_mrr, max(nrr) FILTER (month_offset = 0),
                            max(nrr) FILTER (month_offset = 1), max(nrr) FILTER (month_offset = 2)
                        FROM reported_cohorts WHERE dimension = 'all' GROUP BY ALL)
                    ORDER BY cohort <> 'before', cohort""")
            ],
        ),
        "biggest": _table(
            ["", "customer", "MRR", "share", "together", "change in 30 days", "next renewal"],
            [
                [str(rank), short_id(customer), money(mrr), percent(share), percent(together), money(change), str(renewal)]
                for rank, customer, mrr, share, together, change, renewal in run.rows("""
                    SELECT rank, customer_id, mrr, share, cumulative_share, change_30_days, next_renewal
                    FROM reported_biggest_customers WHERE rank <= 10 ORDER BY rank""")
            ],
        ),
        "bands": _table(
            ["MRR of a customer", "customers", "MRR", "share", "growth in the month"],
            [
                [band.replace("_", " "), number(count), money(mrr), percent(share), percent(growth)]
                for band, count, mrr, share, growth in run.rows(f"""
                    SELECT segment, customers, mrr, share, growth_rate FROM reported_segments
                    WHERE dimension = 'mrr_band' AND {last_month} ORDER BY mrr / greatest(customers, 1)""")
            ],
        ),
        "forecast": _table(
            ["on", "10 %", "half", "90 %", "at renewal", "lost", "expansion", "new"],
            [
                [str(date), *[money(amount) for amount in amounts]]
                for date, *amounts in run.rows("""
                    SELECT date, p10, p50, p90, at_renewal, churn, expansion, new FROM reported_mrr_forecast
                    WHERE is_headline AND horizon_days IN (30, 60, 90) ORDER BY date""")
            ],
        ),
        "backtest": _table(
            ["method", "days ahead", "forecasts", "MASE", "CRPS", "inside the 80 % interval"],
            [
                [method.replace("_", " "), number(days), number(origins), f"{mase:.1f}", percent(crps, 2), percent(coverage, 0)]
                for method, days, origins, mase, crps, coverage in run.rows("""
                    SELECT method, horizon_days, origins, mase, crps, coverage_80 FROM reported_forecast_backtest
                    WHERE origin IS NULL AND mase IS NOT NULL ORDER BY horizon_days, mase""")
            ],
        ),
        "risks": _table(
            ["risk", "MRR", "share", "severity", "what may happen"],
            [
                [risk.replace("_", " "), money(mrr), percent(share), severity, _short_ids(what)]
                for risk, mrr, share, severity, what in run.rows("""
                    SELECT risk, mrr, share, severity, what FROM reported_forecast_risks
                    ORDER BY array_position(['high', 'medium', 'low'], severity), mrr DESC NULLS LAST""")
            ],
        ),
        "sensitivity": _table(
            ["choice", "setting", "currency", "MRR", "difference", ""],
            [
                [variant.replace("_", " "), f"`{setting}`", currency, money(mrr), money(difference), percent(share)]
                for variant, setting, currency, mrr, difference, share in run.rows("""
                    SELECT variant, setting, currency, mrr, difference, difference_share FROM policy_sensitivity
                    WHERE variant <> 'headline' ORDER BY max(abs(difference_share)) OVER (PARTITION BY variant) DESC, variant, currency""")
            ],
        ),
        "vendors": _table(
            ["figure", "vendor", "under its definition", "why there is none"],
            [
                [metric.replace("_", " "), vendor, percent(rate, 2) if rate is not None else money(amount), reason or ""]
                for metric, vendor, amount, rate, reason in run.rows(f"""
                    SELECT metric, vendor, amount, rate, reason FROM reported_vendor_definitions
                    WHERE {last_month} AND coalesce(reason, '') NOT LIKE 'The vendor publishes no formula%' ORDER BY metric, vendor""")
            ],
        ),
        "excluded": _table(
            ["left out", "currency", "invoices", "amount"],
            [
                [line.replace("_", " "), currency, number(count), money(amount)]
                for line, currency, count, amount in run.rows("""
                    SELECT line, currency, invoices, amount FROM reconciliation
                    WHERE part = 'excluded' AND invoices > 0 ORDER BY currency, abs(amount) DESC""")
            ],
        ),
        "unpaid": _table(
            ["counted, but not paid", "currency", "invoices", "amount"],
            [
                [status, currency, number(count), money(amount)]
                for status, currency, count, amount in run.rows("""
                    SELECT status, currency, count(*), sum(net) FROM invoices
                    WHERE exclusion_reason IS NULL AND status <> 'paid' GROUP BY ALL ORDER BY status, currency""")
            ],
        ),
    }


def _table(header: list[str], rows: list[list[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
