package io.tidemark.errors;

import java.util.stream.Stream;

/** Sums and products of amounts that need more than 64 bits. */
public final class Overflow {
  private Overflow() {}

  /** Returns whether arithmetic out of range caused a failure; a division by zero is none. */
  public static boolean isCauseOf(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .anyMatch(
            cause ->
                cause instanceof ArithmeticException
                    && !String.valueOf(cause.getMessage()).matches("(?is).*\\b(by.)?zero\\b.*"));
  }
}
