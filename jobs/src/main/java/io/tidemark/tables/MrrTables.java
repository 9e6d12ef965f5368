package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.DATE;
import static io.tidemark.tables.Table.DOUBLE;
import static io.tidemark.tables.Table.INT;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.RATE;
import static io.tidemark.tables.Table.STRING;
import static io.tidemark.tables.Table.TIMESTAMP;

/** The tables of recurring revenue: from the slice of an invoice to the growth of a month. */
public final class MrrTables {
  private MrrTables() {}

  public static final Table MRR_LAYERS =
      Table.named("mrr_layers")
          .onePer("layer: a slice of recurring revenue, so much a month over a period")
          .key("layer_id")
          .column("layer_id", STRING, "Hash of what it is made of, or adjustment_id")
          .optional(
              "subscription_id",
              STRING,
              "The subscription it belongs to; null if adjusted or if its invoices name none")
          .column("customer_id", STRING, "Who pays it")
          .column("currency", STRING, "ISO 4217")
          .column("stream", INT, "Billing interval within the subscription, numbered from 0")
          .column("start_at", TIMESTAMP, "Start, inclusive")
          .column("end_at", TIMESTAMP, "End, exclusive")
          .column("start_date", DATE, "First active day, business zone")
          .column("end_date", DATE, "First day it is no longer active, business zone")
          .column(
              "months", RATE, "Weight it was made with: months or part of a cycle; 1 if adjusted")
          .column("months_exact", STRING, "The same as an exact fraction")
          .column("cycle_start_at", TIMESTAMP, "Start of the billing cycle it is a part of")
          .column("cycle_end_at", TIMESTAMP, "End of that cycle")
          .column("cycle_months_exact", STRING, "Months of that cycle, an exact fraction")
          .column("mrr_minor", LONG, "Price a month, minor units; a change may be negative")
          .column("billed_minor", LONG, "Net amount of its invoice, minor units; 0 if not billed")
          .column("credit_minor", LONG, "Credit for what a reset or restart cut, minor units")
          .column("kind", STRING, "The rule that made it")
          .column("basis", STRING, "invoiced, implied, pending or adjusted")
          .column(
              "confidence", STRING, "high, or low where invoices leave its price or period open")
          .optional(
              "invoice_id", STRING, "The invoice it comes from, or that shows it; null if adjusted")
          .column("starts_unseen", BOOLEAN, "What it continues began before the file does")
          .build();

  public static final Table CUSTOMER_MRR =
      Table.named("customer_mrr")
          .onePer("customer, currency and interval of constant, positive MRR")
          .key("customer_id", "currency", "is_converted", "valid_from")
          .column("customer_id", STRING, "Who pays it")
          .column("currency", STRING, "ISO 4217; the reporting currency where converted")
          .column("is_converted", BOOLEAN, "Converted to the reporting currency")
          .column("valid_from", DATE, "First day")
          .column("valid_to", DATE, "First day after")
          .column("mrr_minor", LONG, "MRR on each of these days, minor units; never negative")
          .column("implied_minor", LONG, "Of it, from implied layers")
          .column("pending_minor", LONG, "Of it, from pending layers")
          .column("low_confidence_minor", LONG, "Of it, from layers of low confidence")
          .column("starts_unseen", BOOLEAN, "Rests on what began before the file does")
          .build();

  public static final Table CUSTOMER_DAILY_MRR =
      Table.named("customer_daily_mrr")
          .onePer("customer, currency and day with MRR")
          .key("date", "customer_id", "currency", "is_converted")
          .column("date", DATE, "Business day")
          .column("customer_id", STRING, "Who pays it")
          .column("currency", STRING, "ISO 4217; the reporting currency where converted")
          .column("is_converted", BOOLEAN, "Converted to the reporting currency")
          .column("mrr_minor", LONG, "MRR on the day, minor units")
          .build();

