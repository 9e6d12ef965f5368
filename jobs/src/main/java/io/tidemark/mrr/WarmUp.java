package io.tidemark.mrr;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.ceil;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.split;

import java.time.LocalDate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * When a currency is fully visible: a subscription of length L shows at the latest L after the data
 * begins, so the longest billing interval decides.
 */
public final class WarmUp {
  private WarmUp() {}

  /**
   * {@code currency}, {@code is_converted}, {@code warm_up_end}: the first day all is visible. The
   * slowest currency decides when converted figures are.
   */
  public static Dataset<Row> of(Dataset<Row> layers, String reporting, DataWindow window) {
    LocalDate firstDay = window.openingDay().plusDays(1);
    Column parts = split(col("cycle_months_exact"), "/");
    Column months = parts.getItem(0).cast("long").divide(parts.getItem(1).cast("long"));
    Column longest = max(ceil(months)).cast("int").as("longest");
    Dataset<Row> cycles = layers.where(col("basis").equalTo("invoiced"));
    Dataset<Row> ofCurrencies =
        cycles.groupBy("currency").agg(longest).withColumn("is_converted", lit(false));
    Dataset<Row> ofAll =
        cycles
            .groupBy(lit(reporting).as("currency"))
            .agg(longest)
            .withColumn("is_converted", lit(true));
    return ofCurrencies
        .union(ofAll)
        .select(
            col("currency"),
            col("is_converted"),
            add_months(lit(firstDay), col("longest")).as("warm_up_end"));
  }
}
