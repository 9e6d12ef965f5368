package io.tidemark.insights.days;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The result of the search for one day.
 *
 * @param expectedMinor mean change of such a day, minor units; empty if the day was not tested, as
 *     are the p-values
 * @param rankScore modified z-score
 */
record SignificantDay(
    MovementDay day,
    OptionalDouble expectedMinor,
    OptionalDouble pValue,
    OptionalDouble qValue,
    OptionalDouble rankScore,
    Verdict verdict,
    Optional<Scope> scope,
    Optional<String> reason) {

  /** The verdict on a day. */
  enum Verdict {
    /** Large, and unlikely to be due to chance. */
    SIGNIFICANT,
    /** Large, but within the range of chance. */
    LARGE_BUT_NORMAL,
    /** Not large. */
    ORDINARY,
    /** Large, but caused by the data window or the calendar. */
    ARTEFACT,
    /** Not fully visible, or with too little to compare it with. */
    NOT_TESTED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The scope of the cause. */
  enum Scope {
    /** Without its largest customer, the day would not be significant. */
    SINGLE_CUSTOMER,
    /** The day would also be significant without its largest customer. */
    BROAD,
    /** Not caused by customers. */
    ARTEFACT;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns whether the day is explained by customer. */
  boolean isExplained() {
    return verdict != Verdict.ORDINARY && verdict != Verdict.NOT_TESTED;
  }
}
