package io.tidemark.mrr.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What the invoices of some subscriptions show about other subscriptions of the same customer.
 *
 * @param paidFee whether a first invoice included a setup fee
 * @param incompleteDays days on which the customer paid for something that no invoice in the files
 *     shows
 */
record CustomerEvidence(boolean paidFee, List<Streams.Span> incompleteDays) {
  static final CustomerEvidence NONE = new CustomerEvidence(false, List.of());

  CustomerEvidence {
    incompleteDays = List.copyOf(incompleteDays);
  }

  boolean isEmpty() {
    return equals(NONE);
  }

  CustomerEvidence and(CustomerEvidence other) {
    List<Streams.Span> days = new ArrayList<>(incompleteDays);
    days.addAll(other.incompleteDays);
    return new CustomerEvidence(paidFee || other.paidFee, days);
  }
}
