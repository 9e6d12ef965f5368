package io.tidemark.staging;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.InvoiceStatus;
import io.tidemark.tables.StagingTables;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The customers of the files and those that only other records refer to. */
public final class Customers {
  private Customers() {}

  /**
   * Returns the rows of {@link StagingTables#CUSTOMERS}. A customer absent from the files is a
   * placeholder, so that its revenue is not dropped.
   *
   * @param rows {@link CustomerRecords#of}
   * @param naming records that refer to a customer by {@code customer_id}: invoices with their
   *     {@code status}, {@code total_minor} and {@code amount_paid_minor}, and adjustments, for
   *     which these are null
   */
  public static Dataset<Row> of(Dataset<Row> rows, Dataset<Row> naming) {
    Dataset<Row> known =
        rows.filter(RecordStatus.ACCEPTED.isOne()).withColumn("is_placeholder", lit(false));
    Dataset<Row> named = naming.groupBy("customer_id").agg(max(isPayment()).as("shows_payment"));
    Dataset<Row> all =
        known
            .join(named, new String[] {"customer_id"}, "full_outer")
            .withColumn("is_placeholder", coalesce(col("is_placeholder"), lit(true)))
            .withColumn("has_paid", hasPaid());
    return StagingTables.CUSTOMERS.select(all);
  }

  /**
   * Returns whether an invoice shows a payment. If the amount paid is unknown, a paid invoice with
   * a positive total shows one.
   */
  private static Column isPayment() {
    String paid = InvoiceStatus.PAID.name().toLowerCase(Locale.ROOT);
    Column isPaid = col("status").equalTo(paid).and(col("total_minor").gt(0));
    return when(col("amount_paid_minor").isNull(), isPaid)
        .otherwise(col("amount_paid_minor").gt(0));
  }

  private static Column hasPaid() {
    Column shows = coalesce(col("shows_payment"), lit(false));
    return when(shows.or(col("payment_count").gt(0)), lit(true))
        .when(col("payment_count").equalTo(0), lit(false));
  }
}
