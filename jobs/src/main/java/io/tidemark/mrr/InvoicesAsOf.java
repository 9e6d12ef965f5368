package io.tidemark.mrr;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.tables.InvoiceStatus;
import io.tidemark.tables.StagingTables;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Restores the invoices as they were known at an earlier time. Invoices created later are removed,
 * and the status at that time is derived from the time stamps of the invoice. A status without a
 * time stamp applies from the beginning. The end of collection has no time stamp, so it is kept
 * only if the status has not changed since.
 */
public final class InvoicesAsOf {
  private static final String[] CHANGING = {
    "status",
    "is_closed",
    "finalized_at",
    "uncollectible_at",
    "paid_at",
    "voided_at",
    "amount_paid_minor"
  };

  private InvoicesAsOf() {}

  /** Returns {@link StagingTables#INVOICES} as known at a time. */
  public static Dataset<Row> of(Dataset<Row> invoices, Instant time) {
    Dataset<Row> restated = invoices.withColumn("then", state(time)).where(col("then").isNotNull());
    for (String changed : CHANGING) {
      restated = restated.withColumn(changed, col("then").getField(changed));
    }
    return StagingTables.INVOICES.select(restated);
  }

  /**
   * Returns an invoice as it was known at a time, or the same object if nothing has changed since.
   * Empty if it was not created yet.
   */
  static Optional<Invoice> of(Invoice invoice, StatusTimes times, Instant time) {
    if (invoice.createdAt().isAfter(time)) {
      return Optional.empty();
    }
    InvoiceStatus status = statusAt(invoice, times, time);
    Instant finalized = stamp(invoice.finalizedAt(), time);
    Instant uncollectible = stamp(invoice.uncollectibleAt(), time);
    boolean isUnchanged =
        status == invoice.status()
            && Objects.equals(finalized, invoice.finalizedAt())
            && Objects.equals(uncollectible, invoice.uncollectibleAt());
    boolean isClosed = invoice.isClosed() && status == invoice.status();
    return Optional.of(
        isUnchanged ? invoice : invoice.as(status, isClosed, finalized, uncollectible));
  }

  private static InvoiceStatus statusAt(Invoice invoice, StatusTimes times, Instant time) {
    InvoiceStatus now = invoice.status();
    Instant givenUp = invoice.uncollectibleAt();
    if (now == InvoiceStatus.VOID && hasHappened(times.voidedAt(), time)) {
      return InvoiceStatus.VOID;
    }
    if (now == InvoiceStatus.PAID && hasHappened(times.paidAt(), time)) {
      return InvoiceStatus.PAID;
    }
    boolean isGivenUp =
        givenUp == null ? now == InvoiceStatus.UNCOLLECTIBLE : !givenUp.isAfter(time);
    if (isGivenUp) {
      return InvoiceStatus.UNCOLLECTIBLE;
    }
    boolean isFinal = now != InvoiceStatus.DRAFT && hasHappened(invoice.finalizedAt(), time);
    return isFinal ? InvoiceStatus.OPEN : InvoiceStatus.DRAFT;
  }

  private static boolean hasHappened(Instant stamp, Instant time) {
    return stamp == null || !stamp.isAfter(time);
  }

  private static Instant stamp(Instant stamp, Instant time) {
    return stamp == null || stamp.isAfter(time) ? null : stamp;
  }

  /**
   * Returns the fields that can change, as known at a time; null if the invoice was not created
   * yet.
   */
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

  /** Returns whether an invoice existed at a time. */
  private static Column isWrittenAt(Column then) {
    return col("created_at").leq(then);
  }

  /** Returns a time stamp as it was known at a time: null if it is later. */
  private static Column stamp(String name, Column then) {
    return when(col(name).leq(then), col(name)).as(name);
  }

  /** Returns whether collection had ended at a time. */
  private static Column isClosedAt(Column then) {
    return col("is_closed").and(statusAt(then).equalTo(col("status")));
  }

  /** Returns the status at a time of an invoice that was created by then. */
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
