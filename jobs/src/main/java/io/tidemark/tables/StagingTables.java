package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.RATE;
import static io.tidemark.tables.Table.STRING;
import static io.tidemark.tables.Table.TIMESTAMP;

/** The tables that hold what the files said, typed and accounted for. */
public final class StagingTables {
  private StagingTables() {}

  public static final Table INVOICES =
      Table.named("invoices")
          .onePer("invoice")
          .key("invoice_id")
          .column("invoice_id", STRING, "The billing system's id")
          .column("customer_id", STRING, "Who is billed")
          .optional("subscription_id", STRING, "Null on a one-off invoice")
          .column("currency", STRING, "ISO 4217, upper case")
          .column("status", STRING, "draft, open, paid, void or uncollectible")
          .optional("is_closed", BOOLEAN, "The billing system no longer tries to collect it")
          .column("created_at", TIMESTAMP, "When the invoice was written")
          .optional(
              "due_at", TIMESTAMP, "When payment is due; null where the file has no real date")
          .optional("finalized_at", TIMESTAMP, "When the draft became final")
          .optional("paid_at", TIMESTAMP, "When it was paid")
          .optional("voided_at", TIMESTAMP, "When it was voided")
          .optional("uncollectible_at", TIMESTAMP, "When it was given up as uncollectible")
          .optional("service_start", TIMESTAMP, "Start of the period the line items cover")
          .optional("service_end", TIMESTAMP, "End of that period, exclusive")
          .optional("usage_start", TIMESTAMP, "Period start; one period back on a renewal")
          .optional("usage_end", TIMESTAMP, "Period end; equals its start when a period restarts")
          .optional("subtotal_minor", LONG, "Before discount and exclusive tax, minor units")
          .optional("discount_minor", LONG, "Total discount, minor units")
          .optional("coupons", STRING, "Applied coupons as the file names them")
          .column(
              "tax_minor", LONG, "Tax, else exclusive plus inclusive tax, minor units; 0 if absent")
          .optional("exclusive_tax_minor", LONG, "Tax on top of the price, minor units")
          .optional("inclusive_tax_minor", LONG, "Tax within the price, minor units")
          .column("total_minor", LONG, "What the customer owes, minor units")
          .optional("amount_due_minor", LONG, "After the customer's balance, minor units")
          .optional("amount_paid_minor", LONG, "Paid so far, minor units")
          .optional("starting_balance_minor", LONG, "Customer balance before, minor units")
          .optional("ending_balance_minor", LONG, "Customer balance after, minor units")
          .column("net_minor", LONG, "Total less tax, minor units: what MRR is made of")
          .column("is_recurring", BOOLEAN, "Has a subscription and a service period")
          .optional("exclusion_reason", STRING, "Why it makes no layer; null where it does")
          .column("source_file", STRING, "The file it came from")
          .column("source_line", LONG, "The line its record starts on, from 1")
          .build();

  public static final Table CUSTOMERS =
      Table.named("customers")
          .onePer("customer")
          .key("customer_id")
          .column("customer_id", STRING, "The billing system's id")
          .optional("created_at", TIMESTAMP, "When the customer was created; null if unknown")
          .optional(
              "total_spend_minor",
              LONG,
              "All payments ever, in the account's currency, minor units of two decimals")
          .optional("payment_count", LONG, "Number of payments ever")
          .optional(
              "refunded_volume_minor",
              LONG,
              "All refunds ever, in the account's currency, minor units of two decimals")
          .optional("name", STRING, "A label for people, as the file has it")
          .optional("email", STRING, "As the file has it; shown in no message and no reject")
          .optional("country", STRING, "As the file has it: of Stripe the code of ISO 3166")
          .optional("metadata", STRING, "What else the file notes, as a JSON object of texts")
          .column("is_placeholder", BOOLEAN, "Named elsewhere, absent from the customers file")
          .optional("source_file", STRING, "The file it came from; null for a placeholder")
          .optional("source_line", LONG, "The line its record starts on; null for a placeholder")
          .build();

