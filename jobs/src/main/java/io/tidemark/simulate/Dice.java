package io.tidemark.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** The random choices of one life; equal seeds give equal lives on every machine. */
final class Dice {
  private static final String LETTERS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final SplittableRandom random;
  private final boolean hasSeconds;

  private Dice(SplittableRandom random, boolean hasSeconds) {
    this.random = random;
    this.hasSeconds = hasSeconds;
  }

  /** The dice of one life among many: they depend on no other life. */
  static Dice of(long seed, int life, boolean hasSeconds) {
    long mixed = new SplittableRandom(seed).nextLong() + life * 0xD1342543DE82EF95L;
    return new Dice(new SplittableRandom(mixed).split(), hasSeconds);
  }

  /** Dice for a part of the life: what they decide leaves the rest as it is. */
  Dice split() {
    return new Dice(random.split(), hasSeconds);
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /** Which of several shares was drawn, by position; the rest comes after the last. */
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

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** From {@code least} to {@code most}. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  @SafeVarargs
  final <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** A moment on a whole minute, or second where the world has them, in {@code [from, to)}. */
  Instant moment(Instant from, Instant to) {
    long unit = hasSeconds ? 1 : 60;
    long units = Math.max(1, Duration.between(from, to).toSeconds() / unit);
    return from.plusSeconds(unit * random.nextLong(units));
  }

  Duration minutes(int least, int most) {
    int seconds = hasSeconds ? random.nextInt(60) : 0;
    return Duration.ofMinutes(between(least, most)).plusSeconds(seconds);
  }

  /** An id as the billing system makes them. */
  String id(String prefix, int length) {
    StringBuilder id = new StringBuilder(prefix);
    for (int position = 0; position < length; position++) {
      id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return id.toString();
  }
}
