package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.RATE;
import static io.tidemark.tables.Table.STRING;
import static io.tidemark.tables.Table.TIMESTAMP;

/** Declares the tables with the content of the files, typed and reconciled. */
public final class StagingTables {
  private StagingTables() {}

  public static final Table INVOICES =
      Table.named("invoices")
          .onePer("invoice")
          .key("invoice_id")
          .column("invoice_id", STRING, "Id in the billing system")
          .column("customer_id", STRING, "Billed customer")
          .optional("subscription_id", STRING, "Id of the subscription; null for a one-off invoice")
          .column("currency", STRING, "ISO 4217, upper case")
          .column("status", STRING, "draft, open, paid, void or uncollectible")
          .optional(
              "is_closed", BOOLEAN, "True if the billing system no longer tries to collect it")
          .column("created_at", TIMESTAMP, "When the invoice was created")
          .optional(
              "due_at", TIMESTAMP, "When payment is due; null if the file has no plausible date")
          .optional("finalized_at", TIMESTAMP, "When the draft was finalized")
          .optional("paid_at", TIMESTAMP, "When it was paid")
          .optional("voided_at", TIMESTAMP, "When it was voided")
          .optional("uncollectible_at", TIMESTAMP, "When it was marked uncollectible")
          .optional("service_start", TIMESTAMP, "Start of the period the line items cover")
          .optional("service_end", TIMESTAMP, "End of that period, exclusive")
          .optional(
              "usage_start",
              TIMESTAMP,
              "Start of the usage period; one period earlier on a renewal")
          .optional(
              "usage_end",
              TIMESTAMP,
              "End of the usage period; equal to its start if a period restarts")
          .optional("subtotal_minor", LONG, "Amount before discount and exclusive tax, minor units")
          .optional("discount_minor", LONG, "Total discount, minor units")
          .optional("coupons", STRING, "Applied coupons, as in the file")
          .column(
              "tax_minor",
              LONG,
              "Tax, or exclusive plus inclusive tax if absent, minor units; 0 if both are absent")
          .optional("exclusive_tax_minor", LONG, "Tax added to the price, minor units")
          .optional("inclusive_tax_minor", LONG, "Tax included in the price, minor units")
          .column("total_minor", LONG, "Invoice total, minor units")
          .optional("amount_due_minor", LONG, "Amount due after the customer balance, minor units")
          .optional("amount_paid_minor", LONG, "Amount paid, minor units")
          .optional(
              "starting_balance_minor", LONG, "Customer balance before the invoice, minor units")
          .optional("ending_balance_minor", LONG, "Customer balance after the invoice, minor units")
          .column("net_minor", LONG, "Total less tax, minor units; the basis of MRR")
          .column("is_recurring", BOOLEAN, "True if it has a subscription and a service period")
          .optional(
              "exclusion_reason", STRING, "Why the invoice is excluded from MRR; null if it counts")
          .column("source_file", STRING, "Source file")
          .column("source_line", LONG, "First line of the record, from 1")
          .build();

  public static final Table CUSTOMERS =
      Table.named("customers")
          .onePer("customer")
          .key("customer_id")
          .column("customer_id", STRING, "Id in the billing system")
          .optional("created_at", TIMESTAMP, "When the customer was created; null if unknown")
          .optional(
              "total_spend_minor",
              LONG,
              "Total of all payments, in the account's currency, minor units of two decimals")
          .optional("payment_count", LONG, "Number of payments")
          .optional(
              "has_paid",
              BOOLEAN,
              "True if the customers file counts payments or an invoice shows one; false if it"
                  + " counts 0 and no invoice shows one; null if unknown")
          .optional(
              "refunded_volume_minor",
              LONG,
              "Total of all refunds, in the account's currency, minor units of two decimals")
          .optional("name", STRING, "Name, as in the file")
          .optional(
              "email", STRING, "E-mail address, as in the file; redacted in messages and rejects")
          .optional("country", STRING, "Country, as in the file; Stripe uses ISO 3166 codes")
          .optional("metadata", STRING, "Other columns of the file, as a JSON object of strings")
          .column("is_placeholder", BOOLEAN, "True if the customer is not in the customers file")
          .optional("source_file", STRING, "Source file; null for a placeholder")
          .optional("source_line", LONG, "First line of the record; null for a placeholder")
          .build();

