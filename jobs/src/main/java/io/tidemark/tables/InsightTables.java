package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.DATE;
import static io.tidemark.tables.Table.DOUBLE;
import static io.tidemark.tables.Table.INT;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

import java.util.List;
import java.util.stream.Stream;

/** The tables of insights: what recurring revenue says about the business. */
public final class InsightTables {
  private InsightTables() {}

  public static final Table DATA_COVERAGE =
      Table.named("data_coverage")
          .onePer("currency and billing interval: how much of it the files can show")
          .key("currency", "billing_interval")
          .column("currency", STRING, "ISO 4217")
          .column("billing_interval", STRING, "month, year, ...: length of a billing cycle")
          .column("data_from", DATE, "First day of the data, business zone")
          .column("data_through", DATE, "Last day of the data, business zone")
          .column("warm_up_end", DATE, "First day on which all of this interval is visible")
          .column("is_warming_up", BOOLEAN, "The as-of date is before that")
          .column("subscriptions", LONG, "With MRR of this interval on the as-of date")
          .column("mrr_minor", LONG, "Visible on the as-of date, minor units")
          .column("visible_share", DOUBLE, "Days of the data over days of one interval, at most 1")
          .column("hidden_share", DOUBLE, "1 less that: what cannot show, if billed evenly")
          .optional(
              "implied_share", DOUBLE, "Of the MRR of all days, from implied layers; null if none")
          .column("due_cycles", LONG, "Paid cycles that ended in time for a renewal to show")
          .column("renewed_cycles", LONG, "Of them, followed by another paid cycle")
          .optional("renewal_rate", DOUBLE, "Renewed over due; null where none was due")
          .column("shortfall", STRING, "What of this interval the files cannot show, in words")
          .build();

  public static final Table CUSTOMER_MONTHLY_MOVEMENTS =
      Table.named("customer_monthly_movements")
          .onePer("customer, currency, month and type of movement")
          .key("month", "customer_id", "currency", "is_converted", "movement")
          .column("month", DATE, "First day of the month")
          .column("customer_id", STRING, "Whose MRR changed")
          .column("currency", STRING, "ISO 4217; the reporting currency where converted")
          .column("is_converted", BOOLEAN, "Converted to the reporting currency")
          .column(
              "movement", STRING, "opening, new, expansion, contraction, churn, reactivation or fx")
          .column("mrr_before_minor", LONG, "MRR at the end of the month before, minor units")
          .column("mrr_after_minor", LONG, "MRR at the end of the month, minor units")
          .column("change_minor", LONG, "Sum of the month's daily movements of the type")
          .build();

