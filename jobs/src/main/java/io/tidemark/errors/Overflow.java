package io.tidemark.errors;

import java.util.stream.Stream;

/** Detects sums and products of amounts that need more than 64 bits. */
public final class Overflow {
  private Overflow() {}

  /** Returns whether an arithmetic overflow caused a failure; a division by zero is not one. */
  public static boolean isCauseOf(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .anyMatch(
            cause ->
                cause instanceof ArithmeticException
                    && !String.valueOf(cause.getMessage()).matches("(?is).*\\b(by.)?zero\\b.*"));
  }
}
