package io.tidemark.tables;

import java.util.Locale;

/** Why the MRR of a published day is another in a later run; the strongest first. */
public enum RestatementCause {
  CORRECTION(
      "A published invoice has another amount, period, customer or subscription, or is gone"),
  STATUS_CHANGE(
      "A published invoice counts now and did not, the other way round, or until another day"),
  LATE_INVOICE("An invoice that was written before the published data ended, and was not in it"),
  LATER_INVOICE("An invoice written since tells of days before: a change billed with the renewal"),
  ADJUSTMENT("A correction by hand came, or is gone"),
  CUSTOMER("The customers file says something else of when the customer was created"),
  POLICY("The policy, or the time at which things are known, is another"),
  CODE("Another version computed"),
  RATES("A currency is converted by another rate"),
  WINDOW("The data ends, or begins, elsewhere: what was expected at its end is settled");

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
