package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The billing streams of a subscription.
 *
 * @param exclusions reason by invoice id, for invoices that belong to no stream
 * @param oneOffParts one-off parts of invoices that also bill a stream
 * @param doubtfulDays days on which an excluded item may have been recurring
 */
record Streams(
    List<BillingStream> streams,
    Map<String, ExclusionReason> exclusions,
    List<Posting> oneOffParts,
    List<Span> doubtfulDays) {

  /** Returns these streams and others. */
  Streams and(List<BillingStream> others) {
    List<BillingStream> all = new ArrayList<>(streams);
    all.addAll(others);
    return new Streams(all, exclusions, oneOffParts, doubtfulDays);
  }

  /**
   * A period, {@code [start, end)}, of low confidence.
   *
   * @param why the reason
   */
  record Span(Instant start, Instant end, LowConfidenceReason why) {}
}
