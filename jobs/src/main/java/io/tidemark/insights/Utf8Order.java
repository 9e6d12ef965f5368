package io.tidemark.insights;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Orders texts by the bytes of their UTF-8 form, as Spark and the exports do. {@link
 * String#compareTo} differs from it where a text has characters outside the basic plane.
 */
public final class Utf8Order {
  private Utf8Order() {}

  /** Compares two texts. */
  public static int compare(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
