package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.DATE;
import static io.tidemark.tables.Table.DOUBLE;
import static io.tidemark.tables.Table.INT;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

import java.util.List;

/** The tables of statistics: what stands out of the normal, and what may come. */
public final class StatisticsTables {
  private StatisticsTables() {}

  private static final String CURRENCY = "ISO 4217; the reporting currency where converted";
  private static final String CONVERTED = "Converted to the reporting currency";

  public static final Table SIGNIFICANT_DAYS =
      Table.named("significant_days")
          .onePer("day and currency: how unusual the change of MRR was")
          .key("date", "currency", "is_converted")
          .column("date", DATE, "Business day")
          .column("currency", STRING, CURRENCY)
          .column("is_converted", BOOLEAN, CONVERTED)
          .column("mrr_before_minor", LONG, "MRR the day before, minor units")
          .column("change_minor", LONG, "All movements of the day, minor units")
          .column("movements", INT, "How many movements")
          .optional("expected_minor", LONG, "Mean change of such a day, minor units; null untested")
          .optional("p_value", DOUBLE, "Chance of a change as far out; null where not tested")
          .optional("q_value", DOUBLE, "The same, adjusted for all tested days")
          .optional("rank_score", DOUBLE, "Modified z of the change, for ranking only")
          .column(
              "verdict", STRING, "significant, large_but_normal, ordinary, artefact or not_tested")
          .optional(
              "scope",
              STRING,
              "single_customer, broad or artefact; null on ordinary and untested days")
          .optional("reason", STRING, "Why it is an artefact or was not tested")
          .build();

  public static final Table SIGNIFICANT_DAY_DRIVERS =
      Table.named("significant_day_drivers")
          .onePer("day, customer and movement behind a large change, and what is left of it")
          .key("date", "currency", "is_converted", "role", "customer_id", "movement")
          .column("date", DATE, "Business day")
          .column("currency", STRING, CURRENCY)
          .column("is_converted", BOOLEAN, CONVERTED)
          .column("role", STRING, "driver, others (in the same direction) or opposite")
          .optional("customer_id", STRING, "Whose MRR changed; null where many are summed up")
          .optional("movement", STRING, "Why; null where many are summed up")
          .column("movements", INT, "How many movements it sums up")
          .column("change_minor", LONG, "Minor units; all of a day add up to its change")
          .optional("share", DOUBLE, "Of all changes in the day's direction; null if opposite")
          .build();

  /** All of them. */
  static List<Table> all() {
    return List.of(SIGNIFICANT_DAYS, SIGNIFICANT_DAY_DRIVERS);
  }
}
