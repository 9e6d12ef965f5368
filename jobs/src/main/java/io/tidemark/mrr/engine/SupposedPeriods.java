package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A cache of the periods of billing streams as shown by the invoices.
 *
 * @param all the invoices from the first evaluated one on
 */
record SupposedPeriods(
    Upcoming all, Map<List<Instant>, Instant> ends, Map<List<Instant>, Boolean> renewals) {

  static SupposedPeriods of(Upcoming all) {
    return new SupposedPeriods(all, new HashMap<>(), new HashMap<>());
  }

  /** Returns the end of the cycle after the running one. */
  Instant nextEnd(SupposedStream stream) {
    return ends.computeIfAbsent(
        List.of(stream.start(), stream.end()),
        period ->
            all.afterNext(stream.end(), stream.start(), stream.end())
                .map(Invoice::anchor)
                .orElseGet(
                    () -> BillingMonths.plusSame(stream.end(), stream.start(), stream.end())));
  }

  /** Returns whether an invoice bills only the cycle after the running one. */
  boolean isRenewedAlone(SupposedStream stream) {
    return renewals.computeIfAbsent(
        List.of(stream.start(), stream.end()),
        period -> all.continuing(stream.end(), stream.start(), stream.end()).isPresent());
  }

  /** Returns whether the running cycle is as long as {@code [from, to)}. */
  boolean isAsLong(SupposedStream stream, Instant from, Instant to) {
    return renewals.computeIfAbsent(
        List.of(stream.start(), stream.end(), from, to),
        periods -> BillingMonths.areEquallyLong(stream.start(), stream.end(), from, to));
  }
}
