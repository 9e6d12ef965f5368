package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.DATE;
import static io.tidemark.tables.Table.DOUBLE;
import static io.tidemark.tables.Table.INT;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

import java.util.List;
import java.util.stream.Stream;

/** Declares the tables of insights derived from recurring revenue. */
public final class InsightTables {
  private InsightTables() {}

  public static final Table DATA_COVERAGE =
      Table.named("data_coverage")
          .onePer(
              "currency and billing interval, with the share of it that is visible in the files")
          .key("currency", "billing_interval")
          .column("currency", STRING, "ISO 4217")
          .column("billing_interval", STRING, "Length of a billing cycle: month, year, ...")
          .column("data_from", DATE, "First day of the data, business zone")
          .column("data_through", DATE, "Last day of the data, business zone")
          .column("warm_up_end", DATE, "First day on which this interval is fully visible")
          .column("is_warming_up", BOOLEAN, "True if the as-of date is before warm_up_end")
          .column("subscriptions", LONG, "Subscriptions with MRR above zero, as-of date")
          .column("mrr_minor", LONG, "Visible MRR on the as-of date, minor units")
          .column("visible_share", DOUBLE, "Days of data / days of one interval, at most 1")
          .column("hidden_share", DOUBLE, "1 - visible_share, for evenly spread billing days")
          .optional("implied_share", DOUBLE, "Share of MRR from implied layers; null if none")
          .column("due_cycles", LONG, "Paid cycles that ended early enough to see a renewal")
          .column("renewed_cycles", LONG, "Of due_cycles, those followed by another paid cycle")
          .optional("renewal_rate", DOUBLE, "renewed_cycles / due_cycles; null if no cycle was due")
          .column("shortfall", STRING, "What the files do not show of this interval")
          .build();

  public static final Table CUSTOMER_MONTHLY_MOVEMENTS =
      Table.named("customer_monthly_movements")
          .onePer("customer, currency, month and type of movement")
          .key("month", "customer_id", "currency", "is_converted", "movement")
          .column("month", DATE, "First day of the month")
          .column("customer_id", STRING, "Customer whose MRR changed")
          .column("currency", STRING, "ISO 4217; the reporting currency if converted")
          .column("is_converted", BOOLEAN, "True if converted to the reporting currency")
          .column(
              "movement", STRING, "opening, new, expansion, contraction, churn, reactivation or fx")
          .column("mrr_before_minor", LONG, "MRR at the end of the previous month, minor units")
          .column("mrr_after_minor", LONG, "MRR at the end of the month, minor units")
          .column("change_minor", LONG, "Sum of the daily movements of this type in the month")
          .build();

