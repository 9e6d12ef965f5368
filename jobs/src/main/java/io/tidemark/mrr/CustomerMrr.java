package io.tidemark.mrr;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.MrrTables;
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
    Dataset<Row> starts = changes(layers, "start_date", lit(1L));
    Dataset<Row> ends = changes(layers, "end_date", lit(-1L));
    Column somethingChanges =
        col("mrr_minor")
            .notEqual(0)
            .or(col("implied_minor").notEqual(0))
            .or(col("pending_minor").notEqual(0).or(col("low_confidence_minor").notEqual(0)))
            .or(col("unseen_layers").notEqual(0));
    Dataset<Row> changes =
        starts
            .union(ends)
            .groupBy("customer_id", "currency", "valid_from")
            .agg(total(AMOUNTS[0]), totals())
            .where(somethingChanges);
    WindowSpec ofCustomer = Window.partitionBy("customer_id", "currency").orderBy("valid_from");
    WindowSpec untilThen = ofCustomer.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
    return changes
        .select(
            col("customer_id"),
            col("currency"),
            lit(false).as("is_converted"),
            col("valid_from"),
            lead("valid_from", 1).over(ofCustomer).as("valid_to"),
            sum("mrr_minor").over(untilThen).as("mrr_minor"),
            sum("implied_minor").over(untilThen).as("implied_minor"),
            sum("pending_minor").over(untilThen).as("pending_minor"),
            sum("low_confidence_minor").over(untilThen).as("low_confidence_minor"),
            sum("unseen_layers").over(untilThen).gt(0).as("starts_unseen"))
        .where(col("valid_to").isNotNull());
  }

  private static Dataset<Row> changes(Dataset<Row> layers, String date, Column sign) {
    Column amount = col("mrr_minor").multiply(sign);
    Column isImplied = col("basis").equalTo("implied");
    Column isPending = col("basis").equalTo("pending");
    Column isLow = col("confidence").equalTo("low");
    return layers.select(
        col("customer_id"),
        col("currency"),
        col(date).as("valid_from"),
        amount.as("mrr_minor"),
        when(isImplied, amount).otherwise(0L).as("implied_minor"),
        when(isPending, amount).otherwise(0L).as("pending_minor"),
        when(isLow, amount).otherwise(0L).as("low_confidence_minor"),
        when(col("starts_unseen"), sign).otherwise(0L).as("unseen_layers"));
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
