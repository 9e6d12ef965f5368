package io.tidemark.tables;

import java.util.Locale;

/** The cause of a change of MRR. Every change has exactly one. */
public enum Movement {
  /** MRR that started before the data. */
  OPENING,
  /** The first MRR of a customer. */
  NEW,
  /** MRR increases. */
  EXPANSION,
  /** MRR decreases, but not to zero. */
  CONTRACTION,
  /** MRR drops to zero. */
  CHURN,
  /** MRR returns after dropping to zero. */
  REACTIVATION,
  /** The exchange rate changes. */
  FX;

  /** Returns the name in tables: lower case. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the column of daily and monthly tables with its sum. */
  public String column() {
    return text() + "_minor";
  }
}
