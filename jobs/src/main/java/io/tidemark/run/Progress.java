package io.tidemark.run;

import java.util.Map;
import java.util.function.Supplier;

/** Reports the steps of a run and its result to the user. */
public interface Progress {
  /** Prints a line of the result. */
  void answer(String line);

  /** Prints a line about the work. */
  void line(String line);

  /** Returns whether the user asked for all details. */
  boolean isVerbose();

  /**
   * Announces steps before they start.
   *
   * @param seconds the duration of each on some other run, by name
   */
  void expect(Map<String, Double> seconds);

  /** Runs a step and reports its duration. */
  <T> T step(String name, Supplier<T> work);

  /** Runs a step in parallel with others and reports its duration. */
  <T> T stepAside(String name, Supplier<T> work);

  /** Reports the end of the work and the commands to try next. */
  void done(String what, String... next);

  /** Returns the duration of each step so far in seconds, by name. */
  Map<String, Double> seconds();
}
