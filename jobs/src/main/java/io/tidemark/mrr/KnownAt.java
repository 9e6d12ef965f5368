package io.tidemark.mrr;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
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
 * its own holds from the beginning; when collection ended has none, so that is told only of what
 * has not changed since.
 */
public final class KnownAt {
  private static final String[] CHANGING = {
    "status",
    "is_closed",
    "finalized_at",
    "uncollectible_at",
    "paid_at",
    "voided_at",
    "amount_paid_minor"
  };

  private KnownAt() {}

  /** {@link StagingTables#INVOICES} at a time. */
  public static Dataset<Row> of(Dataset<Row> invoices, Instant time) {
    Dataset<Row> restated = invoices.withColumn("then", state(time)).where(col("then").isNotNull());
    for (String changed : CHANGING) {
      restated = restated.withColumn(changed, col("then").getField(changed));
    }
    return StagingTables.INVOICES.select(restated);
  }

  /** What may change of an invoice as it was at a time; null where it was not written yet. */
  private static Column state(Instant time) {
    Column then = lit(time);
    Column status = statusAt(then);
    Column state =
        struct(
            status.as("status"),
            isClosedAt(then).as("is_closed"),
            stamp("finalized_at", then),
            stamp("uncollectible_at", then),
            stamp("paid_at", then),
            stamp("voided_at", then),
            paidAmount(status).as("amount_paid_minor"));
    return when(isWrittenAt(then), state);
  }

  /** Whether an invoice existed at a time. */
  static Column isWrittenAt(Column then) {
    return col("created_at").leq(then);
  }

  /** A time stamp as it was known at a time: null before it came. */
  static Column stamp(String name, Column then) {
    return when(col(name).leq(then), col(name)).as(name);
  }

  /** Whether collection had ended at a time. */
  static Column isClosedAt(Column then) {
    return col("is_closed").and(statusAt(then).equalTo(col("status")));
  }

  /** The status at a time, of an invoice that was written by then. */
  static Column statusAt(Column then) {
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

  private static Column paidAmount(Column statusThen) {
    Column isPaid = statusThen.equalTo(InvoiceStatus.PAID.text());
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
