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

import io.tidemark.tables.MrrTables;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Expands the MRR of each customer to days, from the opening day to the as-of date. */
public final class DailyMrr {
  private DailyMrr() {}

  /** {@link MrrTables#CUSTOMER_DAILY_MRR}: the intervals of the window, a row a day. */
  public static Dataset<Row> byCustomer(Dataset<Row> customerMrr, DataWindow window) {
    return eachDay(inWindow(customerMrr, window));
  }

  /**
   * The same, all days of a month in one partition: intervals are moved there, of which there are
   * far fewer than days.
   */
  public static Dataset<Row> byCustomerInMonths(Dataset<Row> customerMrr, DataWindow window) {
    LocalDate opening = window.openingDay().withDayOfMonth(1);
    int months = Math.toIntExact(ChronoUnit.MONTHS.between(opening, window.asOf())) + 1;
    Column last = col("after").minus(lit(1));
    Column each =
        sequence(
            trunc(col("first"), "month"), trunc(last, "month"), make_ym_interval(lit(0), lit(1)));
    Column dayAfterMonth = add_months(col("month"), 1);
    Dataset<Row> parts =
        inWindow(customerMrr, window)
            .withColumn("month", explode(each))
            .repartitionById(months, months_between(col("month"), lit(opening)).cast("int"))
            .withColumn("first", greatest(col("first"), col("month")))
            .withColumn("after", least(col("after"), dayAfterMonth));
    return eachDay(parts);
  }

  private static Dataset<Row> eachDay(Dataset<Row> intervals) {
    Column days = sequence(col("first"), col("after").minus(lit(1)));
    return MrrTables.CUSTOMER_DAILY_MRR.select(intervals.withColumn("date", explode(days)));
  }

  private static Dataset<Row> inWindow(Dataset<Row> customerMrr, DataWindow window) {
    Column dayAfter = lit(window.asOf().plusDays(1));
    return customerMrr
        .withColumn("first", greatest(col("valid_from"), lit(window.openingDay())))
        .withColumn("after", least(col("valid_to"), dayAfter))
        .where(col("first").lt(col("after")));
  }
}
