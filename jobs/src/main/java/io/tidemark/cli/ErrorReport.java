package io.tidemark.cli;

import io.tidemark.errors.ErrorCode;
import io.tidemark.errors.ExitCode;
import io.tidemark.errors.UserError;
import java.util.List;

/**
 * The error of a command as {@code --json} prints it.
 *
 * @param code an {@link ErrorCode}; {@code UNEXPECTED} for a bug
 * @param reason a line for each of several problems
 * @param problems each problem with its reason, in one line
 */
record ErrorReport(
    String code,
    int exitCode,
    String problem,
    String reason,
    String remedy,
    List<String> problems) {
  static final String UNEXPECTED = "UNEXPECTED";

  static ErrorReport of(UserError error) {
    return new ErrorReport(
        error.code().name(),
        error.exitCode().value(),
        error.problem(),
        error.reason(),
        error.remedy(),
        error.problems().stream().map(UserError.Problem::text).toList());
  }

  /** Returns the report of a failure that is a bug. */
  static ErrorReport unexpected(String problem, String remedy) {
    return new ErrorReport(
        UNEXPECTED,
        ExitCode.OUR_FAULT.value(),
        problem,
        "This is a bug in Tidemark. Nothing was published.",
        remedy,
        List.of(problem));
  }

  /** Returns the report as text: problem, reason and remedy in one line each. */
  String text() {
    return code + ": " + problem + "\n" + reason + "\n" + remedy;
  }
}
