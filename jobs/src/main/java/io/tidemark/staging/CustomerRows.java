package io.tidemark.staging;

import static org.apache.spark.sql.functions.lit;

import io.tidemark.source.Kind;
import java.time.LocalDate;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Every record of the customer files, typed and judged. */
public final class CustomerRows {
  private static final int SPEND_DECIMALS = 2;

  private CustomerRows() {}

  /**
   * @param rows {@link io.tidemark.source.SourceData#customers()}
   * @return as {@link InvoiceRows#of}, with the fields of a customer
   */
  public static Dataset<Row> of(Dataset<Row> rows, LocalDate readOn) {
    Dataset<Row> typed = TypedRows.of(rows, Kind.CUSTOMERS, lit(SPEND_DECIMALS), readOn);
    return Decision.of(typed, Kind.CUSTOMERS);
  }
}
