package io.tidemark.tables;

import static io.tidemark.tables.Table.BOOLEAN;
import static io.tidemark.tables.Table.DATE;
import static io.tidemark.tables.Table.DOUBLE;
import static io.tidemark.tables.Table.INT;
import static io.tidemark.tables.Table.LONG;
import static io.tidemark.tables.Table.STRING;

import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;

/** The tables of cohorts: customers who began together, month by month since. */
public final class CohortTables {
  private CohortTables() {}

  public static final Table COHORTS =
      Table.named("cohorts")
          .onePer("cohort and month since, for all customers and for each segment of them")
          .key("currency", "is_converted", "dimension", "segment", "cohort", "month_offset")
          .column("currency", STRING, "ISO 4217; the reporting currency where converted")
          .column("is_converted", BOOLEAN, "Converted to the reporting currency")
          .column(
              "dimension",
              STRING,
              "all, billing_interval, mrr_band, first_discount, coupon or country")
          .column("segment", STRING, "Which of it, when its customers began")
          .column("cohort", STRING, "yyyy-MM, or before: who paid before the data begins")
          .column(
              "month_offset", INT, "Months since the cohort's; of before since the data's first")
          .column("month", DATE, "First day of the month that is")
          .column("cohort_customers", LONG, "All who ever belonged to the cohort")
          .column("initial_mrr_minor", LONG, "First MRR of each, added up, minor units")
          .column("customers", LONG, "With MRR at the end of the month")
          .column("start_mrr_minor", LONG, "MRR at the end of the month before, minor units")
          .column("opening_minor", LONG, "MRR that was there before the file, minor units")
          .column("new_minor", LONG, "First MRR of customers, minor units")
          .column("expansion_minor", LONG, "Increases, minor units")
          .column("contraction_minor", LONG, "Decreases, negative, minor units")
          .column("churn_minor", LONG, "Decreases to zero, negative, minor units")
          .column("reactivation_minor", LONG, "Returns from zero, minor units")
          .column("fx_minor", LONG, "Revaluation, minor units")
          .column("mrr_minor", LONG, "MRR at the end of the month or the as-of date, minor units")
          .column("kept_minor", LONG, "Per customer the lesser of first and present, added up")
          .optional("customer_retention", DOUBLE, "customers / cohort_customers")
          .optional("grr", DOUBLE, "kept / initial_mrr; never above 1")
          .optional("nrr", DOUBLE, "mrr / initial_mrr")
          .column("is_partial", BOOLEAN, "The month does not end by the as-of date")
          .column("is_survivors", BOOLEAN, "The cohort shows only those who stayed until the data")
          .build();

  public static final Table COHORT_MRR_PIVOT = pivot("cohort_mrr_pivot", "mrr", "m00_minor", LONG);

  public static final Table COHORT_CUSTOMERS_PIVOT =
      pivot("cohort_customers_pivot", "customers", "m00", DOUBLE);

  public static final Table COHORT_NRR_PIVOT = pivot("cohort_nrr_pivot", "nrr", "m00", DOUBLE);

  /** All of them, in the order in which they are made. */
  static List<Table> all() {
    return List.of(COHORTS, COHORT_MRR_PIVOT, COHORT_CUSTOMERS_PIVOT, COHORT_NRR_PIVOT);
  }

  /**
   * A pivot with its columns up to an offset, as a run publishes it.
   *
   * @param pivot one of the three
   * @param lastOffset of all cohorts, from 0
   */
  public static Table wide(Table pivot, int lastOffset) {
    Table.Builder wide = Table.named(pivot.name()).onePer(pivot.grain());
    wide.key(pivot.key().toArray(String[]::new));
    List<Column> columns = pivot.columns();
    columns.subList(0, columns.size() - 1).forEach(column -> add(wide, column));
    Column first = columns.get(columns.size() - 1);
    for (int offset = 0; offset <= lastOffset; offset++) {
      String name = first.name().replace("m00", String.format(Locale.ROOT, "m%02d", offset));
      String doc = "At offset " + offset + "; null where that is in the future";
      wide.optional(name, first.type(), doc);
    }
    return wide.build();
  }

  private static void add(Table.Builder table, Column column) {
    if (column.nullable()) {
      table.optional(column.name(), column.type(), column.doc());
    } else {
      table.column(column.name(), column.type(), column.doc());
    }
  }

  private static Table pivot(String name, String what, String first, DataType type) {
    return Table.named(name)
        .onePer("cohort of all customers, and their weighted average: " + what + " by offset")
        .key("currency", "is_converted", "cohort")
        .column("currency", STRING, "ISO 4217; the reporting currency where converted")
        .column("is_converted", BOOLEAN, "Converted to the reporting currency")
        .column("cohort", STRING, "yyyy-MM, before, or average: of all but before, by initial MRR")
        .column("cohort_customers", LONG, "All who ever belonged to the cohort")
        .column("initial_mrr_minor", LONG, "First MRR of each, added up, minor units")
        .optional(
            first,
            type,
            "At offset 0; m01 and so on follow, one a month; null where that is in the future")
        .build();
  }
}
