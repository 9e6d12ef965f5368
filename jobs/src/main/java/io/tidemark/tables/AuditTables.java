package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.EXACT;
import static io.tidemark.tables.Table.INT;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

/** Declares the tables that verify the others. */
public final class AuditTables {
  private AuditTables() {}

  public static final Table RECONCILIATION =
      Table.named("reconciliation")
          .onePer("currency and reconciliation line")
          .key("currency", "position")
          .column("currency", STRING, "ISO 4217")
          .column("position", INT, "Order of the lines")
          .column(
              "line",
              STRING,
              "Where the amount went; setup_fee: the extra price of a first cycle over the next"
                  + " ones; one_off_part: a one-off item on a recurring invoice")
          .column("part", STRING, "read, counted, excluded, layers or memo")
          .optional(
              "invoices", LONG, "Number of invoices or adjustments; null where not applicable")
          .column("amount_minor", LONG, "Amount, minor units, rounded from the exact fraction")
          .column("exact_minor_units", EXACT, "Exact amount in minor units, to 12 decimals")
          .column("is_balanced", BOOLEAN, "True if both sides of this currency are exactly equal")
          .build();

  public static final Table DISPLACED_REVENUE =
      Table.named("displaced_revenue")
          .onePer("customer and currency with paid service that was cut without a credit")
          .key("customer_id", "currency")
          .column("customer_id", STRING, "Id in the billing system")
          .column("currency", STRING, "ISO 4217")
          .column("invoices", LONG, "Number of invoices with cut service")
          .column(
              "displaced_minor", LONG, "Amount of the cut service, minor units; not in any layer")
          .column(
              "is_over_a_month",
              BOOLEAN,
              "True if one invoice lost more than a month of its MRR; its layers have low"
                  + " confidence")
          .build();
}
