package io.tidemark.insights;

import static org.apache.spark.sql.functions.col;

import io.tidemark.staging.Subscriptions;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.PackedTable;
import io.tidemark.tables.StagingTables;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The result of {@link CustomerPass}, by table.
 *
 * @param rows of the pass, persisted
 * @param metrics that observed the customers
 */
public record PassResult(Dataset<Row> rows, Metrics metrics) {

  /** Returns {@link StagingTables#CUSTOMERS}. */
  public Dataset<Row> customers() {
    return PackedTable.unpack(StagingTables.CUSTOMERS, rows, "customers");
  }

  /** Returns {@link StagingTables#INVOICES}. */
  public Dataset<Row> invoices() {
    return PackedTable.unpack(StagingTables.INVOICES, rows, "invoices");
  }

  /** Returns {@link StagingTables#SUBSCRIPTIONS}. */
  public Dataset<Row> subscriptions() {
    return Subscriptions.table(rows, "subscriptions");
  }

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

  /** Creates the tables of all metrics. */
  public Results results() {
    Metrics.Sums all = metrics.empty();
    rows.where(col("sums").isNotNull())
        .select("sums")
        .collectAsList()
        .forEach(row -> all.merge(Metrics.Sums.of((byte[]) row.get(0))));
    return metrics.finish(all);
  }
}
