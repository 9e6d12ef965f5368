package io.tidemark.mrr;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tidemark.tables.StagingTables;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Prepares staged invoices for the MRR rules and adds the results of the rules to them. */
public final class Layers {
  private Layers() {}

  /**
   * Returns whether nothing was due or paid of a positive total, and no balance was used for it.
   */
  static Column isCreditedInFull() {
    Column nothingPaid =
        col("amount_due_minor").equalTo(0).and(col("amount_paid_minor").equalTo(0));
    Column balanceUnused = col("starting_balance_minor").equalTo(col("ending_balance_minor"));
    return coalesce(col("total_minor").gt(0).and(nothingPaid).and(balanceUnused), lit(false));
  }

  /**
   * Returns {@link StagingTables#INVOICES} with the exclusion reason of invoices that make no
   * layer.
   *
   * @param exclusions {@code invoice_id}, {@code exclusion_reason}
   */
  public static Dataset<Row> withReasons(Dataset<Row> invoices, Dataset<Row> exclusions) {
    Dataset<Row> reasoned =
        invoices.drop("exclusion_reason").join(exclusions, new String[] {"invoice_id"}, "left");
    return StagingTables.INVOICES.select(reasoned);
  }
}
