package io.tidemark.mrr;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.tidemark.tables.InvoiceStatus;
import io.tidemark.tables.StagingTables;
import java.time.Instant;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The invoices as they were known at an earlier time: those written later do not exist, and a
 * status is that of the time, by the invoice's own time stamps. A status without a time stamp of
 * its own holds from the beginning.
 */
public final class KnownAt {
  private KnownAt() {}

  /** {@link StagingTables#INVOICES} at a time. */
  public static Dataset<Row> of(Dataset<Row> invoices, Instant time) {
    Column then = lit(time);
    Dataset<Row> restated =
        invoices
            .where(col("created_at").leq(then))
            .withColumn("status_then", statusAt(then))
            .withColumn("is_closed", isClosed())
            .withColumn("amount_paid_minor", paidAmount())
            .withColumn("status", col("status_then"));
    for (String stamp : new String[] {"finalized_at", "paid_at", "voided_at", "uncollectible_at"}) {
      restated = restated.withColumn(stamp, when(col(stamp).leq(then), col(stamp)));
    }
    return StagingTables.INVOICES.select(restated);
  }

  private static Column statusAt(Column then) {
    return when(
            isStatus(InvoiceStatus.VOID).and(hasHappened("voided_at", then)),
            text(InvoiceStatus.VOID))
        .when(
            isStatus(InvoiceStatus.PAID).and(hasHappened("paid_at", then)),
            text(InvoiceStatus.PAID))
        .when(col("uncollectible_at").leq(then), text(InvoiceStatus.UNCOLLECTIBLE))
        .when(isGivenUpUndated(), text(InvoiceStatus.UNCOLLECTIBLE))
        .when(isStatus(InvoiceStatus.DRAFT), text(InvoiceStatus.DRAFT))
        .when(hasHappened("finalized_at", then), text(InvoiceStatus.OPEN))
        .otherwise(text(InvoiceStatus.DRAFT));
  }

  private static Column isGivenUpUndated() {
    return isStatus(InvoiceStatus.UNCOLLECTIBLE).and(col("uncollectible_at").isNull());
  }

  /** When collection ended has no time stamp: it is told only of what has not changed since. */
  private static Column isClosed() {
    return col("is_closed").and(col("status_then").equalTo(col("status")));
  }

  private static Column paidAmount() {
    Column isPaid = col("status_then").equalTo(InvoiceStatus.PAID.text());
    return when(isPaid.or(col("amount_paid_minor").isNull()), col("amount_paid_minor"))
        .otherwise(lit(0L));
  }

  private static Column hasHappened(String stamp, Column then) {
    return coalesce(col(stamp).leq(then), lit(true));
  }

  private static Column isStatus(InvoiceStatus status) {
    return col("status").equalTo(status.text());
  }

  private static Column text(InvoiceStatus status) {
    return lit(status.text());
  }
}
