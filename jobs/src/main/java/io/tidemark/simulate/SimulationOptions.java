package io.tidemark.simulate;

import io.tidemark.errors.Errors;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a simulation. Equal options give byte-identical worlds; a larger world starts
 * with the customers of a smaller one.
 *
 * @param seed any number
 * @param subscriptions number of customers who subscribe; second subscriptions and those of
 *     returning customers are additional
 * @param from start of the world, which has no customers then
 * @param to end of the world, when it is exported
 * @param windowFrom with {@code windowTo}, the creation dates of the invoices in the export; their
 *     statuses are as of {@code windowTo}
 * @param hasSeconds whether events occur at any second, which the export truncates, or on whole
 *     minutes, so that the export is exact
 */
public record SimulationOptions(
    long seed,
    int subscriptions,
    Instant from,
    Instant to,
    Instant windowFrom,
    Instant windowTo,
    boolean hasSeconds,
    Rates rates) {
  private static final int MOST_YEARS = 50;

  /**
   * Validates the options.
   *
   * @throws io.tidemark.errors.UserError with all problems
   */
  public SimulationOptions {
    List<String> problems = new ArrayList<>();
    if (subscriptions < 1) {
      problems.add("--subscriptions: " + subscriptions + " must be at least 1");
    }
    if (!from.isBefore(to)) {
      problems.add("--from: " + from + " must be before --to, " + to);
    }
    if (to.isAfter(from.atOffset(ZoneOffset.UTC).plusYears(MOST_YEARS).toInstant())) {
      problems.add("--to: " + to + " must be within " + MOST_YEARS + " years of --from");
    }
    if (!windowFrom.isBefore(windowTo) || windowFrom.isBefore(from) || windowTo.isAfter(to)) {
      problems.add("--window-from, --window-to: must be in order and within --from and --to");
    }
    if (!problems.isEmpty()) {
      throw Errors.commandLine("simulate", problems);
    }
  }
}
