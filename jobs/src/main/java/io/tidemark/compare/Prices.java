package io.tidemark.compare;

import io.tidemark.mrr.engine.Layer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import org.apache.commons.numbers.fraction.BigFraction;

/** Converts the price of a layer to months of another length. */
final class Prices {
  private static final long SECONDS_A_DAY = Duration.ofDays(1).toSeconds();
  private static final int DAYS_A_WEEK = 7;

  private Prices() {}

  /** Returns the price if a month has a number of weeks. Only plans of whole weeks differ. */
  static long atWeeksPerMonth(Layer layer, BigDecimal weeks) {
    long days = days(layer);
    boolean isOfWeeks =
        days > 0
            && days % DAYS_A_WEEK == 0
            && layer.cycle().months().equals(BigFraction.of(days * 12, 52L * DAYS_A_WEEK));
    return isOfWeeks
        ? round(cyclePrice(layer).multiply(fraction(weeks)).divide(days / DAYS_A_WEEK))
        : layer.mrrMinor();
  }

  /**
   * Returns the price if a month has a number of days.
   *
   * @param includesMonths whether periods of whole months are counted in days, too
   */
  static long atDaysPerMonth(Layer layer, BigDecimal days, boolean includesMonths) {
    boolean isOfMonths = layer.cycle().months().getDenominator().equals(BigInteger.ONE);
    long ofCycle = days(layer);
    return ofCycle == 0 || isOfMonths && !includesMonths
        ? layer.mrrMinor()
        : round(cyclePrice(layer).multiply(fraction(days)).divide(ofCycle));
  }

  /** Returns the whole days of the cycle, rounded because of daylight saving time. */
  private static long days(Layer layer) {
    long seconds = Duration.between(layer.cycle().start(), layer.cycle().end()).toSeconds();
    return (seconds + SECONDS_A_DAY / 2) / SECONDS_A_DAY;
  }

  /**
   * Returns the price of a whole cycle in minor units. It is exact if the invoice bills it, and
   * otherwise follows from the rounded price per month.
   */
  private static BigFraction cyclePrice(Layer layer) {
    BigFraction billed = BigFraction.of(layer.invoice().netMinor());
    boolean isBilled = round(billed.divide(layer.cycle().months())) == layer.mrrMinor();
    return isBilled ? billed : layer.cycle().months().multiply(layer.mrrMinor());
  }

  private static BigFraction fraction(BigDecimal number) {
    return BigFraction.of(
        number.unscaledValue(), BigDecimal.ONE.movePointRight(number.scale()).toBigInteger());
  }

  /** Rounds to the nearest minor unit, halves away from zero. */
  static long round(BigFraction amount) {
    return amount.bigDecimalValue(0, RoundingMode.HALF_UP).longValueExact();
  }
}
