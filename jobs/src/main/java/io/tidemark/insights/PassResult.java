package io.tidemark.insights;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.inline;

import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.PackedTable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What {@link CustomerPass} found, table by table.
 *
 * @param rows of the pass, kept
 * @param metrics that observed the customers
 */
public record PassResult(Dataset<Row> rows, Metrics metrics) {

  /** Returns {@link MrrTables#MRR_LAYERS}. */
  public Dataset<Row> layers() {
    return PackedTable.unpack(MrrTables.MRR_LAYERS, rows, "layers");
  }

  /** Returns {@link MrrTables#CUSTOMER_MRR}. */
  public Dataset<Row> customerMrr() {
    return PackedTable.unpack(MrrTables.CUSTOMER_MRR, rows, "customer_mrr");
  }

  /** Returns {@link MrrTables#MRR_MOVEMENTS}. */
  public Dataset<Row> movements() {
    return PackedTable.unpack(MrrTables.MRR_MOVEMENTS, rows, "movements");
  }

  /** Returns {@link InsightTables#CUSTOMER_MONTHLY_MOVEMENTS}. */
  public Dataset<Row> monthlyMovements() {
    return PackedTable.unpack(InsightTables.CUSTOMER_MONTHLY_MOVEMENTS, rows, "months");
  }

  /** Returns why invoices make no layer: {@code invoice_id}, {@code exclusion_reason}. */
  public Dataset<Row> exclusions() {
    return rows.select(inline(col("exclusions")));
  }

  /**
   * Returns the parts of counted invoices that no layer shows: {@code invoice_id}, {@code
   * currency}, {@code line}, and the amount in minor units as {@code numerator} and {@code
   * denominator}.
   */
  public Dataset<Row> postings() {
    return rows.select(inline(col("postings")));
  }

  /** Returns invoices whose rounding is more than rounding can explain: {@code invoice_id}. */
  public Dataset<Row> roundedTooMuch() {
    return rows.select(explode(col("rounded_too_much")).as("invoice_id"));
  }

  /**
   * Returns when the layers of a customer add up to less than zero: {@code customer_id,
   * valid_from}.
   */
  public Dataset<Row> negativeMrr() {
    return rows.select(inline(col("negative")))
        .select(col("customer_id"), date_from_unix_date(col("valid_from")).as("valid_from"));
  }

  /** Makes the tables of all metrics. */
  public Results results() {
    Metrics.Sums all = metrics.empty();
    rows.where(col("sums").isNotNull())
        .select("sums")
        .collectAsList()
        .forEach(row -> all.merge(Metrics.Sums.of((byte[]) row.get(0))));
    return metrics.finish(all);
  }
}
