package io.tidemark.mrr;

import io.tidemark.tables.Movement;
import java.time.LocalDate;

/**
 * A change of a customer's MRR on a day: a row of {@link
 * io.tidemark.tables.MrrTables#MRR_MOVEMENTS}.
 *
 * @param beforeMinor MRR before the change, minor units
 * @param afterMinor MRR after it, minor units
 */
public record MrrMovement(LocalDate date, Movement movement, long beforeMinor, long afterMinor) {

  /** Returns the MRR after the change less the MRR before it, in minor units. */
  public long changeMinor() {
    return Math.subtractExact(afterMinor, beforeMinor);
  }
}
