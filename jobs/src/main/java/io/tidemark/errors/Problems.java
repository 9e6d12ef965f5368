package io.tidemark.errors;

import io.tidemark.errors.UserError.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Collects the user errors of independent steps, so that all are reported at once. */
public final class Problems {
  private final List<UserError> errors = new ArrayList<>();

  /**
   * Returns the result of a step, which is never null; empty if it throws a user error, which is
   * kept.
   */
  public <T> Optional<T> attempt(Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (UserError error) {
      errors.add(error);
      return Optional.empty();
    }
  }

  /** Runs a step; if it throws a user error, the error is kept. */
  public void attempt(Runnable step) {
    attempt(
        () -> {
          step.run();
          return true;
        });
  }

  /** Keeps an error. */
  public void add(UserError error) {
    errors.add(error);
  }

  /** Returns every problem kept so far, one by one. */
  public List<Problem> all() {
    return errors.stream().flatMap(error -> error.problems().stream()).toList();
  }

  /**
   * Throws an error if any was kept.
   *
   * @throws UserError the only error that was kept, or one with a line for each problem; if one of
   *     them is an invalid command line or configuration, so is the combined error
   */
  public void refuse() {
    if (errors.size() == 1) {
      throw errors.get(0);
    }
    if (!errors.isEmpty()) {
      throw together(all());
    }
  }

  private static UserError together(List<Problem> problems) {
    boolean isUsage =
        problems.stream().anyMatch(problem -> problem.code().exitCode() == ExitCode.USAGE);
    String lines = problems.stream().map(Problems::line).collect(Collectors.joining("\n"));
    return isUsage
        ? new UserError(
            ErrorCode.CONFIG_INVALID,
            problems.size() + " problems with the command",
            lines,
            "Correct all of them. conf/tidemark.yaml documents the settings, --help the options.",
            problems)
        : new UserError(
            ErrorCode.FILES_REFUSED,
            problems.size() + " problems with the files",
            lines,
            "Nothing was changed. Correct the files or export them again.",
            problems);
  }

  private static String line(Problem problem) {
    return problem.code() == ErrorCode.CONFIG_INVALID
        ? problem.text()
        : problem.code() + ": " + problem.text();
  }
}
