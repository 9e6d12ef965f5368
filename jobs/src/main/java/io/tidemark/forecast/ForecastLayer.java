package io.tidemark.forecast;

import io.tidemark.mrr.MrrLayer;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A layer as input of the forecast: an MRR over {@code [start, end)}, in business days.
 *
 * @param subscriptionId the unit that renews. It includes the number of the stream if a
 *     subscription bills several, and is the customer id if invoices have no subscription
 * @param months length of the billing cycle; 0 if it is not a whole number of months
 * @param isCycle whether an invoice in the files opened a billing cycle with it
 * @param isImplied whether it is implied rather than invoiced
 * @param beganUnseen whether it continues a subscription that began before the files
 * @param cyclesBefore number of whole cycles since the customer was created; negative if unknown
 */
record ForecastLayer(
    String subscriptionId,
    String customerId,
    String currency,
    LocalDate start,
    LocalDate end,
    LocalDate cycleStart,
    LocalDate cycleEnd,
    int months,
    long mrrMinor,
    boolean isCycle,
    boolean isImplied,
    boolean beganUnseen,
    int cyclesBefore) {

  private static final Set<Layer.Kind> CYCLES =
      EnumSet.of(Layer.Kind.CYCLE, Layer.Kind.RESET, Layer.Kind.STRADDLE, Layer.Kind.RESTART_DOWN);

  /**
   * Returns the forecast layer of a layer.
   *
   * @param customerCreatedAt null if unknown
   */
  static ForecastLayer of(Layer layer, Instant customerCreatedAt, ZoneId zone) {
    BigFraction months = layer.cycle().months();
    LocalDate cycleStart = LocalDate.ofInstant(layer.cycle().start(), zone);
    LocalDate cycleEnd = LocalDate.ofInstant(layer.cycle().end(), zone);
    return new ForecastLayer(
        id(layer),
        layer.invoice().customerId(),
        layer.invoice().currency(),
        LocalDate.ofInstant(layer.start(), zone),
        LocalDate.ofInstant(layer.end(), zone),
        cycleStart,
        cycleEnd,
        months.getDenominator().equals(BigInteger.ONE) ? months.intValue() : 0,
        layer.mrrMinor(),
        CYCLES.contains(layer.kind()) && layer.basis() == Layer.Basis.INVOICED,
        layer.basis() == Layer.Basis.IMPLIED,
        layer.startsUnseen(),
        cyclesBefore(cycleStart, cycleEnd, customerCreatedAt, zone));
  }

  /** Returns the forecast layer of a manual adjustment. */
  static ForecastLayer ofAdjustment(MrrLayer layer, String customerId) {
    return new ForecastLayer(
        layer.layerId(),
        customerId,
        layer.currency(),
        layer.startDate(),
        layer.endDate(),
        layer.startDate(),
        layer.endDate(),
        1,
        layer.mrrMinor(),
        false,
        false,
        false,
        -1);
  }

  private static String id(Layer layer) {
    Invoice invoice = layer.invoice();
    String id = invoice.subscriptionId() == null ? invoice.customerId() : invoice.subscriptionId();
    return layer.stream() == 0 ? id : id + " " + layer.stream();
  }

  private static int cyclesBefore(
      LocalDate start, LocalDate end, Instant customerCreatedAt, ZoneId zone) {
    if (customerCreatedAt == null) {
      return -1;
    }
    long existed = ChronoUnit.DAYS.between(LocalDate.ofInstant(customerCreatedAt, zone), start);
    long lasted = Math.max(1, ChronoUnit.DAYS.between(start, end));
    return (int) Math.max(0, Math.floorDiv(existed, lasted));
  }

  boolean runsOn(LocalDate date) {
    return !start.isAfter(date) && end.isAfter(date);
  }

  /**
   * Returns the line of a manual adjustment that is active on a day. It ends for certain and never
   * renews.
   */
  Optional<ForecastLine> adjustmentOn(LocalDate date) {
    return runsOn(date)
        ? Optional.of(
            new ForecastLine(subscriptionId, customerId, currency, rhythm(), mrrMinor, end, 0))
        : Optional.empty();
  }

  /** Returns its billing frequency. */
  BillingFrequency rhythm() {
    return new BillingFrequency(
        months, months > 0 ? 0 : (int) (cycleEnd.toEpochDay() - cycleStart.toEpochDay()));
  }
}