  public static final Table CHURN_BY_MONTH =
      Table.named("churn_by_month")
          .onePer("month, currency and billing interval, and one for all intervals")
          .key("month", "currency", "is_converted", "billing_interval")
          .column("month", DATE, "First day of the month")
          .column("currency", STRING, "ISO 4217; the reporting currency where converted")
          .column("is_converted", BOOLEAN, "Converted to the reporting currency; only for all")
          .column("billing_interval", STRING, "month, year, ..., adjustment or all")
          .column("start_mrr_minor", LONG, "MRR at the end of the month before, minor units")
          .column("opening_minor", LONG, "MRR that was there before the file, minor units")
          .column("new_minor", LONG, "First MRR of customers, minor units")
          .column("expansion_minor", LONG, "Increases, minor units")
          .column("contraction_minor", LONG, "Decreases, negative, minor units")
          .column("churn_minor", LONG, "Decreases to zero, negative, minor units")
          .column("reactivation_minor", LONG, "Returns from zero, minor units")
          .column("fx_minor", LONG, "Revaluation, minor units")
          .column("transfer_minor", LONG, "Moved here from another interval; 0 in all together")
          .column("end_mrr_minor", LONG, "MRR on the month's last day or the as-of date")
          .optional(
              "seen_start_minor",
              LONG,
              "Of the start, intervals no longer warming up; null where converted")
          .column("lost_minor", LONG, "Churn and contraction, as an amount lost")
          .optional("gross_mrr_churn", DOUBLE, "lost / start_mrr")
          .column("net_lost_minor", LONG, "Lost less expansion and reactivation")
          .optional("net_mrr_churn", DOUBLE, "net_lost / start_mrr")
          .column("net_lost_without_reactivation_minor", LONG, "Lost less expansion")
          .optional(
              "net_mrr_churn_without_reactivation",
              DOUBLE,
              "net_lost_without_reactivation / start_mrr")
          .column("kept_minor", LONG, "Per customer the lesser of start and end, added up")
          .optional("grr", DOUBLE, "kept / start_mrr; never above 1")
          .column("retained_minor", LONG, "MRR at the end of who had some at the start")
          .optional("nrr", DOUBLE, "retained / start_mrr")
          .column("retained_with_reactivation_minor", LONG, "The same, and of who came back")
          .optional("nrr_with_reactivation", DOUBLE, "retained_with_reactivation / start_mrr")
          .column("start_customers", LONG, "Customers with MRR at the start")
          .column("churned_customers", LONG, "Of them, without at the end")
          .column("gained_customers", LONG, "With MRR at the end, without at the start")
          .column("end_customers", LONG, "Customers with MRR at the end")
          .optional("customer_churn", DOUBLE, "churned_customers / start_customers")
          .column("stripe_customers", LONG, "start_customers and gained_customers")
          .optional("customer_churn_stripe", DOUBLE, "churned_customers / stripe_customers")
          .column("due_cycles", LONG, "Cycles that came up for renewal in the month")
          .column("renewed_cycles", LONG, "Of them, renewed")
          .optional("renewal_rate", DOUBLE, "renewed_cycles / due_cycles")
          .column("is_partial", BOOLEAN, "The month does not end by the as-of date")
          .column("is_warming_up", BOOLEAN, "The interval, or some, was not fully visible")
          .build();

  public static final Table BIGGEST_CUSTOMERS =
      Table.named("biggest_customers")
          .onePer("rank by MRR on the as-of date, up to 100")
          .key("currency", "is_converted", "rank")
          .column("currency", STRING, "ISO 4217; the reporting currency where converted")
          .column("is_converted", BOOLEAN, "Converted to the reporting currency")
          .column("rank", INT, "1 for most MRR")
          .column("customer_id", STRING, "The customer")
          .column("mrr_minor", LONG, "MRR on the as-of date, minor units")
          .optional("share", DOUBLE, "Of all MRR of the currency on that day")
          .optional("cumulative_share", DOUBLE, "Of this and all higher ranks together")
          .column("since", DATE, "First day with MRR")
          .column("is_since_earlier", BOOLEAN, "It began before what the files show")
          .optional(
              "change_30_days_minor", LONG, "Less MRR 30 days before; null before the opening day")
          .optional(
              "next_renewal",
              DATE,
              "First day after what is invoiced; in its currency, or in any where converted")
          .optional(
              "total_billed_minor", LONG, "Net of what counts in the files; null where converted")
          .build();

  public static final Table CONCENTRATION =
      Table.named("concentration")
          .onePer("month and currency")
          .key("month", "currency", "is_converted")
          .column("month", DATE, "First day of the month")
          .column("currency", STRING, "ISO 4217; the reporting currency where converted")
          .column("is_converted", BOOLEAN, "Converted to the reporting currency")
          .column("customers", LONG, "With MRR at the end of the month")
          .column("mrr_minor", LONG, "MRR at the end of the month or the as-of date, minor units")
          .column("top_1_minor", LONG, "MRR of the largest customer")
          .optional("top_1_share", DOUBLE, "top_1 / mrr")
          .column("top_5_minor", LONG, "MRR of the 5 largest customers")
          .optional("top_5_share", DOUBLE, "top_5 / mrr")
          .column("top_10_minor", LONG, "MRR of the 10 largest customers")
          .optional("top_10_share", DOUBLE, "top_10 / mrr")
          .column("top_50_minor", LONG, "MRR of the 50 largest customers")
          .optional("top_50_share", DOUBLE, "top_50 / mrr")
          .column("herfindahl", DOUBLE, "Sum of squared shares: 1 for a single customer")
          .column("gini", DOUBLE, "0 where all pay the same, towards 1 where one pays all")
          .column("is_partial", BOOLEAN, "The month does not end by the as-of date")
          .column("is_warming_up", BOOLEAN, "Some billing interval was not fully visible")
          .build();

