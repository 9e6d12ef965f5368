package io.tidemark.insights;

import io.tidemark.tables.Movement;
import java.time.LocalDate;

/**
 * A change of a customer's MRR in a billing interval on a day, in native currency.
 *
 * @param movement of the customer on that day; null if the whole change is a transfer
 * @param changeMinor part of the customer's movement, minor units
 * @param transferMinor MRR transferred from the customer's other intervals, minor units
 */
record IntervalChange(
    LocalDate date,
    String currency,
    String billingInterval,
    Movement movement,
    long changeMinor,
    long transferMinor) {

  /** Returns the total change of MRR of the interval, minor units. */
  long deltaMinor() {
    return Math.addExact(changeMinor, transferMinor);
  }
}
