package io.tidemark.tables;

import java.util.Locale;

/** Why MRR changed; every change has exactly one of these. */
public enum Movement {
  /** It was there before the file. */
  OPENING,
  /** The first a customer ever paid. */
  NEW,
  /** More than the day before. */
  EXPANSION,
  /** Less than the day before, but not nothing. */
  CONTRACTION,
  /** Nothing any more. */
  CHURN,
  /** Again, after nothing. */
  REACTIVATION,
  /** The same, at another exchange rate. */
  FX;

  /** As it stands in tables: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The column of daily and monthly tables that sums it. */
  public String column() {
    return text() + "_minor";
  }
}
