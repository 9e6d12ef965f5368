package io.tidemark.forecast;

import io.tidemark.tables.Currencies;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A risk that may make the forecast wrong, with its figures.
 *
 * @param name as used in tables
 * @param mrrMinor affected MRR, minor units; empty if unknown
 */
record Risk(String name, String what, OptionalDouble mrrMinor, String evidence, Severity severity) {

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

  /** Formats a share as a percentage. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** Formats an amount of minor units for display. */
  static String amount(double minor, String currency) {
    return Currencies.text(Math.round(minor), currency);
  }
}