  public static final Table ADJUSTMENTS =
      Table.named("adjustments")
          .onePer("manual MRR adjustment")
          .key("adjustment_id")
          .column("adjustment_id", STRING, "Hash of its content; also the id of its layer")
          .column("customer_id", STRING, "Adjusted customer")
          .column("currency", STRING, "ISO 4217")
          .column("valid_from", Table.DATE, "First day")
          .optional("valid_to", Table.DATE, "First day after the adjustment; null if open-ended")
          .column("mrr_minor", LONG, "Change of MRR, minor units")
          .column("reason", STRING, "Reason, as given by the author")
          .column("author", STRING, "Author of the adjustment")
          .column("source_file", STRING, "Source file")
          .column("source_line", LONG, "First line of the record, from 1")
          .build();

  public static final Table SUBSCRIPTIONS =
      Table.named("subscriptions")
          .onePer("subscription")
          .key("subscription_id")
          .column("subscription_id", STRING, "Id in the billing system")
          .column("customer_id", STRING, "Billed customer, from its latest invoice")
          .column("currency", STRING, "ISO 4217, from its latest invoice")
          .column("first_invoice_at", TIMESTAMP, "When its first invoice in the files was created")
          .column(
              "billing_interval", STRING, "Length of its latest complete cycle: month, year, ...")
          .build();

  public static final Table EXCHANGE_RATES =
      Table.named("exchange_rates")
          .onePer("currency and day with a rate")
          .key("currency", "date")
          .column("currency", STRING, "ISO 4217")
          .column("date", Table.DATE, "Day of the rate")
          .column("rate", RATE, "Units of this currency per euro")
          .build();

  public static final Table SOURCE_FILES =
      Table.named("source_files")
          .onePer("input file and currency")
          .key("source_file", "currency")
          .column("source_file", STRING, "As given on the command line")
          .column("kind", STRING, "invoices, customers or adjustments")
          .column("sha256", STRING, "SHA-256 of the file as stored")
          .column("size_bytes", LONG, "File size as stored, bytes")
          .optional(
              "currency", STRING, "ISO 4217; null for customers and rows without a valid currency")
          .column(
              "file_rows", LONG, "Records in the whole file, counted by validation before the run")
          .column("scanned_rows", LONG, "Records of this currency")
          .column("accepted_rows", LONG, "Accepted rows")
          .column("rejected_rows", LONG, "Rows with at least one reject")
          .column("duplicate_rows", LONG, "Duplicates that were ignored")
          .column("superseded_rows", LONG, "Rows superseded by a later file")
          .column("scanned_minor", LONG, "Sum of valid totals (MRR for adjustments), minor units")
          .column("accepted_minor", LONG, "Sum of totals of accepted rows, minor units")
          .column("rejected_minor", LONG, "Sum of valid totals of rejected rows, minor units")
          .column("duplicate_minor", LONG, "Sum of totals of duplicates, minor units")
          .column("superseded_minor", LONG, "Sum of totals of superseded rows, minor units")
          .column("unreadable_rows", LONG, "Rejected rows without a valid total")
          .column("largest_minor", LONG, "Largest absolute total, minor units")
          .build();

  public static final Table REJECTS =
      Table.named("rejects")
          .onePer("rejected value")
          .key("source_file", "source_line", "column", "reason")
          .column("source_file", STRING, "Source file")
          .column("source_line", LONG, "First line of the record, from 1")
          .column("column", STRING, "Column name in the file; empty for the whole row")
          .optional(
              "value",
              STRING,
              "Original value, with e-mail addresses redacted; null for the whole row")
          .column("reason", STRING, "Reason code")
          .column("raw_record", STRING, "The original record, with e-mail addresses redacted")
          .build();

  public static final Table DATA_QUALITY =
      Table.named("data_quality")
          .onePer("data quality check with findings")
          .key("check")
          .column("check", STRING, "Check code")
          .column("what", STRING, "Description of the finding")
          .column(
              "severity", STRING, "warning: figures may be affected; note: no figure is affected")
          .column(
              "is_file_wide",
              BOOLEAN,
              "True if the finding affects all figures, not only those of these rows")
          .column("rows", LONG, "Number of rows or files")
          .optional("share", Table.DOUBLE, "Share of all rows or files; null if there are none")
          .optional("example", STRING, "Example")
          .build();
}
