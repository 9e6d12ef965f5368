package io.tidemark.util;

/**
 * Orders strings by their UTF-8 bytes, as Spark and the exports do. {@link String#compareTo} gives
 * another order for characters outside the Basic Multilingual Plane.
 */
public final class Utf8Order {
  private Utf8Order() {}

  /** Compares two strings. */
  public static int compare(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int index = 0; index < length; index++) {
      char left = one.charAt(index);
      char right = other.charAt(index);
      if (left != right) {
        boolean isBeyond = Character.isSurrogate(left);
        return isBeyond == Character.isSurrogate(right) ? left - right : isBeyond ? 1 : -1;
      }
    }
    return one.length() - other.length();
  }
}
