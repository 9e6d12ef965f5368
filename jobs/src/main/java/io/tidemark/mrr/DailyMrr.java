package io.tidemark.mrr;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.make_ym_interval;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.Movement;
import io.tidemark.tables.MrrTables;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** MRR of every day, from the opening day to the as-of date, with what moved it. */
public final class DailyMrr {
  private static final String[] KEY = {"date", "currency", "is_converted"};

  private DailyMrr() {}

  /**
   * {@link MrrTables#DAILY_MRR}.
   *
   * @param customerMrr {@link MrrTables#CUSTOMER_MRR}
   * @param movements {@link MrrTables#MRR_MOVEMENTS}
   * @param warmUps {@link WarmUp#of}
   * @param reporting the reporting currency, which has its days even if there is no MRR at all
   */
  public static Dataset<Row> of(
      Dataset<Row> customerMrr,
      Dataset<Row> movements,
      Dataset<Row> warmUps,
      String reporting,
      DataWindow window) {
    WindowSpec untilThen =
        Window.partitionBy("currency", "is_converted")
            .orderBy("date")
            .rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    Dataset<Row> totals =
        days(customerMrr, reporting, window)
            .join(changes(customerMrr, window), KEY, "left")
            .withColumn("mrr_minor", running("mrr_change", untilThen))
            .withColumn("customers", running("customer_change", untilThen))
            .withColumn("implied_minor", running("implied_change", untilThen))
            .withColumn("pending_minor", running("pending_change", untilThen));
    Dataset<Row> daily =
        totals
            .join(byType(movements), KEY, "left")
            .join(warmUps, new String[] {"currency", "is_converted"}, "left")
            .withColumn("arpa_minor", arpa())
            .withColumn("implied_share", share("implied_minor"))
            .withColumn("pending_share", share("pending_minor"))
            .withColumn("is_warming_up", coalesce(col("date").lt(col("warm_up_end")), lit(false)))
            .na()
            .fill(0L, movementColumns());
    return MrrTables.DAILY_MRR.select(daily);
  }

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

  /** The columns that sum the movements. */
  public static String[] movementColumns() {
    return Arrays.stream(Movement.values()).map(Movement::column).toArray(String[]::new);
  }

  /** MRR per customer, rounded; null without customers. */
  public static Column arpa() {
    Column average = col("mrr_minor").cast("decimal(20,0)").divide(col("customers"));
    return when(col("customers").gt(0), round(average, 0).cast("long"));
  }

  private static Dataset<Row> days(Dataset<Row> customerMrr, String reporting, DataWindow window) {
    Dataset<Row> total =
        customerMrr.groupBy().agg(lit(reporting).as("currency"), lit(true).as("is_converted"));
    return customerMrr
        .select("currency", "is_converted")
        .union(total)
        .distinct()
        .withColumn("date", explode(sequence(lit(window.openingDay()), lit(window.asOf()))));
  }

  private static Dataset<Row> inWindow(Dataset<Row> customerMrr, DataWindow window) {
    Column dayAfter = lit(window.asOf().plusDays(1));
    return customerMrr
        .withColumn("first", greatest(col("valid_from"), lit(window.openingDay())))
        .withColumn("after", least(col("valid_to"), dayAfter))
        .where(col("first").lt(col("after")));
  }

  private static Dataset<Row> changes(Dataset<Row> customerMrr, DataWindow window) {
    Dataset<Row> intervals = inWindow(customerMrr, window);
    return change(intervals, "first", 1L)
        .union(change(intervals, "after", -1L))
        .groupBy("date", "currency", "is_converted")
        .agg(
            sum("mrr_change").as("mrr_change"),
            sum("customer_change").as("customer_change"),
            sum("implied_change").as("implied_change"),
            sum("pending_change").as("pending_change"));
  }

  private static Dataset<Row> change(Dataset<Row> intervals, String date, long sign) {
    return intervals.select(
        col(date).as("date"),
        col("currency"),
        col("is_converted"),
        col("mrr_minor").multiply(sign).as("mrr_change"),
        lit(sign).as("customer_change"),
        col("implied_minor").multiply(sign).as("implied_change"),
        col("pending_minor").multiply(sign).as("pending_change"));
  }

  private static Dataset<Row> byType(Dataset<Row> movements) {
    Column[] sums =
        Arrays.stream(Movement.values())
            .map(
                movement -> {
                  Column ofType = col("movement").equalTo(movement.text());
                  return sum(when(ofType, col("change_minor")).otherwise(0L)).as(movement.column());
                })
            .toArray(Column[]::new);
    Column[] rest = Arrays.copyOfRange(sums, 1, sums.length);
    return movements.groupBy("date", "currency", "is_converted").agg(sums[0], rest);
  }

  private static Column running(String change, WindowSpec untilThen) {
    return coalesce(sum(change).over(untilThen), lit(0L));
  }

  private static Column share(String amount) {
    return when(col("mrr_minor").gt(0), col(amount).divide(col("mrr_minor")));
  }
}
