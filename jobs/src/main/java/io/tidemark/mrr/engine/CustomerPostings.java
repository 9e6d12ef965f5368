package io.tidemark.mrr.engine;

import java.util.List;

/**
 * The postings of all subscriptions of a customer.
 *
 * @param postings the parts of counting invoices that no layer shows
 * @param roundedTooMuch ids of invoices with a remainder that is too large to be rounding
 */
public record CustomerPostings(List<Posting> postings, List<String> roundedTooMuch) {
  public static final CustomerPostings EMPTY = new CustomerPostings(List.of(), List.of());

  public CustomerPostings {
    postings = List.copyOf(postings);
    roundedTooMuch = List.copyOf(roundedTooMuch);
  }
}
