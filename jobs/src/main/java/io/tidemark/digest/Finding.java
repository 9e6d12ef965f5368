package io.tidemark.digest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Something in a digest that a run can report with its exit code. */
public enum Finding {
  WARNING,
  RESTATEMENT,
  SIGNIFICANT_DAY;

  /** Returns the name on the command line. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the names of all findings. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(Finding::text).toList();
  }

  /** Returns the finding with a name. */
  public static Optional<Finding> of(String text) {
    return Arrays.stream(values()).filter(finding -> finding.text().equals(text)).findFirst();
  }

  /** Returns what a digest contains of this kind, in one line; empty if nothing. */
  public Optional<String> in(Digest digest) {
    return switch (this) {
      case WARNING ->
          described("warnings", digest.warnings().stream().map(Digest.Warning::check).toList());
      case SIGNIFICANT_DAY ->
          described(
              "significant days",
              digest.significantDays().stream().map(day -> day.date().toString()).toList());
      case RESTATEMENT ->
          Optional.ofNullable(digest.restatements())
              .map(
                  days ->
                      String.format(
                          Locale.ROOT,
                          "restated days: %d, from %s to %s",
                          days.days(),
                          days.firstDay(),
                          days.lastDay()));
    };
  }

  private static Optional<String> described(String what, List<String> found) {
    return found.isEmpty() ? Optional.empty() : Optional.of(what + ": " + String.join(", ", found));
  }
}
