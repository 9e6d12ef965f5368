package io.tidemark.query;

import io.tidemark.errors.Printable;

/** The name of a customer: a label beside its id, nothing else. */
final class CustomerName {
  private CustomerName() {}

  /** The id, and the name in brackets where there is one, as they may be shown. */
  static String labelled(String customerId, String name) {
    String id = Printable.whole(customerId);
    return name == null ? id : id + " (" + Printable.escaped(name) + ")";
  }
}
