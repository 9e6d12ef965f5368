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

/** Declares the tables of cohorts: customers with the same first month, per month since then. */
public final class CohortTables {
  private CohortTables() {}

  private static final String AMOUNTS = "yyyy-MM or before";
  private static final String BY_CUSTOMERS = averaged("the number of customers");
  private static final String BY_MRR = averaged("initial MRR");

  public static final Table COHORTS =
      Table.named("cohorts")
          .onePer("cohort and months since start, for all customers and for each segment")
          .key("currency", "is_converted", "dimension", "segment", "cohort", "month_offset")
          .column("currency", STRING, "ISO 4217; the reporting currency if converted")
          .column("is_converted", BOOLEAN, "True if converted to the reporting currency")
          .column(
              "dimension",
              STRING,
              "all, billing_interval, mrr_band, first_discount, coupon or country")
          .column("segment", STRING, "Segment of the dimension when the customers started")
          .column(
              "cohort",
              STRING,
              "yyyy-MM of the start, or before: customers who paid before the data starts")
          .column(
              "month_offset",
              INT,
              "Months since the cohort's month; for before, since the first month of the data")
          .column("month", DATE, "First day of the month at this offset")
          .column("cohort_customers", LONG, "All customers of the cohort")
          .column("initial_mrr_minor", LONG, "Sum of the first MRR of its customers, minor units")
          .column("customers", LONG, "Customers with MRR at the end of the month")
          .column("start_mrr_minor", LONG, "MRR at the end of the previous month, minor units")
          .column("opening_minor", LONG, "MRR that started before the data, minor units")
          .column("new_minor", LONG, "MRR of new customers, minor units")
          .column("expansion_minor", LONG, "Increases of existing MRR, minor units")
          .column("contraction_minor", LONG, "Decreases of existing MRR, negative, minor units")
          .column("churn_minor", LONG, "MRR of churned customers, negative, minor units")
          .column("reactivation_minor", LONG, "MRR of returning customers, minor units")
          .column("fx_minor", LONG, "Exchange rate effect, minor units")
          .column("mrr_minor", LONG, "MRR at the end of the month or the as-of date, minor units")
          .column("kept_minor", LONG, "Sum over customers of the lesser of first and current MRR")
          .optional("customer_retention", DOUBLE, "customers / cohort_customers")
          .optional("grr", DOUBLE, "kept / initial_mrr; never above 1")
          .optional("nrr", DOUBLE, "mrr / initial_mrr")
          .column("is_partial", BOOLEAN, "True if the month ends after the as-of date")
          .column(
              "is_survivors",
              BOOLEAN,
              "True if the cohort includes only customers who stayed until the data starts")
          .build();

  public static final Table COHORT_MRR_PIVOT =
      pivot("cohort_mrr_pivot", "mrr", AMOUNTS, "m00_minor", LONG);

  public static final Table COHORT_CUSTOMERS_PIVOT =
      pivot("cohort_customers_pivot", "customers", AMOUNTS, "m00", DOUBLE);

  public static final Table COHORT_RETENTION_PIVOT =
      pivot("cohort_retention_pivot", "customer_retention", BY_CUSTOMERS, "m00", DOUBLE);

  public static final Table COHORT_GRR_PIVOT =
      pivot("cohort_grr_pivot", "grr", BY_MRR, "m00", DOUBLE);

  public static final Table COHORT_NRR_PIVOT =
      pivot("cohort_nrr_pivot", "nrr", BY_MRR, "m00", DOUBLE);

  /** Returns all cohort tables, in the order in which they are computed. */
  static List<Table> all() {
    return List.of(
        COHORTS,
        COHORT_MRR_PIVOT,
        COHORT_CUSTOMERS_PIVOT,
        COHORT_RETENTION_PIVOT,
        COHORT_GRR_PIVOT,
        COHORT_NRR_PIVOT);
  }

  /**
   * Returns a pivot with its columns up to an offset, as a run publishes it.
   *
   * @param pivot one of the pivots
   * @param lastOffset the last offset of all cohorts, from 0
   */
  public static Table wide(Table pivot, int lastOffset) {
    Table.Builder wide = Table.named(pivot.name()).onePer(pivot.grain());
    wide.key(pivot.key().toArray(String[]::new));
    List<Column> columns = pivot.columns();
    columns.subList(0, columns.size() - 1).forEach(column -> add(wide, column));
    Column first = columns.get(columns.size() - 1);
    for (int offset = 0; offset <= lastOffset; offset++) {
      String name = first.name().replace("m00", String.format(Locale.ROOT, "m%02d", offset));
      String doc = "Value at offset " + offset + "; null in the future";
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

  private static String averaged(String weight) {
    return "yyyy-MM, before, or average: the mean of all but before, weighted by " + weight;
  }

  private static Table pivot(
      String name, String what, String cohorts, String first, DataType type) {
    return Table.named(name)
        .onePer("cohort of all customers: " + what + " by offset")
        .key("currency", "is_converted", "cohort")
        .column("currency", STRING, "ISO 4217; the reporting currency if converted")
        .column("is_converted", BOOLEAN, "True if converted to the reporting currency")
        .column("cohort", STRING, cohorts)
        .column("cohort_customers", LONG, "All customers of the cohort")
        .column("initial_mrr_minor", LONG, "Sum of the first MRR of its customers, minor units")
        .optional(
            first,
            type,
            "Value at offset 0; m01, m02, ... follow, one per month; null in the future, and at"
                + " offset 0 of before")
        .build();
  }
}
