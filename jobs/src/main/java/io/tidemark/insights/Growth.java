package io.tidemark.insights;

import static org.apache.spark.sql.functions.bool_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.Movement;
import io.tidemark.tables.MrrTables;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Growth from month to month: where MRR started, what moved it, where it ended. */
public final class Growth {
  private static final WindowSpec BY_MONTH =
      Window.partitionBy("currency", "is_converted").orderBy("month");
  private static final Column NEW_AND_EXPANSION = col("new_minor").plus(col("expansion_minor"));

  private Growth() {}

  /**
   * {@link MrrTables#MONTHLY_GROWTH} without the lifetime values, which {@link LifetimeValue} adds.
   *
   * @param dailyMrr {@link MrrTables#DAILY_MRR}
   * @param settledThrough the last day whose churn no late renewal can undo
   */
  public static Dataset<Row> of(Dataset<Row> dailyMrr, LocalDate settledThrough) {
    Column isUnsettled = col("date").gt(lit(settledThrough));
    Column unsettled = when(isUnsettled, col("churn_minor")).otherwise(0L);
    return months(dailyMrr.withColumn("unsettled_churn_minor", unsettled))
        .withColumn("start_mrr_minor", coalesce(endMonthsBefore(1), lit(0L)))
        .withColumn("growth_rate", growthRate())
        .withColumn("cmgr_3", compoundGrowth(3))
        .withColumn("cmgr_6", compoundGrowth(6))
        .withColumn("cmgr_12", compoundGrowth(12))
        .withColumn("quick_ratio", quickRatio(NEW_AND_EXPANSION))
        .withColumn(
            "quick_ratio_with_reactivation",
            quickRatio(NEW_AND_EXPANSION.plus(col("reactivation_minor"))))
        .withColumn("is_partial", col("last_date").lt(last_day(col("month"))));
  }

  private static Dataset<Row> months(Dataset<Row> dailyMrr) {
    Column[] aggregates =
        Stream.concat(
                Arrays.stream(Movement.values()).map(Movement::column),
                Stream.of("unsettled_churn_minor"))
            .map(column -> sum(column).as(column))
            .toArray(Column[]::new);
    Dataset<Row> byMonth = dailyMrr.withColumn("month", to_date(date_trunc("month", col("date"))));
    Dataset<Row> ends =
        byMonth
            .groupBy("month", "currency", "is_converted")
            .agg(
                max("date").as("last_date"),
                max_by(col("mrr_minor"), col("date")).as("end_mrr_minor"),
                max_by(col("customers"), col("date")).as("customers"),
                max_by(col("arpa_minor"), col("date")).as("arpa_minor"),
                bool_or(col("is_warming_up")).as("is_warming_up"));
    Dataset<Row> movements =
        byMonth
            .groupBy("month", "currency", "is_converted")
            .agg(aggregates[0], Arrays.copyOfRange(aggregates, 1, aggregates.length));
    return ends.join(movements, new String[] {"month", "currency", "is_converted"});
  }

  /** MRR at the end of the n-th month before; null where the file does not reach. */
  private static Column endMonthsBefore(int months) {
    return lag("end_mrr_minor", months).over(BY_MONTH);
  }

  private static Column growthRate() {
    Column start = col("start_mrr_minor");
    return when(start.gt(0), col("end_mrr_minor").minus(start).divide(start));
  }

  private static Column compoundGrowth(int months) {
    Column start = endMonthsBefore(months);
    Column ratio = col("end_mrr_minor").divide(start);
    return when(start.gt(0), pow(ratio, lit(1.0 / months)).minus(1));
  }

  private static Column quickRatio(Column gained) {
    Column lost = col("contraction_minor").plus(col("churn_minor")).multiply(-1);
    return when(lost.gt(0), gained.divide(lost));
  }
}
