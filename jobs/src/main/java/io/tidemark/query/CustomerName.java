package io.tidemark.query;

import io.tidemark.errors.Printable;

/** Formats the name of a customer, which is only a label for the id. */
final class CustomerName {
  private CustomerName() {}

  /** Returns the id with the name in brackets, if there is one, safe for display. */
  static String labelled(String customerId, String name) {
    String id = Printable.whole(customerId);
    return name == null ? id : id + " (" + Printable.escaped(name) + ")";
  }
}