  public static final Table MRR_MOVEMENTS =
      Table.named("mrr_movements")
          .onePer("customer, currency, day and type of movement")
          .key("date", "customer_id", "currency", "is_converted", "movement")
          .column("date", DATE, "Business day the change takes effect")
          .column("customer_id", STRING, "Whose MRR changed")
          .column("currency", STRING, "ISO 4217; the reporting currency where converted")
          .column("is_converted", BOOLEAN, "Converted to the reporting currency")
          .column(
              "movement", STRING, "opening, new, expansion, contraction, churn, reactivation or fx")
          .column("mrr_before_minor", LONG, "MRR the day before, minor units")
          .column("mrr_after_minor", LONG, "MRR on the day, minor units")
          .column("change_minor", LONG, "After less before, minor units")
          .build();

  public static final Table DAILY_MRR =
      Table.named("daily_mrr")
          .onePer("day and currency, from the day before the data's first on")
          .key("date", "currency", "is_converted")
          .column("date", DATE, "Business day")
          .column("currency", STRING, "ISO 4217; the reporting currency where converted")
          .column("is_converted", BOOLEAN, "Converted to the reporting currency")
          .column("mrr_minor", LONG, "MRR of all customers, minor units")
          .column("customers", LONG, "Customers with MRR")
          .optional("arpa_minor", LONG, "MRR per customer, rounded; null without customers")
          .optional("implied_share", DOUBLE, "Share of MRR from implied layers; null without MRR")
          .optional("pending_share", DOUBLE, "Share of MRR from pending layers; null without MRR")
          .column("is_warming_up", BOOLEAN, "Some billing interval is not fully visible yet")
          .column("opening_minor", LONG, "MRR that was there before the file, minor units")
          .column("new_minor", LONG, "First MRR of customers, minor units")
          .column("expansion_minor", LONG, "Increases, minor units")
          .column("contraction_minor", LONG, "Decreases, negative, minor units")
          .column("churn_minor", LONG, "Decreases to zero, negative, minor units")
          .column("reactivation_minor", LONG, "Returns from zero, minor units")
          .column("fx_minor", LONG, "Revaluation, minor units; only with daily rates")
          .build();

  public static final Table MONTHLY_GROWTH =
      Table.named("monthly_growth")
          .onePer("month and currency")
          .key("month", "currency", "is_converted")
          .column("month", DATE, "First day of the month")
          .column("currency", STRING, "ISO 4217; the reporting currency where converted")
          .column("is_converted", BOOLEAN, "Converted to the reporting currency")
          .column("start_mrr_minor", LONG, "MRR at the end of the month before, minor units")
          .column("opening_minor", LONG, "MRR that was there before the file, minor units")
          .column("new_minor", LONG, "First MRR of customers, minor units")
          .column("expansion_minor", LONG, "Increases, minor units")
          .column("contraction_minor", LONG, "Decreases, negative, minor units")
          .column("churn_minor", LONG, "Decreases to zero, negative, minor units")
          .column(
              "unsettled_churn_minor",
              LONG,
              "Of churn, what renewals as late as renewal_grace_days may still undo, minor units")
          .column("reactivation_minor", LONG, "Returns from zero, minor units")
          .column("fx_minor", LONG, "Revaluation, minor units")
          .column("end_mrr_minor", LONG, "MRR on the month's last day or the as-of date")
          .column("customers", LONG, "Customers with MRR at the end")
          .optional("growth_rate", DOUBLE, "(end - start) / start; null from zero")
          .optional("cmgr_3", DOUBLE, "Compound monthly growth over 3 months")
          .optional("cmgr_6", DOUBLE, "Compound monthly growth over 6 months")
          .optional("cmgr_12", DOUBLE, "Compound monthly growth over 12 months")
          .optional(
              "quick_ratio", DOUBLE, "(new + expansion) / (contraction + churn); null if no loss")
          .optional(
              "quick_ratio_with_reactivation",
              DOUBLE,
              "(new + expansion + reactivation) / (contraction + churn); null if no loss")
          .optional("arpa_minor", LONG, "MRR per customer, rounded; null without customers")
          .optional("ltv_minor", LONG, "arpa / customer churn; null without churn")
          .optional("ltv_capped_minor", LONG, "The same, of a life of at most 60 months")
          .column("is_partial", BOOLEAN, "The month does not end by the as-of date")
          .column("is_warming_up", BOOLEAN, "Some billing interval was not fully visible")
          .build();
}
