package io.tidemark.forecast;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Checks that there is enough history for a forecast. */
final class HistoryCheck {
  static final int FEWEST_DAYS = 35;
  static final int FEWEST_RENEWALS = 10;

  private HistoryCheck() {}

  /** Returns the reason for not forecasting, if any: one line with the figures. */
  static Optional<String> objection(Snapshot snapshot, LocalDate from) {
    long days = ChronoUnit.DAYS.between(from, snapshot.origin()) + 1;
    if (days < FEWEST_DAYS) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "too little history: %d full days, at least %d required",
              days,
              FEWEST_DAYS));
    }
    int due = RenewalRates.of(snapshot.renewals().cycles()).pooled().due();
    return due < FEWEST_RENEWALS
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "too little history: %d cycles due for renewal, at least %d required",
                due,
                FEWEST_RENEWALS))
        : Optional.empty();
  }
}
