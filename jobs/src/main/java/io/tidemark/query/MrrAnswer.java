package io.tidemark.query;

import io.tidemark.mrr.AdjustmentLayers;
import io.tidemark.query.CustomerExplanation.Adjustment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * The MRR of a customer on a date.
 *
 * @param customerName a label; null where the files have none
 * @param isContracted the date lies after the data: what is already invoiced for it
 * @param amounts MRR by currency, then converted; empty without MRR
 * @param layers what the native amounts are the sum of, in the order of time
 * @param reasons why there is no MRR; empty where there is
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

  /** A price a month in major units, and how much of it rests on what. */
  public record Amount(
      String currency,
      boolean isConverted,
      BigDecimal mrr,
      BigDecimal implied,
      BigDecimal pending,
      BigDecimal lowConfidence) {}

  /**
   * A layer active on the date; {@code end} is its first day without.
   *
   * @param subscriptionId null where invoices name none, or a person corrected MRR: then the
   *     invoice is null, too
   * @param reason why a person corrected MRR, and {@code author} who; null of other layers
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

    /** The same with what a person said of it; as it is where that is null. */
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

  /** Why there is no MRR. */
  public enum Cause {
    /** The date lies before the first invoice of the data. */
    BEFORE_DATA,
    /** Layers are active, but their sum is not positive. */
    NOT_POSITIVE,
    /** The first recurring period starts later. */
    STARTS_LATER,
    /** The last recurring period ended before. */
    ENDED,
    /** The date lies between two recurring periods. */
    GAP,
    /** No invoice of the customer is recurring and counts. */
    NEVER_RECURRING,
    /** An invoice near the date that makes no MRR. */
    EXCLUDED_INVOICE
  }

  /**
   * One reason.
   *
   * @param text for people, one line
   * @param invoice the invoice left out, or null
   */
  public record Reason(Cause cause, String text, ExcludedInvoice invoice) {}

  /**
   * An invoice that makes no layer.
   *
   * @param net total less tax, major units of {@code currency}
   * @param from first day it has to do with: written, or served from
   * @param to the last one
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
