package io.tidemark.staging;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All records of the invoice files, each with its status. A run caches them because four tables use
 * them.
 */
public final class InvoiceRecords {
  private InvoiceRecords() {}

  /**
   * Returns the records with {@code decision}, the {@link RecordStatus}.
   *
   * @param rows {@link io.tidemark.source.SourceData#invoices()}
   */
  public static Dataset<Row> of(Dataset<Row> rows) {
    return of(rows, false);
  }

  /**
   * Returns the records with {@code decision}, the {@link RecordStatus}.
   *
   * @param isUnrepeated whether no two rows have the same id, in which case copies are not searched
   */
  public static Dataset<Row> of(Dataset<Row> rows, boolean isUnrepeated) {
    return RecordStatus.of(rows, "invoice_id", isUnrepeated);
  }
}
