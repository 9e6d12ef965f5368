package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.DATE;
import static io.tidemark.tables.Table.DOUBLE;
import static io.tidemark.tables.Table.INT;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.RATE;
import static io.tidemark.tables.Table.STRING;
import static io.tidemark.tables.Table.TIMESTAMP;

/**
 * Declares the tables of recurring revenue: from the layers of invoices to the growth per month.
 */
public final class MrrTables {
  private MrrTables() {}

  public static final Table MRR_LAYERS =
      Table.named("mrr_layers")
          .onePer("layer: a monthly amount over a period, from one invoice")
          .key("layer_id")
          .column("layer_id", STRING, "Hash of the layer's content, or adjustment_id")
          .optional(
              "subscription_id",
              STRING,
              "Its subscription; null for adjustments and for invoices without one")
          .column("customer_id", STRING, "Paying customer")
          .column("currency", STRING, "ISO 4217")
          .column("stream", INT, "Number of the billing interval within the subscription, from 0")
          .column("start_at", TIMESTAMP, "Start, inclusive")
          .column("end_at", TIMESTAMP, "End, exclusive")
          .column("start_date", DATE, "First active day, business zone")
          .column("end_date", DATE, "First day after the layer, business zone")
          .column(
              "months",
              RATE,
              "Months or part of a cycle that the amount was divided by; 1 for adjustments")
          .column("months_exact", STRING, "months as an exact fraction")
          .column("cycle_start_at", TIMESTAMP, "Start of its billing cycle")
          .column("cycle_end_at", TIMESTAMP, "End of its billing cycle")
          .column(
              "cycle_months_exact",
              STRING,
              "Length of its billing cycle in months, an exact fraction")
          .column(
              "mrr_minor", LONG, "MRR of the layer, minor units; negative for a price reduction")
          .column("billed_minor", LONG, "Net amount of its invoice, minor units; 0 if not invoiced")
          .column(
              "credit_minor", LONG, "Credit for the part that a reset or restart cut, minor units")
          .column("kind", STRING, "The rule that created the layer")
          .column("basis", STRING, "invoiced, implied, pending or adjusted")
          .column(
              "confidence", STRING, "high; low if invoices do not determine its price or period")
          .optional(
              "invoice_id",
              STRING,
              "The invoice it comes from or is implied by; null for adjustments")
          .column("starts_unseen", BOOLEAN, "True if it continues service from before the data")
          .build();

  public static final Table CUSTOMER_MRR =
      Table.named("customer_mrr")
          .onePer("customer, currency and interval of constant, positive MRR")
          .key("customer_id", "currency", "is_converted", "valid_from")
          .column("customer_id", STRING, "Paying customer")
          .column("currency", STRING, "ISO 4217; the reporting currency if converted")
          .column("is_converted", BOOLEAN, "True if converted to the reporting currency")
          .column("valid_from", DATE, "First day")
          .column("valid_to", DATE, "First day after")
          .column("mrr_minor", LONG, "MRR on each day of the interval, minor units; never negative")
          .column("implied_minor", LONG, "Of mrr, from implied layers, minor units")
          .column("pending_minor", LONG, "Of mrr, from pending layers, minor units")
          .column(
              "low_confidence_minor", LONG, "Of mrr, from layers of low confidence, minor units")
          .column(
              "starts_unseen", BOOLEAN, "True if the MRR continues service from before the data")
          .build();

  public static final Table CUSTOMER_DAILY_MRR =
      Table.named("customer_daily_mrr")
          .onePer("customer, currency and day with MRR")
          .key("date", "customer_id", "currency", "is_converted")
          .column("date", DATE, "Business day")
          .column("customer_id", STRING, "Paying customer")
          .column("currency", STRING, "ISO 4217; the reporting currency if converted")
          .column("is_converted", BOOLEAN, "True if converted to the reporting currency")
          .column("mrr_minor", LONG, "MRR on the day, minor units")
          .build();

  public static final Table MRR_MOVEMENTS =
      Table.named("mrr_movements")
          .onePer("customer, currency, day and type of movement")
          .key("date", "customer_id", "currency", "is_converted", "movement")
          .column("date", DATE, "Business day on which the change takes effect")
          .column("customer_id", STRING, "Customer whose MRR changed")
          .column("currency", STRING, "ISO 4217; the reporting currency if converted")
          .column("is_converted", BOOLEAN, "True if converted to the reporting currency")
          .column(
              "movement", STRING, "opening, new, expansion, contraction, churn, reactivation or fx")
          .column("mrr_before_minor", LONG, "MRR the day before, minor units")
          .column("mrr_after_minor", LONG, "MRR on the day, minor units")
          .column("change_minor", LONG, "mrr_after - mrr_before, minor units")
          .build();

