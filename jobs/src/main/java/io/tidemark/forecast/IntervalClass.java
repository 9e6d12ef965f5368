package io.tidemark.forecast;

import java.util.Locale;

/** Classes of billing intervals whose renewals are counted together. */
enum IntervalClass {
  /** Up to three weeks. */
  WEEKS(0.75),
  /** Up to six weeks: calendar months, four weeks, 30 days. */
  MONTH(1.5),
  /** Up to four and a half months. */
  QUARTER(4.5),
  /** Up to nine months. */
  HALF_YEAR(9),
  /** Up to a year and a half. */
  YEAR(18),
  /** Longer. */
  YEARS(Double.POSITIVE_INFINITY);

  private final double mostMonths;

  IntervalClass(double mostMonths) {
    this.mostMonths = mostMonths;
  }

  static IntervalClass of(double months) {
    for (IntervalClass candidate : values()) {
      if (months <= candidate.mostMonths) {
        return candidate;
      }
    }
    return YEARS;
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
