package io.tidemark.insights;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Orders strings by their UTF-8 bytes, as Spark and the exports do. {@link String#compareTo} gives
 * another order for characters outside the Basic Multilingual Plane.
 */
public final class Utf8Order {
  private Utf8Order() {}

  /** Compares two strings. */
  public static int compare(String one, String other) {
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
