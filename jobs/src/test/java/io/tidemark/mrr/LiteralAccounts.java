package io.tidemark.mrr;

import java.math.BigInteger;
import java.time.LocalDate;

/** Exchange factors as a person writes them, and what accounts hold as text. */
public final class LiteralAccounts {
  private LiteralAccounts() {}

  static String text(MrrInterval interval) {
    return "%s %s %d".formatted(interval.validFrom(), interval.validTo(), interval.mrrMinor());
  }

  static String text(MrrMovement movement) {
    return "%s %s %d -> %d"
        .formatted(
            movement.date(),
            movement.movement().text(),
            movement.beforeMinor(),
            movement.afterMinor());
  }

  /**
   * Returns a factor of a line such as {@code USD 2025-03-10 2025-03-20 2 5 1 2}: currency, first
   * day, first day after, fraction, and that of the days before if any.
   */
  public static ExchangeFactor factor(String line) {
    String[] words = line.split(" ");
    boolean isFirst = words.length < 6;
    return new ExchangeFactor(
        words[0],
        LocalDate.parse(words[1]),
        LocalDate.parse(words[2]),
        new BigInteger(words[3]),
        new BigInteger(words[4]),
        isFirst ? null : new BigInteger(words[5]),
        isFirst ? null : new BigInteger(words[6]));
  }
}
