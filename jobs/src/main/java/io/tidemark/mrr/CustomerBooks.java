package io.tidemark.mrr;

import java.util.List;

/**
 * The books of all subscriptions of a customer.
 *
 * @param postings the parts of counted invoices that no layer shows
 * @param roundedTooMuch ids of invoices whose rounding is more than rounding can explain
 */
public record CustomerBooks(List<Posting> postings, List<String> roundedTooMuch) {
  public static final CustomerBooks EMPTY = new CustomerBooks(List.of(), List.of());

  public CustomerBooks {
    postings = List.copyOf(postings);
    roundedTooMuch = List.copyOf(roundedTooMuch);
  }
}
