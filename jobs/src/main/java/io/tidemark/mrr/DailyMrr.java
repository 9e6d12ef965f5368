package io.tidemark.mrr;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_ym_interval;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.unix_date;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Splits the MRR of each customer into months, from the opening day to the as-of date. */
public final class DailyMrr {
  /** The first day of the month, as days since 1970. */
  public static final String MONTH = "month";

  /** The first day of an interval within the month, as days since 1970. */
  public static final String FIRST = "first";

  /** The day after the last day of an interval within the month, as days since 1970. */
  public static final String AFTER = "after";

  private DailyMrr() {}

  /**
   * Returns the intervals of the window, split at month ends: {@link #MONTH}, {@code customer_id},
   * {@code currency}, {@code is_converted}, {@link #FIRST}, {@link #AFTER}, {@code mrr_minor}. All
   * rows of a month are in one partition, sorted by month, account and first day.
   *
   * @param customerMrr {@link io.tidemark.tables.MrrTables#CUSTOMER_MRR}
   */
  public static Dataset<Row> byMonth(Dataset<Row> customerMrr, DataWindow window) {
    LocalDate opening = window.openingDay().withDayOfMonth(1);
    int months = Math.toIntExact(ChronoUnit.MONTHS.between(opening, window.asOf())) + 1;
    Column first = greatest(col("valid_from"), lit(window.openingDay()));
    Column after = least(col("valid_to"), lit(window.asOf().plusDays(1)));
    Column last = col(AFTER).minus(lit(1));
    Column each =
        sequence(trunc(col(FIRST), MONTH), trunc(last, MONTH), make_ym_interval(lit(0), lit(1)));
    Column dayAfterMonth = add_months(col(MONTH), 1);
    return customerMrr
        .withColumn(FIRST, first)
        .withColumn(AFTER, after)
        .where(col(FIRST).lt(col(AFTER)))
        .withColumn(MONTH, explode(each))
        .repartitionById(months, months_between(col(MONTH), lit(opening)).cast("int"))
        .select(
            unix_date(col(MONTH)).as(MONTH),
            col("customer_id"),
            col("currency"),
            col("is_converted"),
            unix_date(greatest(col(FIRST), col(MONTH))).as(FIRST),
            unix_date(least(col(AFTER), dayAfterMonth)).as(AFTER),
            col("mrr_minor"))
        .sortWithinPartitions(MONTH, "customer_id", "currency", "is_converted", FIRST);
  }
}