  public static final Table CHURN_BY_MONTH =
      Table.named("churn_by_month")
          .onePer("month, currency and billing interval, plus one for all intervals")
          .key("month", "currency", "is_converted", "billing_interval")
          .column("month", DATE, "First day of the month")
          .column("currency", STRING, "ISO 4217; the reporting currency if converted")
          .column("is_converted", BOOLEAN, "True if converted; only for all intervals")
          .column("billing_interval", STRING, "month, year, ..., adjustment or all")
          .column("start_mrr_minor", LONG, "MRR at the end of the previous month, minor units")
          .column("opening_minor", LONG, "MRR that started before the data, minor units")
          .column("new_minor", LONG, "MRR of new customers, minor units")
          .column("expansion_minor", LONG, "Increases of existing MRR, minor units")
          .column("contraction_minor", LONG, "Decreases of existing MRR, negative, minor units")
          .column("churn_minor", LONG, "MRR of churned customers, negative, minor units")
          .column(
              "churn_involuntary_minor",
              LONG,
              "Of churn: the renewal was invoiced, but is void, uncollectible, closed unpaid or"
                  + " overdue")
          .column("churn_voluntary_minor", LONG, "Of churn: no renewal was invoiced")
          .column("churn_unknown_minor", LONG, "Of churn: the files cannot show the cause")
          .column("reactivation_minor", LONG, "MRR of returning customers, minor units")
          .column("fx_minor", LONG, "Exchange rate effect, minor units")
          .column("transfer_minor", LONG, "MRR moved from other intervals, minor units")
          .column("end_mrr_minor", LONG, "MRR on the month's last day or the as-of date")
          .optional("seen_start_minor", LONG, "Of start_mrr, visible intervals; null if converted")
          .column("lost_minor", LONG, "Churn plus contraction, positive, minor units")
          .optional("gross_mrr_churn", DOUBLE, "lost / start_mrr")
          .column("net_lost_minor", LONG, "lost - expansion - reactivation, minor units")
          .optional("net_mrr_churn", DOUBLE, "net_lost / start_mrr")
          .column("net_lost_without_reactivation_minor", LONG, "lost - expansion, minor units")
          .optional(
              "net_mrr_churn_without_reactivation",
              DOUBLE,
              "net_lost_without_reactivation / start_mrr")
          .column("kept_minor", LONG, "Sum over customers of the lesser of MRR at start and end")
          .optional("grr", DOUBLE, "kept / start_mrr; never above 1")
          .column("retained_minor", LONG, "MRR at the end of customers with MRR at the start")
          .optional("nrr", DOUBLE, "retained / start_mrr")
          .column(
              "retained_with_reactivation_minor", LONG, "retained + reactivated MRR, minor units")
          .optional("nrr_with_reactivation", DOUBLE, "retained_with_reactivation / start_mrr")
          .column("start_customers", LONG, "Customers with MRR at the start")
          .column("churned_customers", LONG, "Of start_customers, those without MRR at the end")
          .column("gained_customers", LONG, "Customers with MRR at the end but not at the start")
          .column("end_customers", LONG, "Customers with MRR at the end")
          .optional("customer_churn", DOUBLE, "churned_customers / start_customers")
          .column("stripe_customers", LONG, "start_customers + gained_customers")
          .optional("customer_churn_stripe", DOUBLE, "churned_customers / stripe_customers")
          .column("due_cycles", LONG, "Cycles due for renewal in the month")
          .column("renewed_cycles", LONG, "Of due_cycles, those renewed")
          .optional("renewal_rate", DOUBLE, "renewed_cycles / due_cycles")
          .column("is_partial", BOOLEAN, "True if the month ends after the as-of date")
          .column("is_warming_up", BOOLEAN, "True if an interval was not fully visible")
          .build();

  public static final Table BIGGEST_CUSTOMERS =
      Table.named("biggest_customers")
          .onePer("rank by MRR on the as-of date, up to 200")
          .key("currency", "is_converted", "rank")
          .column("currency", STRING, "ISO 4217; the reporting currency if converted")
          .column("is_converted", BOOLEAN, "True if converted to the reporting currency")
          .column("rank", INT, "Rank by MRR, 1 for the largest")
          .column("customer_id", STRING, "Id in the billing system")
          .column("mrr_minor", LONG, "MRR on the as-of date, minor units")
          .optional("share", DOUBLE, "Share of all MRR of the currency on the as-of date")
          .optional("cumulative_share", DOUBLE, "Share of this and all higher ranks")
          .column("since", DATE, "First day with MRR")
          .column("is_since_earlier", BOOLEAN, "True if the MRR started before the data")
          .optional(
              "change_30_days_minor", LONG, "Change over 30 days; null if the data is shorter")
          .optional(
              "next_renewal",
              DATE,
              "First day after the invoiced period; any currency if converted")
          .optional("total_billed_minor", LONG, "Net of all counted invoices; null if converted")
          .optional("has_paid", BOOLEAN, "False if the customer never paid; null if unknown")
          .build();

  public static final Table CONCENTRATION =
      Table.named("concentration")
          .onePer("month and currency")
          .key("month", "currency", "is_converted")
          .column("month", DATE, "First day of the month")
          .column("currency", STRING, "ISO 4217; the reporting currency if converted")
          .column("is_converted", BOOLEAN, "True if converted to the reporting currency")
          .column("customers", LONG, "Customers with MRR at the end of the month")
          .column("mrr_minor", LONG, "MRR at the end of the month or the as-of date, minor units")
          .column("top_1_minor", LONG, "MRR of the largest customer, minor units")
          .optional("top_1_share", DOUBLE, "top_1 / mrr")
          .column("top_5_minor", LONG, "MRR of the 5 largest customers, minor units")
          .optional("top_5_share", DOUBLE, "top_5 / mrr")
          .column("top_10_minor", LONG, "MRR of the 10 largest customers, minor units")
          .optional("top_10_share", DOUBLE, "top_10 / mrr")
          .column("top_50_minor", LONG, "MRR of the 50 largest customers, minor units")
          .optional("top_50_share", DOUBLE, "top_50 / mrr")
          .optional(
              "never_paid_customers",
              LONG,
              "Customers with MRR who never paid; null if no payment counts are known")
          .optional("never_paid_minor", LONG, "MRR of never_paid_customers, minor units")
          .optional("never_paid_share", DOUBLE, "never_paid / mrr")
          .column("herfindahl", DOUBLE, "Herfindahl index: sum of squared shares, at most 1")
          .column("gini", DOUBLE, "Gini coefficient: 0 for equal MRR, close to 1 if one pays all")
          .column("is_partial", BOOLEAN, "True if the month ends after the as-of date")
          .column("is_warming_up", BOOLEAN, "True if some billing interval was not fully visible")
          .build();

