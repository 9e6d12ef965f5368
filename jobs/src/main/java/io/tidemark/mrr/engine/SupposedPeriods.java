package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The periods of billing streams as the invoices show them, each found once.
 *
 * @param all invoices from the first supposed one on
 */
record SupposedPeriods(
    Upcoming all, Map<List<Instant>, Instant> ends, Map<List<Instant>, Boolean> renewals) {

  static SupposedPeriods of(Upcoming all) {
    return new SupposedPeriods(all, new HashMap<>(), new HashMap<>());
  }

  /** When the cycle after the running one ends. */
  Instant nextEnd(SupposedStream stream) {
    return ends.computeIfAbsent(
        List.of(stream.start(), stream.end()),
        period ->
            all.afterNext(stream.end(), stream.start(), stream.end())
                .map(Invoice::anchor)
                .orElseGet(
                    () -> BillingMonths.plusSame(stream.end(), stream.start(), stream.end())));
  }

  /** An invoice bills the cycle after the running one, and nothing that ends later. */
  boolean isRenewedAlone(SupposedStream stream) {
    return renewals.computeIfAbsent(
        List.of(stream.start(), stream.end()),
        period -> all.continuing(stream.end(), stream.start(), stream.end()).isPresent());
  }

  /** The running cycle is as long as {@code [from, to)}. */
  boolean isAsLong(SupposedStream stream, Instant from, Instant to) {
    return renewals.computeIfAbsent(
        List.of(stream.start(), stream.end(), from, to),
        periods -> BillingMonths.areEquallyLong(stream.start(), stream.end(), from, to));
  }
}
