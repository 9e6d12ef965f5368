package io.tidemark.mrr;

import java.time.LocalDate;

/**
 * A period in which the MRR of a customer does not change: a row of {@link
 * io.tidemark.tables.MrrTables#CUSTOMER_MRR}.
 *
 * @param validFrom first day
 * @param validTo first day after
 * @param mrrMinor MRR on each of these days, minor units
 * @param impliedMinor part of it from implied layers
 * @param pendingMinor part of it from pending layers
 * @param lowConfidenceMinor part of it from layers of low confidence
 * @param startsUnseen whether it is based on a cycle that began before the files
 */
public record MrrInterval(
    LocalDate validFrom,
    LocalDate validTo,
    long mrrMinor,
    long impliedMinor,
    long pendingMinor,
    long lowConfidenceMinor,
    boolean startsUnseen) {

  /** Returns whether the interval contains a day. */
  public boolean covers(LocalDate day) {
    return !validFrom.isAfter(day) && validTo.isAfter(day);
  }

  /** Returns whether an interval starts where this one ends, with the same values. */
  boolean isContinuedBy(MrrInterval next) {
    return validTo.equals(next.validFrom)
        && mrrMinor == next.mrrMinor
        && impliedMinor == next.impliedMinor
        && pendingMinor == next.pendingMinor
        && lowConfidenceMinor == next.lowConfidenceMinor
        && startsUnseen == next.startsUnseen;
  }

  /** Returns this interval with another end. */
  MrrInterval until(LocalDate end) {
    return new MrrInterval(
        validFrom, end, mrrMinor, impliedMinor, pendingMinor, lowConfidenceMinor, startsUnseen);
  }
}
