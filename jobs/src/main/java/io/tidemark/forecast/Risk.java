package io.tidemark.forecast;

import io.tidemark.tables.Currencies;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What may make the forecast wrong, with its figures.
 *
 * @param name as it stands in tables
 * @param mrrMinor MRR it touches; empty where that is unknown
 */
record Risk(String name, String what, OptionalDouble mrrMinor, String evidence, Severity severity) {

  /** How much it matters. */
  enum Severity {
    HIGH,
    MEDIUM,
    LOW;

    /** By the share of MRR it touches. */
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

  /** A share as people read it. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** An amount of minor units as people read it. */
  static String amount(double minor, String currency) {
    return Currencies.text(Math.round(minor), currency);
  }
}
