package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.EXACT;
import static io.tidemark.tables.Table.INT;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

/** The tables that prove the others. */
public final class AuditTables {
  private AuditTables() {}

  public static final Table RECONCILIATION =
      Table.named("reconciliation")
          .onePer("currency and line of the proof, in its order")
          .key("currency", "position")
          .column("currency", STRING, "ISO 4217")
          .column("position", INT, "Order of the lines")
          .column(
              "line",
              STRING,
              "What became of this money: setup_fee is what a first cycle costs more than the next"
                  + " ones, one_off_part an item billed once on an invoice with others")
          .column("part", STRING, "read, counted, excluded, layers or memo")
          .optional(
              "invoices", LONG, "How many invoices or adjustments; null where none are counted")
          .column("amount_minor", LONG, "Minor units, rounded from the exact fraction")
          .column("exact_minor_units", EXACT, "The same, in minor units, to 12 decimals")
          .column("is_balanced", BOOLEAN, "Both sides of this currency agree exactly")
          .build();

  public static final Table DISPLACED_REVENUE =
      Table.named("displaced_revenue")
          .onePer("customer and currency whose paid service was cut without a credit")
          .key("customer_id", "currency")
          .column("customer_id", STRING, "The billing system's id")
          .column("currency", STRING, "ISO 4217")
          .column("invoices", LONG, "Invoices whose service was cut")
          .column(
              "displaced_minor", LONG, "Amount of the service cut, minor units; no layer shows it")
          .column(
              "is_over_a_month",
              BOOLEAN,
              "One invoice lost more than a month of its MRR: its layers are of low confidence")
          .build();
}
