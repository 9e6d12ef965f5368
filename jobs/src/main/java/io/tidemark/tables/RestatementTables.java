package io.tidemark.tables;

/** What a run says otherwise than the one before it. */
public final class RestatementTables {
  private RestatementTables() {}

  public static final Table RESTATEMENTS =
      Table.named("restatements")
          .onePer(
              "published day, currency and cause for which the MRR of customers is another than in"
                  + " the run before")
          .key("date", "currency", "is_converted", "cause")
          .column("date", Table.DATE, "Business day, shown by both runs")
          .column("currency", Table.STRING, "ISO 4217; the reporting currency where converted")
          .column("is_converted", Table.BOOLEAN, "Converted to the reporting currency")
          .column("cause", Table.STRING, "Why, by customer: correction, status_change, ...")
          .column("previous_mrr_minor", Table.LONG, "MRR of the day as published, minor units")
          .column("mrr_minor", Table.LONG, "MRR of the day now, minor units")
          .column("difference_minor", Table.LONG, "Now less published: the sum over the causes")
          .column("change_minor", Table.LONG, "Of it, for this cause, minor units")
          .column("customers", Table.LONG, "Customers whose MRR of the day changed for this cause")
          .build();
}
