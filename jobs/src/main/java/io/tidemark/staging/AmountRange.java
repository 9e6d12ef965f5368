package io.tidemark.staging;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;

import io.tidemark.errors.Errors;
import io.tidemark.errors.Overflow;
import io.tidemark.errors.UserError;
import io.tidemark.tables.Currencies;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The range that the sums of the amounts of a file must be in: 64 bits of minor units. */
public final class AmountRange {
  private AmountRange() {}

  /**
   * Returns the result of work that adds up amounts.
   *
   * @param invoiceRows {@link InvoiceRecords#of}, whose amounts are added
   * @throws UserError if a sum is out of range; it includes the largest amount
   */
  public static <T> T check(Dataset<Row> invoiceRows, Supplier<T> work) {
    try {
      return work.get();
    } catch (Exception failed) {
      if (Overflow.isCauseOf(failed)) {
        throw outOfRange(invoiceRows);
      }
      throw failed;
    }
  }

  private static UserError outOfRange(Dataset<Row> invoiceRows) {
    List<Row> largest =
        invoiceRows
            .where(col("total_minor").isNotNull().and(col("currency").isNotNull()))
            .orderBy(abs(col("total_minor")).desc(), col("source_file"), col("source_line"))
            .select("source_file", "source_line", "total_minor", "currency")
            .limit(1)
            .collectAsList();
    if (largest.isEmpty()) {
      return Errors.amountOutOfRange();
    }
    Row row = largest.get(0);
    return Errors.sumOutOfRange(
        row.getString(0), row.getLong(1), Currencies.text(row.getLong(2), row.getString(3)));
  }
}
