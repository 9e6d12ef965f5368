package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.DATE;
import static io.tidemark.tables.Table.DOUBLE;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

import java.util.List;

/** The tables of insights: what recurring revenue says about the business. */
public final class InsightTables {
  private InsightTables() {}

  public static final Table DATA_COVERAGE =
      Table.named("data_coverage")
          .onePer("currency and billing interval: how much of it the files can show")
          .key("currency", "billing_interval")
          .column("currency", STRING, "ISO 4217")
          .column("billing_interval", STRING, "month, year, ...: length of a billing cycle")
          .column("data_from", DATE, "First day of the data, business zone")
          .column("data_through", DATE, "Last day of the data, business zone")
          .column("warm_up_end", DATE, "First day on which all of this interval is visible")
          .column("is_warming_up", BOOLEAN, "The as-of date is before that")
          .column("subscriptions", LONG, "With MRR of this interval on the as-of date")
          .column("mrr_minor", LONG, "Visible on the as-of date, minor units")
          .column("visible_share", DOUBLE, "Days of the data over days of one interval, at most 1")
          .column("hidden_share", DOUBLE, "1 less that: what cannot show, if billed evenly")
          .optional(
              "implied_share", DOUBLE, "Of the MRR of all days, from implied layers; null if none")
          .column("due_cycles", LONG, "Paid cycles that ended in time for a renewal to show")
          .column("renewed_cycles", LONG, "Of them, followed by another paid cycle")
          .optional("renewal_rate", DOUBLE, "Renewed over due; null where none was due")
          .column("shortfall", STRING, "What of this interval the files cannot show, in words")
          .build();

  /** All of them, in the order in which they are made. */
  static List<Table> all() {
    return List.of(DATA_COVERAGE);
  }
}
