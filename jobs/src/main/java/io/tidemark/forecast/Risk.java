package io.tidemark.forecast;

import io.tidemark.tables.Currencies;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A risk that MRR is lost, or a caveat about the data that the forecast is based on. Risks come
 * before caveats: risks by expected loss, largest first, caveats by severity.
 *
 * @param name as used in tables
 * @param mrrMinor affected MRR, minor units; empty if unknown
 * @param probability of the loss; empty for a caveat
 * @param customerId the customer, or the largest of several; null if there is none
 * @param date the day on which the loss is due; null if there is none
 */
record Risk(
    String name,
    String what,
    OptionalDouble mrrMinor,
    OptionalDouble probability,
    String customerId,
    LocalDate date,
    String evidence,
    Severity severity)
    implements Comparable<Risk> {
  private static final double HIGH = 0.05;
  private static final double MEDIUM = 0.01;
  private static final Comparator<Risk> ORDER =
      Comparator.comparing(Risk::isCaveat)
          .thenComparing(risk -> -risk.expectedLoss().orElse(0))
          .thenComparing(Risk::severity)
          .thenComparing(Risk::name);

  /** The severity of a risk. */
  enum Severity {
    HIGH,
    MEDIUM,
    LOW;

    /** Returns the severity for the share of MRR that is affected. */
    static Severity of(double share, double high, double medium) {
      if (share >= high) {
        return HIGH;
      }
      return share >= medium ? MEDIUM : LOW;
    }

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns a caveat about the data. */
  static Risk caveat(
      String name, String what, OptionalDouble mrrMinor, String evidence, Severity severity) {
    return new Risk(name, what, mrrMinor, OptionalDouble.empty(), null, null, evidence, severity);
  }

  /**
   * Returns a risk with the severity of its expected loss.
   *
   * @param allMinor MRR of all customers, minor units
   */
  static Risk of(
      String name,
      String what,
      double mrrMinor,
      double probability,
      String customerId,
      LocalDate date,
      String evidence,
      double allMinor) {
    return new Risk(
        name,
        what,
        OptionalDouble.of(mrrMinor),
        OptionalDouble.of(probability),
        customerId,
        date,
        evidence,
        Severity.of(mrrMinor * probability / allMinor, HIGH, MEDIUM));
  }

  boolean isCaveat() {
    return probability.isEmpty();
  }

  /** Returns MRR times probability, minor units; empty for a caveat. */
  OptionalDouble expectedLoss() {
    return probability.isPresent()
        ? OptionalDouble.of(mrrMinor.orElse(0) * probability.getAsDouble())
        : OptionalDouble.empty();
  }

  @Override
  public int compareTo(Risk other) {
    return ORDER.compare(this, other);
  }

  /** Formats a share as a percentage. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Formats an amount of minor units for display. */
  static String amount(double minor, String currency) {
    return Currencies.text(Math.round(minor), currency);
  }
}