  public static final Table DAILY_MRR =
      Table.named("daily_mrr")
          .onePer("day and currency, from the day before the data starts")
          .key("date", "currency", "is_converted")
          .column("date", DATE, "Business day")
          .column("currency", STRING, "ISO 4217; the reporting currency if converted")
          .column("is_converted", BOOLEAN, "True if converted to the reporting currency")
          .column("mrr_minor", LONG, "MRR of all customers, minor units")
          .column("customers", LONG, "Customers with MRR")
          .optional("arpa_minor", LONG, "MRR per customer, rounded; null without customers")
          .optional("implied_share", DOUBLE, "Share of MRR from implied layers; null without MRR")
          .optional("pending_share", DOUBLE, "Share of MRR from pending layers; null without MRR")
          .column(
              "is_warming_up", BOOLEAN, "True if some billing interval is not fully visible yet")
          .column("opening_minor", LONG, "MRR that started before the data, minor units")
          .column("new_minor", LONG, "MRR of new customers, minor units")
          .column("expansion_minor", LONG, "Increases of existing MRR, minor units")
          .column("contraction_minor", LONG, "Decreases of existing MRR, negative, minor units")
          .column("churn_minor", LONG, "MRR of churned customers, negative, minor units")
          .column("reactivation_minor", LONG, "MRR of returning customers, minor units")
          .column("fx_minor", LONG, "Exchange rate effect, minor units; only with daily rates")
          .build();

  public static final Table MONTHLY_GROWTH =
      Table.named("monthly_growth")
          .onePer("month and currency")
          .key("month", "currency", "is_converted")
          .column("month", DATE, "First day of the month")
          .column("currency", STRING, "ISO 4217; the reporting currency if converted")
          .column("is_converted", BOOLEAN, "True if converted to the reporting currency")
          .column("start_mrr_minor", LONG, "MRR at the end of the previous month, minor units")
          .column("opening_minor", LONG, "MRR that started before the data, minor units")
          .column("new_minor", LONG, "MRR of new customers, minor units")
          .column("expansion_minor", LONG, "Increases of existing MRR, minor units")
          .column("contraction_minor", LONG, "Decreases of existing MRR, negative, minor units")
          .column("churn_minor", LONG, "MRR of churned customers, negative, minor units")
          .column(
              "unsettled_churn_minor",
              LONG,
              "Of churn, the part that renewals within renewal_grace_days may still reverse, minor"
                  + " units")
          .column("reactivation_minor", LONG, "MRR of returning customers, minor units")
          .column("fx_minor", LONG, "Exchange rate effect, minor units")
          .column("end_mrr_minor", LONG, "MRR on the month's last day or the as-of date")
          .column("customers", LONG, "Customers with MRR at the end")
          .optional("growth_rate", DOUBLE, "(end - start) / start; null from zero")
          .optional(
              "growth_rate_30_days",
              DOUBLE,
              "growth_rate at a pace of 30 days: (1 + growth_rate) ^ (30 / days of the month shown)"
                  + " - 1")
          .optional("cmgr_3", DOUBLE, "Compound monthly growth rate over 3 months")
          .optional("cmgr_6", DOUBLE, "Compound monthly growth rate over 6 months")
          .optional("cmgr_12", DOUBLE, "Compound monthly growth rate over 12 months")
          .optional(
              "quick_ratio",
              DOUBLE,
              "(new + expansion) / (contraction + churn); null without losses and while churn is not"
                  + " visible")
          .optional(
              "quick_ratio_with_reactivation",
              DOUBLE,
              "(new + expansion + reactivation) / (contraction + churn); null like quick_ratio")
          .optional("arpa_minor", LONG, "MRR per customer, rounded; null without customers")
          .optional("ltv_minor", LONG, "Unrounded arpa / customer churn; null without churn")
          .optional("ltv_capped_minor", LONG, "ltv with a lifetime of at most 60 months")
          .column("is_partial", BOOLEAN, "True if the month ends after the as-of date")
          .column("is_warming_up", BOOLEAN, "True if some billing interval was not fully visible")
          .build();
}
