package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.DATE;
import static io.tidemark.tables.Table.DOUBLE;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

import java.util.List;

/** The tables that hold a figure against what it might have been. */
public final class ComparisonTables {
  private ComparisonTables() {}

  public static final Table POLICY_SENSITIVITY =
      Table.named("policy_sensitivity")
          .onePer("currency and choice of the policy: MRR on the as-of date under it")
          .key("currency", "variant")
          .column("currency", STRING, "ISO 4217")
          .column("variant", STRING, "headline, or which choice differs from it")
          .column("setting", STRING, "The setting that makes the difference")
          .column("mrr_minor", LONG, "MRR on the as-of date, minor units")
          .column("customers", LONG, "Customers with MRR")
          .column("headline_minor", LONG, "MRR under the policy of the run, minor units")
          .column("difference_minor", LONG, "mrr less headline")
          .optional("difference_share", DOUBLE, "difference / headline; null where that is nothing")
          .build();

  public static final Table VENDOR_DEFINITIONS =
      Table.named("vendor_definitions")
          .onePer("month, currency, metric and vendor: the same data under published definitions")
          .key("month", "currency", "is_converted", "metric", "vendor")
          .column("month", DATE, "First day of the month")
          .column("currency", STRING, "ISO 4217; the reporting currency where converted")
          .column("is_converted", BOOLEAN, "Converted to the reporting currency")
          .column("metric", STRING, "mrr, customer_churn, gross_mrr_churn, net_mrr_churn, ltv")
          .column("vendor", STRING, "chartmogul, stripe, baremetrics or profitwell")
          .optional("amount_minor", LONG, "An amount under its definition, minor units")
          .optional("rate", DOUBLE, "A rate under its definition")
          .optional("numerator", LONG, "Of the rate: minor units or customers")
          .optional("denominator", LONG, "Of the rate: minor units or customers")
          .column("definition", STRING, "The definition in words, of a calendar month")
          .column("source", STRING, "Where the vendor publishes it")
          .optional("reason", STRING, "Why there is no figure; null where there is")
          .column("is_partial", BOOLEAN, "The month does not end by the as-of date")
          .build();

  /** All of them, in the order in which they are made. */
  static List<Table> all() {
    return List.of(POLICY_SENSITIVITY, VENDOR_DEFINITIONS);
  }
}
