package io.tidemark.staging;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Every record of the customer files, decided. */
public final class CustomerRows {
  private CustomerRows() {}

  /**
   * @param rows {@link io.tidemark.source.SourceData#customers()}
   * @return the same with {@code decision}, as {@link Decision} says
   */
  public static Dataset<Row> of(Dataset<Row> rows) {
    return Decision.of(rows, "customer_id");
  }
}
