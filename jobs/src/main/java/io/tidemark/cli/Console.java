package io.tidemark.cli;

import io.tidemark.run.Progress;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Prints the progress of a command to standard error and its result to standard output. On a
 * terminal, progress is one line that is rewritten in place with spaces and carriage returns, which
 * every terminal understands. Elsewhere, each step that takes a while is a line.
 */
public final class Console implements Progress, AutoCloseable {
  private static final double LONG_SECONDS = 1;
  private static final long REDRAW_MILLIS = 500;

  private final PrintStream answer;
  private final PrintStream status;
  private final Verbosity verbosity;
  private final int columns;
  private final LongSupplier nanos;
  private final ProgressLine progress;
  private final Map<String, Double> steps = new LinkedHashMap<>();
  private boolean isOpen;
  private int drawn;
  private ScheduledExecutorService clock;

  /** The amount of output. */
  enum Verbosity {
    QUIET,
    NORMAL,
    VERBOSE
  }

  /**
   * Creates a console.
   *
   * @param columns the width of the terminal that {@code status} is; 0 for a pipe or a file
   * @param nanos the clock, in nanoseconds
   */
  Console(
      PrintStream answer,
      PrintStream status,
      Verbosity verbosity,
      int columns,
      LongSupplier nanos) {
    this.answer = answer;
    this.status = status;
    this.verbosity = verbosity;
    this.columns = columns;
    this.nanos = nanos;
    this.progress = new ProgressLine(nanos);
  }

  static Console onConsole(Verbosity verbosity) {
    int columns = Terminal.columns(System.getenv(), System.console() != null);
    return new Console(System.out, System.err, verbosity, columns, System::nanoTime);
  }

  @Override
  public synchronized void answer(String line) {
    // The clock redraws the line of progress; between two lines of an answer it would flicker.
    erase();
    answer.println(line);
  }

  @Override
  public synchronized void line(String line) {
    if (verbosity != Verbosity.QUIET) {
      erase();
      status.println(line);
      draw();
    }
  }

  @Override
  public boolean isVerbose() {
    return verbosity == Verbosity.VERBOSE;
  }

  @Override
  public synchronized void expect(Map<String, Double> seconds) {
    progress.expect(seconds);
  }

  @Override
  public <T> T step(String name, Supplier<T> work) {
    begin(name);
    return stepAside(name, work);
  }

  private synchronized void begin(String name) {
    isOpen = true;
    progress.begin(name);
    if (isDrawn() && clock == null) {
      clock = Executors.newSingleThreadScheduledExecutor(Console::daemon);
      clock.scheduleAtFixedRate(this::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
    }
    draw();
  }

  @Override
  public <T> T stepAside(String name, Supplier<T> work) {
    long begun = nanos.getAsLong();
    T result = work.get();
    end(name, (nanos.getAsLong() - begun) / 1e9);
    return result;
  }

  private synchronized void end(String name, double seconds) {
    steps.put(name, seconds);
    progress.end(name);
    boolean isLong = columns == 0 && seconds >= LONG_SECONDS;
    if (isVerbose() || isLong) {
      line(String.format(Locale.ROOT, "  %-40s %6.1f s", name, seconds));
    } else {
      draw();
    }
  }

  @Override
  public void done(String what, String... next) {
    close();
    line(String.format(Locale.ROOT, "%s in %.1f s", what, progress.seconds()));
    for (String command : next) {
      line("  " + command);
    }
  }

  @Override
  public synchronized Map<String, Double> seconds() {
    return Map.copyOf(steps);
  }

  /** Erases the line of progress for good. */
  @Override
  public synchronized void close() {
    if (clock != null) {
      clock.shutdownNow();
    }
    erase();
    isOpen = false;
  }

  private boolean isDrawn() {
    return columns > 0 && verbosity != Verbosity.QUIET;
  }

  private synchronized void draw() {
    if (isDrawn() && isOpen) {
      // A full last column would wrap the line on some terminals.
      String line = progress.text(columns - 1);
      status.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
      status.flush();
      drawn = line.length();
    }
  }

  private void erase() {
    if (drawn > 0) {
      status.print("\r" + " ".repeat(drawn) + "\r");
      status.flush();
      drawn = 0;
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "progress");
    thread.setDaemon(true);
    return thread;
  }
}
