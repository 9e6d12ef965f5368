package io.tidemark.mrr;

import java.time.Instant;
import java.time.LocalDate;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A monthly amount over a period, from an invoice or a manual adjustment: a row of {@link
 * io.tidemark.tables.MrrTables#MRR_LAYERS}.
 *
 * @param subscriptionId null for an adjustment and for invoices that name no subscription
 * @param startDate first active day, in the business time zone
 * @param endDate first day after the layer, in the business time zone
 * @param months months that the price was computed with
 * @param kind code of the rule that made it, as in the table
 * @param basis invoiced, implied, pending or adjusted
 * @param invoiceId null for an adjustment
 * @param billingInterval of its cycle, otherwise of its subscription: month, year, ...
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

  /** Returns whether the layer is active on a day. */
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

  /** Returns whether the layer is a manual adjustment. */
  public boolean isAdjustment() {
    return kind.equals(AdjustmentLayers.KIND);
  }
}
