package io.tidemark.util;

import java.io.Serializable;
import java.util.stream.Stream;

/**
 * A number of occurrences, and an example of one.
 *
 * @param example the first one in UTF-8 order; null if none has a name
 */
public record Found(long count, String example) implements Serializable {
  public static final Found NOTHING = new Found(0, null);

  /** Counts one occurrence per name. */
  public static Found of(Stream<String> names) {
    return names.map(Found::one).reduce(NOTHING, Found::plus);
  }

  /**
   * Counts one occurrence.
   *
   * @param name null if it has none
   */
  public static Found one(String name) {
    return new Found(1, name);
  }

  /** Returns the occurrences of both. */
  public Found plus(Found other) {
    return new Found(count + other.count, first(example, other.example));
  }

  private static String first(String one, String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Utf8Order.compare(one, other) <= 0 ? one : other;
  }
}
