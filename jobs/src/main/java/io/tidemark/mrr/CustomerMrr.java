package io.tidemark.mrr;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.MrrTables;
import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** MRR of every customer as intervals: the sum of the layers that are active. */
public final class CustomerMrr {
  private static final String[] AMOUNTS = {
    "mrr_minor", "implied_minor", "pending_minor", "low_confidence_minor", "unseen_layers"
  };

  private CustomerMrr() {}

  /** {@link MrrTables#CUSTOMER_MRR}: what is positive of {@link #balances}. */
  public static Dataset<Row> of(Dataset<Row> balances) {
    return MrrTables.CUSTOMER_MRR.select(balances.where(col("mrr_minor").gt(0)));
  }

  /**
   * The sum of active layers between any two changes, in the columns of {@link
   * MrrTables#CUSTOMER_MRR}: zero and negative ones too, which an audit lists.
   */
  public static Dataset<Row> balances(Dataset<Row> layers) {
    Column isImplied = col("basis").equalTo("implied");
    Column isPending = col("basis").equalTo("pending");
    Column isLow = col("confidence").equalTo("low");
    Dataset<Row> parts =
        layers.select(
            col("customer_id"),
            col("currency"),
            col("start_date").as("valid_from"),
            col("end_date").as("valid_to"),
            col("mrr_minor"),
            amountWhere(isImplied).as("implied_minor"),
            amountWhere(isPending).as("pending_minor"),
            amountWhere(isLow).as("low_confidence_minor"),
            col("starts_unseen").cast("long").as("unseen_layers"));
    return sums(parts, false);
  }

  /**
   * What parts add up to between any two days on which one of them begins or ends. Days on which
   * nothing changes are dropped of native amounts; of converted ones all are kept, as a change of
   * rates may hide one of MRR.
   *
   * @param parts {@code customer_id}, {@code currency}, {@code valid_from}, {@code valid_to} and
   *     the amounts
   */
  static Dataset<Row> sums(Dataset<Row> parts, boolean areConverted) {
    Column somethingChanges =
        Arrays.stream(AMOUNTS)
            .map(amount -> col(amount).notEqual(0))
            .reduce(Column::or)
            .orElseThrow();
    // Moved once, to where the windows below want them: sums by day would move them elsewhere.
    Dataset<Row> changes =
        changes(parts, "valid_from", 1L)
            .union(changes(parts, "valid_to", -1L))
            .repartition(col("customer_id"), col("currency"))
            .groupBy("customer_id", "currency", "valid_from")
            .agg(total(AMOUNTS[0]), totals())
            .where(somethingChanges.or(lit(areConverted)));
    WindowSpec ofCustomer = Window.partitionBy("customer_id", "currency").orderBy("valid_from");
    WindowSpec untilThen = ofCustomer.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    return changes
        .select(
            col("customer_id"),
            col("currency"),
            lit(areConverted).as("is_converted"),
            col("valid_from"),
            lead("valid_from", 1).over(ofCustomer).as("valid_to"),
            sum("mrr_minor").over(untilThen).as("mrr_minor"),
            sum("implied_minor").over(untilThen).as("implied_minor"),
            sum("pending_minor").over(untilThen).as("pending_minor"),
            sum("low_confidence_minor").over(untilThen).as("low_confidence_minor"),
            sum("unseen_layers").over(untilThen).gt(0).as("starts_unseen"))
        .where(col("valid_to").isNotNull());
  }

  private static Dataset<Row> changes(Dataset<Row> parts, String date, long sign) {
    Column[] amounts =
        Arrays.stream(AMOUNTS)
            .map(amount -> col(amount).multiply(sign).as(amount))
            .toArray(Column[]::new);
    return parts
        .select(
            col("customer_id"),
            col("currency"),
            col(date).as("valid_from"),
            struct(amounts).as("amounts"))
        .select("customer_id", "currency", "valid_from", "amounts.*");
  }

  private static Column amountWhere(Column isSo) {
    return when(isSo, col("mrr_minor")).otherwise(0L);
  }

  private static Column[] totals() {
    Column[] rest = new Column[AMOUNTS.length - 1];
    for (int index = 0; index < rest.length; index++) {
      rest[index] = total(AMOUNTS[index + 1]);
    }
    return rest;
  }

  private static Column total(String amount) {
    return sum(amount).as(amount);
  }
}
