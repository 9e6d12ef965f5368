package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.DATE;
import static io.tidemark.tables.Table.DOUBLE;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

import java.util.List;

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
          .column("billing_interval", STRING, "month, year, ... or all")
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
          .column("seen_start_minor", LONG, "Of the start, intervals no longer warming up")
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

  /** All of them, in the order in which they are made. */
  static List<Table> all() {
    return List.of(DATA_COVERAGE, CUSTOMER_MONTHLY_MOVEMENTS, CHURN_BY_MONTH);
  }
}
