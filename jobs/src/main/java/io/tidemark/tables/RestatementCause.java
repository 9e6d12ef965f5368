package io.tidemark.tables;

import java.util.Locale;

/** The cause of a different MRR on a published day in a later run, the strongest first. */
public enum RestatementCause {
  CORRECTION(
      "A published invoice has a different amount, period, customer or subscription, or was"
          + " removed"),
  STATUS_CHANGE(
      "A published invoice now counts, no longer counts, or counts until a different day"),
  LATE_INVOICE("An invoice created before the end of the published data was missing from it"),
  LATER_INVOICE("A new invoice bills a change that took effect earlier"),
  ADJUSTMENT("A manual adjustment was added or removed"),
  CUSTOMER("The customers file has a different creation date for the customer"),
  POLICY("The policy or the known-at time changed"),
  CODE("Computed by another version of Tidemark"),
  RATES("A currency is converted at a different rate"),
  WINDOW("The data starts or ends on a different day; MRR pending at its end is settled");

  private final String definition;

  RestatementCause(String definition) {
    this.definition = definition;
  }

  /** Returns the definition for documentation. */
  public String definition() {
    return definition;
  }

  /** Returns the name in tables: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the cause for converted or for native rows: a rate cannot change MRR that is not
   * converted.
   */
  public RestatementCause ofRows(boolean isConverted) {
    return this == RATES && !isConverted ? WINDOW : this;
  }

  /** Returns the cause with a name as in {@link #text}. */
  public static RestatementCause of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
