package io.tidemark.testing;

import io.tidemark.mrr.engine.Layer;
import java.time.Instant;

/**
 * A layer as the oracle sees it.
 *
 * @param start inclusive, before {@code end}
 * @param end exclusive
 * @param mrrMinor price a month, minor units
 * @param invoiceId the invoice it comes from, or the one that shows it
 */
public record Slice(
    String subscriptionId,
    String customerId,
    String currency,
    Instant start,
    Instant end,
    long mrrMinor,
    Layer.Kind kind,
    Layer.Basis basis,
    Layer.Confidence confidence,
    String invoiceId) {

  /** A part of it. */
  Slice over(Instant from, Instant to, Layer.Confidence of) {
    return new Slice(
        subscriptionId, customerId, currency, from, to, mrrMinor, kind, basis, of, invoiceId);
  }
}