  public static final Table ADJUSTMENTS =
      Table.named("adjustments")
          .onePer("correction of MRR by hand")
          .key("adjustment_id")
          .column("adjustment_id", STRING, "Hash of what it says; the id of its layer")
          .column("customer_id", STRING, "Whose MRR it corrects")
          .column("currency", STRING, "ISO 4217")
          .column("valid_from", Table.DATE, "First day")
          .optional("valid_to", Table.DATE, "First day after; null until further notice")
          .column("mrr_minor", LONG, "Change of MRR on each of these days, minor units")
          .column("reason", STRING, "Why, in the author's words")
          .column("author", STRING, "Who answers for it")
          .column("source_file", STRING, "The file it came from")
          .column("source_line", LONG, "The line its record starts on, from 1")
          .build();

  public static final Table SUBSCRIPTIONS =
      Table.named("subscriptions")
          .onePer("subscription")
          .key("subscription_id")
          .column("subscription_id", STRING, "The billing system's id")
          .column("customer_id", STRING, "Who is billed, by its latest invoice")
          .column("currency", STRING, "ISO 4217, by its latest invoice")
          .column("first_invoice_at", TIMESTAMP, "Creation of its first invoice in the files")
          .column("billing_interval", STRING, "Length of its latest whole cycle: month, year, ...")
          .build();

  public static final Table EXCHANGE_RATES =
      Table.named("exchange_rates")
          .onePer("currency and day with a rate")
          .key("currency", "date")
          .column("currency", STRING, "ISO 4217")
          .column("date", Table.DATE, "The day the rate was set")
          .column("rate", RATE, "Units of this currency for one euro")
          .build();

  public static final Table SOURCE_FILES =
      Table.named("source_files")
          .onePer("input file and currency")
          .key("source_file", "currency")
          .column("source_file", STRING, "As given on the command line")
          .column("kind", STRING, "invoices, customers or adjustments")
          .column("sha256", STRING, "Of the bytes of the file, as stored")
          .column("size_bytes", LONG, "Size as stored")
          .optional("currency", STRING, "Null for customers and rows without a readable currency")
          .column("file_rows", LONG, "Records of the whole file, by the strict pass before the run")
          .column("scanned_rows", LONG, "Records of this currency")
          .column("accepted_rows", LONG, "Rows that went on")
          .column("rejected_rows", LONG, "Rows with at least one reject")
          .column("duplicate_rows", LONG, "Identical copies left out")
          .column("superseded_rows", LONG, "Rows a later file has a newer state of")
          .column("scanned_minor", LONG, "Sum of totals (MRR of adjustments) that could be read")
          .column("accepted_minor", LONG, "Sum of totals that went on, minor units")
          .column("rejected_minor", LONG, "Sum of readable totals of rejected rows, minor units")
          .column("duplicate_minor", LONG, "Sum of totals of identical copies, minor units")
          .column("superseded_minor", LONG, "Sum of totals of superseded rows, minor units")
          .column("unreadable_rows", LONG, "Rejected rows whose total could not be read")
          .column("largest_minor", LONG, "Largest readable total, without its sign, minor units")
          .build();

  public static final Table REJECTS =
      Table.named("rejects")
          .onePer("rejected value")
          .key("source_file", "source_line", "column", "reason")
          .column("source_file", STRING, "The file")
          .column("source_line", LONG, "The line the record starts on, from 1")
          .column("column", STRING, "The column as the file names it; empty for the whole row")
          .optional(
              "value",
              STRING,
              "The value as it stood, without e-mail addresses; null for the whole row")
          .column("reason", STRING, "Why, by code")
          .column("raw_record", STRING, "The record as it stood, without e-mail addresses")
          .build();

  public static final Table DATA_QUALITY =
      Table.named("data_quality")
          .onePer("check that found something")
          .key("check")
          .column("check", STRING, "What was looked for, by code")
          .column("what", STRING, "What was found, in words")
          .column("severity", STRING, "warning: a figure may be off; note: none is")
          .column("is_file_wide", BOOLEAN, "Affects all figures, not only those of these rows")
          .column("rows", LONG, "How many rows or files")
          .optional("share", Table.DOUBLE, "Of all rows or files; null where there is none")
          .optional("example", STRING, "One of them")
          .build();
}