  public static final Table SEGMENTS =
      Table.named("segments")
          .onePer("month, dimension and segment")
          .key("month", "currency", "is_converted", "dimension", "segment")
          .column("month", DATE, "First day of the month")
          .column("currency", STRING, "ISO 4217; the reporting currency where converted")
          .column("is_converted", BOOLEAN, "Converted to the reporting currency")
          .column(
              "dimension",
              STRING,
              "currency, billing_interval, mrr_band, first_discount, coupon or country")
          .column("segment", STRING, "Which of it")
          .column("customers", LONG, "With MRR at the end of the month")
          .column("start_mrr_minor", LONG, "MRR at the end of the month before, minor units")
          .column("moved_minor", LONG, "What its customers brought and took, minor units")
          .column("transfer_minor", LONG, "What came with customers from other segments")
          .column("mrr_minor", LONG, "MRR at the end of the month or the as-of date, minor units")
          .column("total_minor", LONG, "MRR of all segments, minor units")
          .optional("share", DOUBLE, "mrr / total")
          .optional("growth_rate", DOUBLE, "(mrr - start_mrr) / start_mrr; null from nothing")
          .column("is_partial", BOOLEAN, "The month does not end by the as-of date")
          .column("is_warming_up", BOOLEAN, "Some billing interval was not fully visible")
          .build();

  public static final Table RENEWAL_CALENDAR =
      Table.named("renewal_calendar")
          .onePer("month, currency and billing interval: the as-of date's MRR by its cycles' ends")
          .key("month", "currency", "billing_interval")
          .column("month", DATE, "First day of the month in which the cycles end")
          .column("currency", STRING, "ISO 4217")
          .column("billing_interval", STRING, "month, year, ...; adjustment: ends, renews not")
          .column("mrr_due_minor", LONG, "MRR that comes up for renewal, minor units")
          .column("customers", LONG, "Whose it is")
          .column("largest_minor", LONG, "Most MRR of one customer, minor units")
          .column("largest_customer_id", STRING, "Whose that is")
          .build();

  public static final Table RETENTION_BY_RENEWAL =
      Table.named("retention_by_renewal")
          .onePer("billing interval and number of the renewal")
          .key("billing_interval", "renewal_number")
          .column("billing_interval", STRING, "month, year, ...; all currencies")
          .column("renewal_number", INT, "1 for the end of the first cycle")
          .optional("due", LONG, "Cycles of it that ended inside the files; null if extrapolated")
          .optional("renewed", LONG, "Of them, followed by another paid cycle; null likewise")
          .optional("lost", LONG, "Of them, not; null likewise")
          .optional("renewal_rate", DOUBLE, "renewed / due; null likewise")
          .optional("survival", DOUBLE, "Product of the rates up to here; null likewise")
          .optional("standard_error", DOUBLE, "Of the survival, by Greenwood; null likewise")
          .optional("survival_low", DOUBLE, "Of its 95 % interval; null where none or all are lost")
          .optional("survival_high", DOUBLE, "Of its 95 % interval; null likewise")
          .optional("fitted_rate", DOUBLE, "Of a shifted beta-geometric; null where none is lost")
          .optional("fitted_survival", DOUBLE, "Of a shifted beta-geometric; null likewise")
          .column("is_extrapolated", BOOLEAN, "The fitted curve alone, after the last number seen")
          .build();

  /** All of them, in the order in which they are made. */
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
