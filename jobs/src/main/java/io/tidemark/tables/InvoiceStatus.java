package io.tidemark.tables;

import java.util.Locale;

/** What the billing system says of an invoice. */
public enum InvoiceStatus {
  /** Not final yet: never counts. */
  DRAFT,
  /** Final, not paid yet. */
  OPEN,
  /** Paid. */
  PAID,
  /** Declared a mistake: never counts. */
  VOID,
  /** Given up: counts until it was marked so. */
  UNCOLLECTIBLE;

  /** As it stands in tables and files: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
