package io.tidemark.staging;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Every record of the invoice files, decided. Kept by a run: four tables come from it. */
public final class InvoiceRecords {
  private InvoiceRecords() {}

  /**
   * @param rows {@link io.tidemark.source.SourceData#invoices()}
   * @return the same with {@code decision}, as {@link RecordStatus} says
   */
  public static Dataset<Row> of(Dataset<Row> rows) {
    return of(rows, false);
  }

  /**
   * The same.
   *
   * @param isUnrepeated no two rows have the same id, which spares looking for copies
   */
  public static Dataset<Row> of(Dataset<Row> rows, boolean isUnrepeated) {
    return RecordStatus.of(rows, "invoice_id", isUnrepeated);
  }
}
