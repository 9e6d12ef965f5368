package io.tidemark.errors;

import io.tidemark.errors.UserError.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Gathers the user's errors of steps that do not need each other, so that all are told at once. */
public final class Problems {
  private final List<UserError> errors = new ArrayList<>();

  /** What a step gives, never null; nothing where it ends in a user's error, which is kept. */
  public <T> Optional<T> attempt(Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (UserError error) {
      errors.add(error);
      return Optional.empty();
    }
  }

  /** Does a step; its user's error is kept. */
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

  /** Everything kept so far, one by one. */
  public List<Problem> all() {
    return errors.stream().flatMap(error -> error.problems().stream()).toList();
  }

  /**
   * Goes on where nothing was kept.
   *
   * @throws UserError the one that was kept, or one with a line for each problem; where one of them
   *     is a wrong command line or configuration, it is one too
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
