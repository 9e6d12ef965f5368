package io.tidemark.insights.days;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was found about a day.
 *
 * @param expectedMinor mean change of such a day; empty where not tested, as are the p-values
 * @param rankScore modified z
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

  /** What is to be made of a day. */
  enum Verdict {
    /** Large, and hardly by chance. */
    SIGNIFICANT,
    /** Large, but such days come by chance. */
    LARGE_BUT_NORMAL,
    /** Not large. */
    ORDINARY,
    /** Large, but made by the window or the calendar. */
    ARTEFACT,
    /** Not fully visible, or there is too little to compare it with. */
    NOT_TESTED;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whose doing it is. */
  enum Scope {
    /** Without the largest customer it would be a day like others. */
    SINGLE_CUSTOMER,
    /** It would stand out without the largest customer too. */
    BROAD,
    /** Nobody's. */
    ARTEFACT;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Worth explaining customer by customer. */
  boolean isExplained() {
    return verdict != Verdict.ORDINARY && verdict != Verdict.NOT_TESTED;
  }
}
