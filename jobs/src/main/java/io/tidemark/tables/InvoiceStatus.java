package io.tidemark.tables;

import java.util.Locale;

/** The status of an invoice in the billing system. */
public enum InvoiceStatus {
  /** Not final yet: never counts. */
  DRAFT,
  /** Final, not paid yet. */
  OPEN,
  /** Paid. */
  PAID,
  /** Declared a mistake: never counts. */
  VOID,
  /** Marked uncollectible: counts until the day it was marked. */
  UNCOLLECTIBLE;

  /** Returns the name in tables and files: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