  public static final Table SEGMENTS =
      Table.named("segments")
          .onePer("month, dimension and segment")
          .key("month", "currency", "is_converted", "dimension", "segment")
          .column("month", DATE, "First day of the month")
          .column("currency", STRING, "ISO 4217; the reporting currency if converted")
          .column("is_converted", BOOLEAN, "True if converted to the reporting currency")
          .column(
              "dimension",
              STRING,
              "currency, billing_interval, mrr_band, first_discount, coupon or country")
          .column("segment", STRING, "Segment of the dimension")
          .column("customers", LONG, "Customers with MRR at the end of the month")
          .column("start_mrr_minor", LONG, "MRR at the end of the previous month, minor units")
          .column("moved_minor", LONG, "Movements of the segment's customers, minor units")
          .column("transfer_minor", LONG, "MRR moved from other segments, minor units")
          .column("mrr_minor", LONG, "MRR at the end of the month or the as-of date, minor units")
          .column("total_minor", LONG, "MRR of all segments, minor units")
          .optional("share", DOUBLE, "mrr / total")
          .optional("growth_rate", DOUBLE, "(mrr - start_mrr) / start_mrr; null from zero")
          .column("is_partial", BOOLEAN, "True if the month ends after the as-of date")
          .column("is_warming_up", BOOLEAN, "True if some billing interval was not fully visible")
          .build();

  public static final Table RENEWAL_CALENDAR =
      Table.named("renewal_calendar")
          .onePer(
              "month, currency and billing interval, with MRR on the as-of date by the end of its"
                  + " cycle")
          .key("month", "currency", "billing_interval")
          .column("month", DATE, "First day of the month in which the cycles end")
          .column("currency", STRING, "ISO 4217")
          .column("billing_interval", STRING, "month, year, ..., adjustment (never renews)")
          .column("mrr_due_minor", LONG, "MRR due for renewal, minor units")
          .column("customers", LONG, "Customers with MRR due for renewal")
          .column("largest_minor", LONG, "Largest MRR of one customer, minor units")
          .column("largest_customer_id", STRING, "Id of that customer")
          .build();

  public static final Table RETENTION_BY_RENEWAL =
      Table.named("retention_by_renewal")
          .onePer("billing interval and number of the renewal")
          .key("billing_interval", "renewal_number")
          .column("billing_interval", STRING, "month, year, ...; all currencies")
          .column("renewal_number", INT, "1 for the end of the first cycle")
          .optional("due", LONG, "Cycles that ended within the files; null if extrapolated")
          .optional("renewed", LONG, "Of due, renewed cycles; null if extrapolated")
          .optional("lost", LONG, "Of due, cycles not renewed; null if extrapolated")
          .optional("renewal_rate", DOUBLE, "renewed / due; null if extrapolated")
          .optional("survival", DOUBLE, "Product of the rates so far; null if extrapolated")
          .optional("standard_error", DOUBLE, "Of survival (Greenwood); null if extrapolated")
          .optional("survival_low", DOUBLE, "95 % lower bound; null if none or all are lost")
          .optional("survival_high", DOUBLE, "95 % upper bound; null if none or all are lost")
          .optional("fitted_rate", DOUBLE, "Of a fitted shifted beta-geometric; null if none lost")
          .optional("fitted_survival", DOUBLE, "Of the same fit; null if none is lost")
          .column("is_extrapolated", BOOLEAN, "True after the last observed renewal")
          .build();

  /** Returns all insight tables, in the order in which they are computed. */
  static List<Table> all() {
    List<Table> others =
        List.of(BIGGEST_CUSTOMERS, CONCENTRATION, SEGMENTS, RENEWAL_CALENDAR, RETENTION_BY_RENEWAL);
    return Stream.of(
            List.of(DATA_COVERAGE, CUSTOMER_MONTHLY_MOVEMENTS, CHURN_BY_MONTH),
            CohortTables.all(),
            others,
            ComparisonTables.all())
        .flatMap(List::stream)
        .toList();
  }
}
