package io.tidemark.insights;

import io.tidemark.tables.Movement;
import java.time.LocalDate;

/**
 * What changed the MRR of a customer in a billing interval on a day; native currency.
 *
 * @param movement of the customer on that day; null where all is transfer
 * @param changeMinor part of the customer's movement, minor units
 * @param transferMinor moved here from the customer's other intervals, minor units
 */
record IntervalChange(
    LocalDate date,
    String currency,
    String billingInterval,
    Movement movement,
    long changeMinor,
    long transferMinor) {

  /** Returns by how much MRR of the interval changes, minor units. */
  long deltaMinor() {
    return Math.addExact(changeMinor, transferMinor);
  }
}
