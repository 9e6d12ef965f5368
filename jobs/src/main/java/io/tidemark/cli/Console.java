package io.tidemark.cli;

import io.tidemark.run.Progress;
import java.io.PrintStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Prints the progress of a command to standard error and its result to standard output. */
public final class Console implements Progress {
  private final PrintStream talk;
  private final PrintStream answer;
  private final boolean quiet;
  private final boolean terminal;
  private final long start = System.nanoTime();
  private final Map<String, Double> steps = Collections.synchronizedMap(new LinkedHashMap<>());

  Console(PrintStream answer, PrintStream talk, boolean quiet, boolean terminal) {
    this.answer = answer;
    this.talk = talk;
    this.quiet = quiet;
    this.terminal = terminal;
  }

  static Console onConsole(boolean quiet) {
    return new Console(System.out, System.err, quiet, System.console() != null);
  }

  @Override
  public void answer(String line) {
    answer.println(line);
  }

  @Override
  public void line(String line) {
    if (!quiet) {
      talk.println(line);
    }
  }

  @Override
  public <T> T step(String name, Supplier<T> work) {
    if (!quiet && terminal) {
      talk.print("  " + name + " ...");
      talk.flush();
    }
    try {
      return stepAside(name, work);
    } catch (RuntimeException failure) {
      if (terminal) {
        line("");
      }
      throw failure;
    }
  }

  @Override
  public <T> T stepAside(String name, Supplier<T> work) {
    long begun = System.nanoTime();
    T result = work.get();
    double seconds = secondsSince(begun);
    steps.put(name, seconds);
    line(String.format(Locale.ROOT, "%s  %-40s %6.1f s", terminal ? "\r" : "", name, seconds));
    return result;
  }

  @Override
  public void done(String what, String... next) {
    line(String.format(Locale.ROOT, "%s in %.1f s", what, secondsSince(start)));
    for (String command : next) {
      line("  " + command);
    }
  }

  private static double secondsSince(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  @Override
  public Map<String, Double> seconds() {
    synchronized (steps) {
      return Map.copyOf(steps);
    }
  }
}
