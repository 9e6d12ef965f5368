package io.tidemark.compare;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A figure that both sides have: the MRR of a customer at the end of a month.
 *
 * @param date the last day of the month, or the as-of date of the run if that is earlier
 * @param currency of the figure
 * @param isConverted whether it is the sum of all currencies of the customer, converted
 */
record Point(
    String customerId, YearMonth month, LocalDate date, String currency, boolean isConverted) {

  Point on(LocalDate other) {
    return new Point(customerId, month, other, currency, isConverted);
  }
}
