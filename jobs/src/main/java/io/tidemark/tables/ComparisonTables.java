package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.DATE;
import static io.tidemark.tables.Table.DOUBLE;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

import java.util.List;

/** Declares the tables that compare a figure with an alternative. */
public final class ComparisonTables {
  private ComparisonTables() {}

  public static final Table POLICY_SENSITIVITY =
      Table.named("policy_sensitivity")
          .onePer("currency and policy variant, with MRR on the as-of date")
          .key("currency", "variant")
          .column("currency", STRING, "ISO 4217")
          .column("variant", STRING, "headline, or the variant that differs from it in one setting")
          .column("setting", STRING, "The setting that differs, with its value")
          .column("mrr_minor", LONG, "MRR on the as-of date, minor units")
          .column("customers", LONG, "Customers with MRR")
          .column("headline_minor", LONG, "MRR with the policy of the run, minor units")
          .column("difference_minor", LONG, "mrr less headline")
          .optional("difference_share", DOUBLE, "difference / headline; null if headline is zero")
          .build();

  public static final Table VENDOR_DEFINITIONS =
      Table.named("vendor_definitions")
          .onePer("month, currency, metric and vendor, under the vendor's published definition")
          .key("month", "currency", "is_converted", "metric", "vendor")
          .column("month", DATE, "First day of the month")
          .column("currency", STRING, "ISO 4217; the reporting currency if converted")
          .column("is_converted", BOOLEAN, "True if converted to the reporting currency")
          .column("metric", STRING, "mrr, customer_churn, gross_mrr_churn, net_mrr_churn, ltv")
          .column("vendor", STRING, "chartmogul, stripe, baremetrics or profitwell")
          .optional(
              "amount_minor", LONG, "Amount under the definition, minor units; null for rates")
          .optional("rate", DOUBLE, "Rate under the definition; null for amounts")
          .optional("numerator", LONG, "Numerator of the rate: minor units or customers")
          .optional("denominator", LONG, "Denominator of the rate: minor units or customers")
          .column("definition", STRING, "The definition for a calendar month")
          .column("source", STRING, "URL of the vendor's documentation")
          .optional("reason", STRING, "Why there is no figure; null if there is one")
          .column("is_partial", BOOLEAN, "True if the month ends after the as-of date")
          .build();

  /** Returns all comparison tables, in the order in which they are computed. */
  static List<Table> all() {
    return List.of(POLICY_SENSITIVITY, VENDOR_DEFINITIONS);
  }
}
