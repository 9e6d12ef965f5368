package io.tidemark.mrr;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.staging.PackedTime;
import io.tidemark.tables.InvoiceStatus;
import io.tidemark.tables.PackedTable;
import io.tidemark.tables.StagingTables;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;

/**
 * Restores the invoices as they were known at an earlier time. Invoices created later are removed,
 * and the status at that time is derived from the time stamps of the invoice. A status without a
 * time stamp applies from the beginning. The end of collection has no time stamp, so it is kept
 * only if the status has not changed since.
 */
public final class InvoicesAsOf {
  private static final StructType SCHEMA = PackedTable.schema(StagingTables.INVOICES);

  private InvoicesAsOf() {}

  /** The times at which the status of an invoice changed; each is null if it is unknown. */
  private record Stamps(Instant finalized, Instant uncollectible, Instant paid, Instant voided) {
    static Stamps of(Row invoice) {
      return new Stamps(
          PackedTime.of(invoice, "finalized_at"),
          PackedTime.of(invoice, "uncollectible_at"),
          PackedTime.of(invoice, "paid_at"),
          PackedTime.of(invoice, "voided_at"));
    }

    InvoiceStatus statusAt(Instant time, InvoiceStatus now) {
      if (now == InvoiceStatus.VOID && hasHappened(voided, time)) {
        return InvoiceStatus.VOID;
      }
      if (now == InvoiceStatus.PAID && hasHappened(paid, time)) {
        return InvoiceStatus.PAID;
      }
      boolean isGivenUp =
          uncollectible == null ? now == InvoiceStatus.UNCOLLECTIBLE : !uncollectible.isAfter(time);
      if (isGivenUp) {
        return InvoiceStatus.UNCOLLECTIBLE;
      }
      boolean isFinal = now != InvoiceStatus.DRAFT && hasHappened(finalized, time);
      return isFinal ? InvoiceStatus.OPEN : InvoiceStatus.DRAFT;
    }

    private static boolean hasHappened(Instant stamp, Instant time) {
      return stamp == null || !stamp.isAfter(time);
    }
  }

  /**
   * Returns an invoice as it was known at a time. Empty if it was not created yet.
   *
   * @param invoice a packed row of {@link StagingTables#INVOICES}
   */
  static Optional<Row> of(Row invoice, Instant time) {
    if (PackedTime.of(invoice, "created_at").isAfter(time)) {
      return Optional.empty();
    }
    InvoiceStatus now = InvoiceCodec.status(invoice);
    InvoiceStatus then = Stamps.of(invoice).statusAt(time, now);
    Object[] values = new Object[SCHEMA.length()];
    for (int index = 0; index < values.length; index++) {
      values[index] = invoice.get(index);
    }
    values[SCHEMA.fieldIndex("status")] = then.text();
    if (then != now) {
      values[SCHEMA.fieldIndex("is_closed")] = false;
    }
    if (then != InvoiceStatus.PAID && invoice.getAs("amount_paid_minor") != null) {
      values[SCHEMA.fieldIndex("amount_paid_minor")] = 0L;
    }
    for (String stamp : new String[] {"finalized_at", "uncollectible_at", "paid_at", "voided_at"}) {
      Instant at = PackedTime.of(invoice, stamp);
      if (at != null && at.isAfter(time)) {
        values[SCHEMA.fieldIndex(stamp)] = null;
      }
    }
    return Optional.of(new GenericRowWithSchema(values, SCHEMA));
  }

  /**
   * Returns an invoice as it was known at a time, or the same object if nothing has changed since.
   * Empty if it was not created yet.
   */
  static Optional<Invoice> of(Invoice invoice, StatusTimes times, Instant time) {
    if (invoice.createdAt().isAfter(time)) {
      return Optional.empty();
    }
    Stamps stamps =
        new Stamps(
            invoice.finalizedAt(), invoice.uncollectibleAt(), times.paidAt(), times.voidedAt());
    InvoiceStatus status = stamps.statusAt(time, invoice.status());
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

  private static Instant stamp(Instant stamp, Instant time) {
    return stamp == null || stamp.isAfter(time) ? null : stamp;
  }
}
