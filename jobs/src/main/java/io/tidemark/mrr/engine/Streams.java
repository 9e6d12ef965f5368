package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The billing streams of a subscription.
 *
 * @param exclusions reason by invoice id, of those that belong to none
 * @param oneOffParts of invoices that also bill a stream
 * @param doubtfulDays on which an invoice that belongs to none may have been recurring
 */
record Streams(
    List<BillingStream> streams,
    Map<String, ExclusionReason> exclusions,
    List<Posting> oneOffParts,
    List<Span> doubtfulDays) {

  /** These streams with others. */
  Streams and(List<BillingStream> others) {
    List<BillingStream> all = new ArrayList<>(streams);
    all.addAll(others);
    return new Streams(all, exclusions, oneOffParts, doubtfulDays);
  }

  /** A span of time, {@code [start, end)}. */
  record Span(Instant start, Instant end) {}
}
