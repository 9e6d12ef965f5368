package io.tidemark.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.tidemark.tables.QualityCheck;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Oddities of the MRR of single invoices and customers. They are findings and stop no run: one
 * subscription that is read wrongly must not keep a business from its figures.
 */
public final class Oddities {
  private Oddities() {}

  /**
   * Returns a row for each kind of oddity that was found.
   *
   * @param layers {@link io.tidemark.tables.MrrTables#MRR_LAYERS}
   * @param roundedTooMuch invoices whose rounding is unexplained: {@code invoice_id}
   * @param negative when the layers of a customer add up to less than zero: {@code customer_id},
   *     {@code valid_from}
   * @param displaced {@link io.tidemark.tables.AuditTables#DISPLACED_REVENUE}
   * @return rows of {@link StagingTables#DATA_QUALITY}
   */
  public static Dataset<Row> of(
      Dataset<Row> layers,
      Dataset<Row> roundedTooMuch,
      Dataset<Row> negative,
      Dataset<Row> displaced) {
    Dataset<Row> consolidated =
        layers
            .where(col("subscription_id").isNull().and(col("basis").equalTo("invoiced")))
            .select("invoice_id")
            .distinct();
    return found(QualityCheck.ROUNDING_UNEXPLAINED, roundedTooMuch, col("invoice_id"))
        .union(
            found(
                QualityCheck.REVENUE_DISPLACED,
                displaced.where(col("is_over_a_month")),
                col("customer_id")))
        .union(found(QualityCheck.CONSOLIDATED_INVOICES, consolidated, col("invoice_id")))
        .union(found(QualityCheck.LAYER_OUTSIDE_CYCLE, outsideCycles(layers), col("invoice_id")))
        .union(found(QualityCheck.MRR_NEGATIVE, negative, col("customer_id"), col("valid_from")));
  }

  /** Layers that neither lie within the cycle they are a part of nor follow it as pending. */
  static Dataset<Row> outsideCycles(Dataset<Row> layers) {
    Column outside =
        col("start_at").lt(col("cycle_start_at")).or(col("end_at").gt(col("cycle_end_at")));
    Column backwards = col("start_at").geq(col("end_at"));
    return layers.where(backwards.or(outside.and(col("basis").notEqual("pending"))));
  }

  private static Dataset<Row> found(QualityCheck check, Dataset<Row> odd, Column... named) {
    return StagingTables.DATA_QUALITY
        .select(
            odd.select(concat_ws(" ", named).as("offender"))
                .agg(count(lit(1)).as("rows"), min("offender").as("example"))
                .withColumn("check", lit(check.name()))
                .withColumn("what", lit(check.definition()))
                .withColumn("severity", lit(check.severity().text()))
                .withColumn("is_file_wide", lit(check.isFileWide()))
                .withColumn("share", lit(null).cast(Table.DOUBLE)))
        .where(col("rows").gt(0));
  }
}
