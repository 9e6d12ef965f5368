package io.tidemark.query;

import io.tidemark.mrr.engine.CalculationStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The calculation of a customer's MRR, with amounts in major units.
 *
 * @param customerName a label; null if the files have none
 * @param date the requested business date; null for the history only
 * @param isContracted whether the date is after the data, so that MRR is what is already invoiced
 * @param policy the settings of the run that affect MRR
 * @param layers in chronological order; with a date, those active on it come first
 * @param adjustments the manual adjustments, in chronological order
 * @param sums of the layers and adjustments active on the date, by currency; empty without a date
 * @param conversion of the sums to the reporting currency; null without MRR on the date
 * @param withoutLayer counting invoices of which nothing is left
 * @param leftOut invoices that do not count
 * @param differences between what is derived here and what the run published; must be empty
 */
public record CustomerExplanation(
    String customerId,
    String customerName,
    String runId,
    LocalDate date,
    boolean isContracted,
    String businessTimeZone,
    Instant dataFrom,
    Instant dataThrough,
    Map<String, String> policy,
    List<Entry> layers,
    List<Adjustment> adjustments,
    List<Sum> sums,
    Conversion conversion,
    List<Idle> withoutLayer,
    List<LeftOut> leftOut,
    List<String> differences) {
  public CustomerExplanation {
    layers = List.copyOf(layers);
    adjustments = List.copyOf(adjustments);
    sums = List.copyOf(sums);
    withoutLayer = List.copyOf(withoutLayer);
    leftOut = List.copyOf(leftOut);
    differences = List.copyOf(differences);
  }

  /**
   * A layer.
   *
   * @param layerId null if the run did not publish it
   * @param mrr per month
   * @param start first day
   * @param end first day after the layer; equal to {@code start} if it is active on no day
   * @param isActive on the requested date
   * @param invoice the invoice that the layer is taken from or implied by
   * @param rule why this rule applied
   * @param steps every number up to {@code mrr}
   * @param confidenceReason why its confidence is high or low
   * @param endings what shortened it later, and when
   */
  public record Entry(
      String layerId,
      String subscriptionId,
      String currency,
      String kind,
      String basis,
      String confidence,
      BigDecimal mrr,
      LocalDate start,
      LocalDate end,
      Instant startAt,
      Instant endAt,
      boolean isActive,
      BilledInvoice invoice,
      String rule,
      List<CalculationStep> steps,
      String confidenceReason,
      List<String> endings) {}

  /**
   * An invoice as the files have it.
   *
   * @param net total less tax
   * @param discount null if the files have none
   * @param amount the amount that MRR is computed from under the policy: net, or net plus discount
   * @param serviceStart null if the files have none; the other times of its periods likewise
   */
  public record BilledInvoice(
      String invoiceId,
      String subscriptionId,
      String status,
      boolean isClosed,
      String currency,
      BigDecimal total,
      BigDecimal tax,
      BigDecimal net,
      BigDecimal discount,
      BigDecimal amount,
      Instant createdAt,
      Instant uncollectibleAt,
      Instant serviceStart,
      Instant serviceEnd,
      Instant usageStart,
      Instant usageEnd,
      String sourceFile,
      long sourceLine) {}

  /**
   * A manual adjustment.
   *
   * @param mrr per month; negative if it reduces MRR
   * @param from first day
   * @param to first day after it; null if it has no end
   * @param isActive on the requested date
   */
  public record Adjustment(
      String adjustmentId,
      String currency,
      BigDecimal mrr,
      LocalDate from,
      LocalDate to,
      String reason,
      String author,
      String sourceFile,
      long sourceLine,
      boolean isActive) {}

  /**
   * The sum of the active layers.
   *
   * @param terms their prices, in order
   * @param mrr the sum, or zero if the sum is negative
   */
  public record Sum(String currency, List<BigDecimal> terms, BigDecimal sum, BigDecimal mrr) {}

  /**
   * The sums in the reporting currency.
   *
   * @param ratesOf the day of the rates; without rates on that day, the last ones before it apply
   * @param mrr the sum of the converted terms
   */
  public record Conversion(
      String currency, LocalDate ratesOf, List<Converted> terms, BigDecimal mrr) {}

  /**
   * A converted amount: multiplied by {@code reportingPerEuro}, divided by {@code perEuro},
   * rounded.
   *
   * @param perEuro the rate of its currency; null for the reporting currency
   * @param reportingPerEuro the rate of the reporting currency; null if {@code perEuro} is
   */
  public record Converted(
      String currency,
      BigDecimal mrr,
      BigDecimal perEuro,
      BigDecimal reportingPerEuro,
      BigDecimal converted) {}

  /** A counting invoice of which nothing is left. */
  public record Idle(
      BilledInvoice invoice, String rule, List<CalculationStep> steps, List<String> endings) {}

  /** An invoice that does not count, with the reason. */
  public record LeftOut(BilledInvoice invoice, String exclusionReason, String text) {}
}
