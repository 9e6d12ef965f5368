package io.tidemark.mrr;

import java.time.Instant;
import java.time.LocalDate;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A row of {@link io.tidemark.tables.MrrTables#MRR_LAYERS}: a monthly amount over a period, from an
 * invoice or a manual adjustment.
 *
 * @param subscriptionId null for an adjustment and for invoices that name no subscription
 * @param startDate first active day, business zone
 * @param endDate first day on which it is no longer active, business zone
 * @param months weight it was made with
 * @param kind code of the rule that made it, as in the table
 * @param basis invoiced, implied, pending or adjusted
 * @param invoiceId null for an adjustment
 * @param billingInterval of its cycle, else of its subscription: month, year, ...
 */
public record MrrLayer(
    String layerId,
    String subscriptionId,
    String currency,
    int stream,
    Instant startAt,
    Instant endAt,
    LocalDate startDate,
    LocalDate endDate,
    BigFraction months,
    Instant cycleStartAt,
    Instant cycleEndAt,
    BigFraction cycleMonths,
    long mrrMinor,
    long billedMinor,
    long creditMinor,
    String kind,
    String basis,
    boolean isLowConfidence,
    String invoiceId,
    boolean startsUnseen,
    String billingInterval) {

  /** Returns whether a day is one of its active days. */
  public boolean isActiveOn(LocalDate day) {
    return !startDate.isAfter(day) && endDate.isAfter(day);
  }

  public boolean isInvoiced() {
    return basis.equals("invoiced");
  }

  public boolean isImplied() {
    return basis.equals("implied");
  }

  public boolean isPending() {
    return basis.equals("pending");
  }

  /** Returns whether it is a manual adjustment. */
  public boolean isAdjustment() {
    return kind.equals(AdjustmentLayers.KIND);
  }
}
