package io.tidemark.mrr;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.tables.Movement;
import io.tidemark.tables.MrrTables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Why a customer's MRR changed, day by day, from the opening day to the as-of date. */
public final class Movements {
  private static final String[] ACCOUNT_DAY = {"customer_id", "currency", "is_converted", "date"};

  private Movements() {}

  /**
   * {@link MrrTables#MRR_MOVEMENTS}.
   *
   * @param customerMrr {@link MrrTables#CUSTOMER_MRR}
   * @param revaluations {@link Conversion#revaluations}
   * @param earlierPayers customers who paid before the file: {@code customer_id}
   */
  public static Dataset<Row> of(
      Dataset<Row> customerMrr,
      Dataset<Row> revaluations,
      Dataset<Row> earlierPayers,
      DataWindow window) {
    Dataset<Row> steps = steps(customerMrr, earlierPayers, window);
    Dataset<Row> movements =
        begins(steps)
            .union(ends(steps, window))
            .join(revaluations, ACCOUNT_DAY, "left")
            .withColumn("revalued_minor", revalued())
            .withColumn("part", explode(array(revaluation(), rest())))
            .select("date", "customer_id", "currency", "is_converted", "part.*")
            .withColumn("change_minor", col("mrr_after_minor").minus(col("mrr_before_minor")))
            .where(col("change_minor").notEqual(0));
    return MrrTables.MRR_MOVEMENTS.select(movements);
  }

  /** The first day of each interval, with what was there the day before. */
  private static Dataset<Row> begins(Dataset<Row> steps) {
    Column adjoins = col("previous_valid_to").equalTo(col("valid_from"));
    Column before = when(adjoins, col("previous_mrr_minor")).otherwise(0L);
    return steps.select(
        col("valid_from").as("date"),
        col("customer_id"),
        col("currency"),
        col("is_converted"),
        coalesce(before, lit(0L)).as("before_minor"),
        col("mrr_minor").as("after_minor"),
        appearance().as("appearance"));
  }

  /** The days after which there is nothing. */
  private static Dataset<Row> ends(Dataset<Row> steps, DataWindow window) {
    Column isLast = col("next_valid_from").isNull().or(col("next_valid_from").gt(col("valid_to")));
    return steps
        .where(isLast.and(col("valid_to").leq(window.asOf())))
        .select(
            col("valid_to").as("date"),
            col("customer_id"),
            col("currency"),
            col("is_converted"),
            col("mrr_minor").as("before_minor"),
            lit(0L).as("after_minor"),
            lit(null).cast("string").as("appearance"));
  }

  /** The MRR of the day before at the rate of the day. */
  private static Column revalued() {
    return col("before_minor").plus(coalesce(col("fx_minor"), lit(0L)));
  }

  private static Column revaluation() {
    return part(lit(Movement.FX.text()), "before_minor", "revalued_minor");
  }

  /** What is not revaluation is the customer's doing. */
  private static Column rest() {
    Column movement =
        when(col("revalued_minor").equalTo(0), col("appearance"))
            .when(col("after_minor").equalTo(0), Movement.CHURN.text())
            .when(col("after_minor").gt(col("revalued_minor")), Movement.EXPANSION.text())
            .otherwise(Movement.CONTRACTION.text());
    return part(movement, "revalued_minor", "after_minor");
  }

  private static Column part(Column movement, String before, String after) {
    return struct(
        movement.as("movement"),
        col(before).as("mrr_before_minor"),
        col(after).as("mrr_after_minor"));
  }

  /**
   * Customers of whom the customers file counts more payments than the invoices show: {@code
   * customer_id}.
   */
  public static Dataset<Row> earlierPayers(
      Dataset<Row> customers, Dataset<Row> invoices, DataWindow window, Policy policy) {
    boolean asked = policy.get(Settings.EARLIER_PAYMENTS) == Settings.EarlierPayments.REACTIVATION;
    return EarlierPayments.of(customers, invoices, window)
        .where(col("earlier_payments").gt(0).and(lit(asked)))
        .select("customer_id");
  }

  /** The intervals that reach into the window, each with its neighbours. */
  private static Dataset<Row> steps(
      Dataset<Row> customerMrr, Dataset<Row> earlierPayers, DataWindow window) {
    WindowSpec ofCustomer =
        Window.partitionBy("customer_id", "currency", "is_converted").orderBy("valid_from");
    Column opening = lit(window.openingDay());
    Column reachesIn = col("valid_to").gt(opening).and(col("valid_from").leq(window.asOf()));
    return customerMrr
        .join(
            earlierPayers.withColumn("paid_before", lit(true)),
            new String[] {"customer_id"},
            "left")
        .withColumn("is_first", row_number().over(ofCustomer).equalTo(1))
        .withColumn("previous_valid_to", lag("valid_to", 1).over(ofCustomer))
        .withColumn("previous_mrr_minor", lag("mrr_minor", 1).over(ofCustomer))
        .withColumn("next_valid_from", lead("valid_from", 1).over(ofCustomer))
        .where(reachesIn)
        .withColumn("was_there", col("valid_from").leq(opening))
        .withColumn(
            "previous_valid_to", when(col("was_there"), null).otherwise(col("previous_valid_to")))
        .withColumn("valid_from", greatest(col("valid_from"), opening));
  }

  /** What it is called when there was nothing before. */
  private static Column appearance() {
    Column isOpening = col("was_there").or(col("is_first").and(col("starts_unseen")));
    Column isNew = col("is_first").and(coalesce(col("paid_before"), lit(false)).equalTo(false));
    return when(isOpening, Movement.OPENING.text())
        .when(isNew, Movement.NEW.text())
        .otherwise(Movement.REACTIVATION.text());
  }
}
