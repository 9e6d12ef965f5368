package io.tidemark.tables;

import java.util.Locale;

/** Why the MRR of a published day is another in a later run; the strongest first. */
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

  /** What it means, for a person. */
  public String definition() {
    return definition;
  }

  /** As it stands in tables: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The same for rows of one kind: what is not converted no rate can change. */
  public RestatementCause ofRows(boolean isConverted) {
    return this == RATES && !isConverted ? WINDOW : this;
  }

  /** The one of a text. */
  public static RestatementCause of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
