package io.tidemark.mrr.restate;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_sub;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.MrrTables;
import io.tidemark.tables.RestatementCause;
import io.tidemark.tables.RestatementTables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Computes which published days differ from the previous run, and why. */
public final class Restatements {
  private static final String[] DAY = {"date", "currency", "is_converted"};
  private static final String[] ACCOUNT = {"customer_id", "currency", "is_converted"};

  private Restatements() {}

  /**
   * Returns {@link RestatementTables#RESTATEMENTS}: the days in both runs on which the MRR of a
   * customer differs.
   *
   * @param publishedDays {@link MrrTables#DAILY_MRR} of the previous run
   * @param publishedMrr {@link MrrTables#CUSTOMER_MRR} of the previous run
   * @param causes {@link RestatementCauses#of}
   * @param otherwise the cause for customers without a specific one
   */
  public static Dataset<Row> of(
      Dataset<Row> publishedDays,
      Dataset<Row> publishedMrr,
      Dataset<Row> days,
      Dataset<Row> customerMrr,
      Dataset<Row> causes,
      RestatementCause otherwise,
      CommonDays common) {
    Dataset<Row> byCause =
        differences(publishedMrr, customerMrr, common)
            .join(causes, new String[] {"customer_id"}, "left")
            .withColumn("cause", coalesce(col("cause"), ofRows(otherwise)))
            .withColumn("date", explode(sequence(col("first"), date_sub(col("after"), 1))))
            .groupBy("date", "currency", "is_converted", "cause")
            .agg(sum("difference").as("change_minor"), count(lit(1)).as("customers"));
    Dataset<Row> restatements =
        byCause
            .join(mrr(publishedDays, "published_minor"), DAY, "left")
            .join(mrr(days, "now_minor"), DAY, "left")
            .withColumn("previous_mrr_minor", coalesce(col("published_minor"), lit(0L)))
            .withColumn("mrr_minor", coalesce(col("now_minor"), lit(0L)))
            .withColumn("difference_minor", col("mrr_minor").minus(col("previous_mrr_minor")));
    return RestatementTables.RESTATEMENTS.select(restatements);
  }

  private static Column ofRows(RestatementCause otherwise) {
    return when(col("is_converted"), lit(otherwise.ofRows(true).text()))
        .otherwise(lit(otherwise.ofRows(false).text()));
  }

  /**
   * Returns the periods in which the MRR of a customer differs by a constant amount other than
   * zero.
   */
  private static Dataset<Row> differences(
      Dataset<Row> publishedMrr, Dataset<Row> customerMrr, CommonDays common) {
    WindowSpec ofAccount =
        Window.partitionBy("customer_id", "currency", "is_converted").orderBy("first");
    WindowSpec untilThen = ofAccount.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    return steps(publishedMrr, common, -1L)
        .union(steps(customerMrr, common, 1L))
        .groupBy("customer_id", "currency", "is_converted", "first")
        .agg(sum("step").as("step"))
        .where(col("step").notEqual(0))
        .withColumn("difference", sum("step").over(untilThen))
        .withColumn("after", lead("first", 1).over(ofAccount))
        .where(col("difference").notEqual(0));
  }

  private static Dataset<Row> steps(Dataset<Row> customerMrr, CommonDays common, long sign) {
    Dataset<Row> shown =
        customerMrr
            .withColumn("from", greatest(col("valid_from"), lit(common.first())))
            .withColumn("to", least(col("valid_to"), lit(common.last().plusDays(1))))
            .where(col("from").lt(col("to")));
    return step(shown, "from", sign).union(step(shown, "to", -sign));
  }

  private static Dataset<Row> step(Dataset<Row> shown, String day, long sign) {
    Column step = col("mrr_minor").multiply(sign);
    return shown.select(
        col(ACCOUNT[0]), col(ACCOUNT[1]), col(ACCOUNT[2]), col(day).as("first"), step.as("step"));
  }

  private static Dataset<Row> mrr(Dataset<Row> days, String name) {
    return days.select(col(DAY[0]), col(DAY[1]), col(DAY[2]), col("mrr_minor").as(name));
  }
}
