package io.tidemark.tables;

/** Declares the table of MRR that changed since the previous run. */
public final class RestatementTables {
  private RestatementTables() {}

  public static final Table RESTATEMENTS =
      Table.named("restatements")
          .onePer("published day, currency and cause with MRR that changed since the previous run")
          .key("date", "currency", "is_converted", "cause")
          .column("date", Table.DATE, "Business day in both runs")
          .column("currency", Table.STRING, "ISO 4217; the reporting currency if converted")
          .column("is_converted", Table.BOOLEAN, "True if converted to the reporting currency")
          .column(
              "cause",
              Table.STRING,
              "Cause of the change, by customer: correction, status_change, ...")
          .column(
              "previous_mrr_minor", Table.LONG, "MRR of the day in the previous run, minor units")
          .column("mrr_minor", Table.LONG, "MRR of the day in this run, minor units")
          .column("difference_minor", Table.LONG, "mrr - previous_mrr: the sum over the causes")
          .column(
              "change_minor", Table.LONG, "Part of the difference due to this cause, minor units")
          .column(
              "customers", Table.LONG, "Customers whose MRR of the day changed due to this cause")
          .build();
}
