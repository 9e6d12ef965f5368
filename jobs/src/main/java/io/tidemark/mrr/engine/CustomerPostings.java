package io.tidemark.mrr.engine;

import java.util.List;

/**
 * The books of all subscriptions of a customer.
 *
 * @param postings the parts of counted invoices that no layer shows
 * @param roundedTooMuch ids of invoices whose rounding is more than rounding can explain
 */
public record CustomerPostings(List<Posting> postings, List<String> roundedTooMuch) {
  public static final CustomerPostings EMPTY = new CustomerPostings(List.of(), List.of());

  public CustomerPostings {
    postings = List.copyOf(postings);
    roundedTooMuch = List.copyOf(roundedTooMuch);
  }
}
