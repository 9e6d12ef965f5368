package io.tidemark.query;

import io.tidemark.mrr.engine.CalculationStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The arithmetic behind the MRR of a customer; amounts in major units.
 *
 * @param customerName a label; null where the files have none
 * @param date the business date asked for, or null for the whole history alone
 * @param isContracted the date lies after the data: what is already invoiced for it
 * @param policy the settings of the run that decide about it
 * @param layers in the order of time; with a date, those active on it first
 * @param adjustments corrections by hand, in the order of time
 * @param sums of the layers and adjustments active on the date, by currency; empty without a date
 * @param conversion of the sums to the reporting currency; null without MRR on the date
 * @param withoutLayer invoices that count and of which nothing is left
 * @param leftOut invoices that do not count
 * @param differences where what is derived here is not what the run published; must be empty
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
   * @param layerId null where the run did not publish it
   * @param mrr a month
   * @param start first day
   * @param end first day without; its start where it is active on no day
   * @param isActive on the date asked for
   * @param invoice it comes from, or that shows it
   * @param rule why it was this rule that made it
   * @param steps every number up to {@code mrr}
   * @param confidenceReason why its price can be trusted, or why not
   * @param endings what cut it later and when
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
   * @param discount null where the files have none
   * @param amount what MRR is made of by policy: net, or net and discount
   * @param serviceStart with the other times of its periods, null where the files have none
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
   * A correction by hand.
   *
   * @param mrr a month; negative where it takes away
   * @param from first day
   * @param to first day without; null until further notice
   * @param isActive on the date asked for
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
   * What active layers come to.
   *
   * @param terms their prices, in order
   * @param mrr the sum, or zero where that is negative
   */
  public record Sum(String currency, List<BigDecimal> terms, BigDecimal sum, BigDecimal mrr) {}

  /**
   * Sums in the reporting currency.
   *
   * @param ratesOf the day of the rates: of the last ones that day or before
   * @param mrr the sum of the converted terms
   */
  public record Conversion(
      String currency, LocalDate ratesOf, List<Converted> terms, BigDecimal mrr) {}

  /**
   * An amount converted: times the one rate, by the other, rounded.
   *
   * @param perEuro of its currency; null where that is the reporting one
   * @param reportingPerEuro of the reporting currency; null likewise
   */
  public record Converted(
      String currency,
      BigDecimal mrr,
      BigDecimal perEuro,
      BigDecimal reportingPerEuro,
      BigDecimal converted) {}

  /** An invoice that counts and of which nothing is left. */
  public record Idle(
      BilledInvoice invoice, String rule, List<CalculationStep> steps, List<String> endings) {}

  /** An invoice that does not count, and why. */
  public record LeftOut(BilledInvoice invoice, String exclusionReason, String text) {}
}
