package io.tidemark.cli;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Formats the progress of a command as one line: step k of n, the elapsed time and an estimate of
 * the time left. The estimate scales the expected durations of the remaining steps by the speed of
 * the completed ones. Not thread-safe.
 */
final class ProgressLine {
  /** Completed share of the expected time from which an estimate is shown. */
  private static final double LEAST_SHARE = 0.1;

  private final LongSupplier nanos;
  private final long start;
  private final Map<String, Double> expected = new LinkedHashMap<>();
  private final Set<String> completed = new HashSet<>();
  private String current = "";
  private double secondsAtLastStep;

  /**
   * Creates the progress of a command that starts now.
   *
   * @param nanos the clock, in nanoseconds
   */
  ProgressLine(LongSupplier nanos) {
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  /** Adds expected steps with their seconds on some other run. */
  void expect(Map<String, Double> seconds) {
    expected.putAll(seconds);
  }

  /** Makes a step the one that is shown. */
  void begin(String step) {
    expected.putIfAbsent(step, 0.0);
    current = step;
  }

  /** Counts a step as completed; it may have run in parallel with the one that is shown. */
  void end(String step) {
    expected.putIfAbsent(step, 0.0);
    completed.add(step);
    secondsAtLastStep = seconds();
  }

  /** Returns the seconds since the start of the command. */
  double seconds() {
    return (nanos.getAsLong() - start) / 1e9;
  }

  /** Returns the line in at most {@code width} characters. */
  String text(int width) {
    String line =
        String.format(
            Locale.ROOT,
            "  step %d of %d  %-26s %s%s",
            Math.min(completed.size() + 1, expected.size()),
            expected.size(),
            current,
            minutes(seconds()),
            estimate());
    return line.length() <= width ? line : line.substring(0, width);
  }

  private String estimate() {
    double all = expected.values().stream().mapToDouble(Double::doubleValue).sum();
    double done = completed.stream().mapToDouble(expected::get).sum();
    if (all == 0 || done / all < LEAST_SHARE) {
      return "";
    }
    double left = (all - done) * secondsAtLastStep / done - (seconds() - secondsAtLastStep);
    return left < 1 ? "" : ", about " + minutes(left) + " left";
  }

  /** Returns minutes and seconds: {@code 1:05} for 65. */
  private static String minutes(double seconds) {
    long whole = (long) seconds;
    return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
