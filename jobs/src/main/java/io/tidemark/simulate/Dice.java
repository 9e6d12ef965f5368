package io.tidemark.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** The random choices of one customer. Equal seeds give equal choices on every machine. */
final class Dice {
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final SplittableRandom random;
  private final boolean hasSeconds;

  private Dice(SplittableRandom random, boolean hasSeconds) {
    this.random = random;
    this.hasSeconds = hasSeconds;
  }

  /** Returns the dice of one customer. They do not depend on any other customer. */
  static Dice of(long seed, int life, boolean hasSeconds) {
    long mixed = new SplittableRandom(seed).nextLong() + life * 0xD1342543DE82EF95L;
    return new Dice(new SplittableRandom(mixed).split(), hasSeconds);
  }

  /** Returns dice for a part of the choices. Their draws do not affect the rest. */
  Dice split() {
    return new Dice(random.split(), hasSeconds);
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /**
   * Draws one of several shares. Returns its position, or the number of shares for the remainder.
   */
  int pick(double... shares) {
    double left = random.nextDouble();
    for (int position = 0; position < shares.length; position++) {
      left -= shares[position];
      if (left < 0) {
        return position;
      }
    }
    return shares.length;
  }

  /** Draws a number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Draws a number from {@code least} to {@code most}. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  @SafeVarargs
  final <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /**
   * Draws a moment in {@code [from, to)} on a whole minute, or on a second if the world has
   * seconds.
   */
  Instant moment(Instant from, Instant to) {
    long unit = hasSeconds ? 1 : 60;
    long units = Math.max(1, Duration.between(from, to).toSeconds() / unit);
    return from.plusSeconds(unit * random.nextLong(units));
  }

  Duration minutes(int least, int most) {
    int seconds = hasSeconds ? random.nextInt(60) : 0;
    return Duration.ofMinutes(between(least, most)).plusSeconds(seconds);
  }

  /** Draws an id in the format of the billing system. */
  String id(String prefix, int length) {
    StringBuilder id = new StringBuilder(prefix);
    for (int position = 0; position < length; position++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
