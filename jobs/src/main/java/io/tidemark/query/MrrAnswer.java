package io.tidemark.query;

import io.tidemark.mrr.AdjustmentLayers;
import io.tidemark.query.CustomerExplanation.Adjustment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * The MRR of a customer on a date.
 *
 * @param customerName a label; null if the files have none
 * @param isContracted whether the date is after the data, so that MRR is what is already invoiced
 * @param amounts MRR by currency, then converted; empty without MRR
 * @param layers the layers whose sum is the native amounts, in chronological order
 * @param reasons why there is no MRR; empty if there is
 */
public record MrrAnswer(
    String customerId,
    String customerName,
    LocalDate date,
    String runId,
    boolean isContracted,
    List<Amount> amounts,
    List<ActiveLayer> layers,
    List<Reason> reasons) {
  public MrrAnswer {
    amounts = List.copyOf(amounts);
    layers = List.copyOf(layers);
    reasons = List.copyOf(reasons);
  }

  /** MRR in major units per month, and how much of it is implied, pending or of low confidence. */
  public record Amount(
      String currency,
      boolean isConverted,
      BigDecimal mrr,
      BigDecimal implied,
      BigDecimal pending,
      BigDecimal lowConfidence) {}

  /**
   * A layer active on the date; {@code end} is the first day after it.
   *
   * @param subscriptionId null if the invoices have none, or for a manual adjustment; then the
   *     invoice is also null
   * @param reason the reason for a manual adjustment, and {@code author} its author; null for other
   *     layers
   */
  public record ActiveLayer(
      String layerId,
      String subscriptionId,
      String invoiceId,
      String currency,
      BigDecimal mrr,
      String kind,
      String basis,
      String confidence,
      LocalDate start,
      LocalDate end,
      String reason,
      String author) {

    boolean isByHand() {
      return kind.equals(AdjustmentLayers.KIND);
    }

    /** Returns this layer with the reason and author of an adjustment; unchanged if it is null. */
    ActiveLayer because(Adjustment adjustment) {
      return adjustment == null
          ? this
          : new ActiveLayer(
              layerId,
              subscriptionId,
              invoiceId,
              currency,
              mrr,
              kind,
              basis,
              confidence,
              start,
              end,
              adjustment.reason(),
              adjustment.author());
    }
  }

  /** A cause of missing MRR. */
  public enum Cause {
    /** The date is before the first invoice of the data. */
    BEFORE_DATA,
    /** Layers are active, but their sum is not positive. */
    NOT_POSITIVE,
    /** The first recurring period starts later. */
    STARTS_LATER,
    /** The last recurring period ended before. */
    ENDED,
    /** The date is between two recurring periods. */
    GAP,
    /** No invoice of the customer is recurring and counts. */
    NEVER_RECURRING,
    /** An invoice near the date that makes no MRR. */
    EXCLUDED_INVOICE
  }

  /**
   * A reason for missing MRR.
   *
   * @param text one line for display
   * @param invoice the excluded invoice, or null
   */
  public record Reason(Cause cause, String text, ExcludedInvoice invoice) {}

  /**
   * An invoice that makes no layer.
   *
   * @param net total less tax, major units of {@code currency}
   * @param from the creation or the start of the service period, whichever is earlier
   * @param to the creation or the end of the service period, whichever is later
   */
  public record ExcludedInvoice(
      String invoiceId,
      String exclusionReason,
      BigDecimal net,
      String currency,
      LocalDate created,
      LocalDate from,
      LocalDate to) {}
}
