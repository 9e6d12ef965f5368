package io.tidemark.mrr;

import java.time.LocalDate;

/**
 * A stretch of days on which the MRR of a customer stays the same: a row of {@link
 * io.tidemark.tables.MrrTables#CUSTOMER_MRR}.
 *
 * @param validFrom first day
 * @param validTo first day after
 * @param mrrMinor MRR on each of these days, minor units
 * @param impliedMinor part of it from implied layers
 * @param pendingMinor part of it from pending layers
 * @param lowConfidenceMinor part of it from layers of low confidence
 * @param startsUnseen it rests on what began before the file
 */
public record MrrInterval(
    LocalDate validFrom,
    LocalDate validTo,
    long mrrMinor,
    long impliedMinor,
    long pendingMinor,
    long lowConfidenceMinor,
    boolean startsUnseen) {

  /** Returns whether a day lies within the interval. */
  public boolean covers(LocalDate day) {
    return !validFrom.isAfter(day) && validTo.isAfter(day);
  }
}
