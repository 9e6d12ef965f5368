package io.tidemark.errors;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * An error that the user can act on. It has a problem, a reason and a remedy, in at most three
 * lines, or one line for each of several problems. Only {@link Errors} and {@link Problems} create
 * it; any other exception that reaches the command line is a bug.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final String problem;
  private final String reason;
  private final String remedy;
  private final ArrayList<Problem> problems;

  /**
   * A single problem.
   *
   * @param text problem and reason in one line
   * @param remedy what to do
   */
  public record Problem(ErrorCode code, String text, String remedy) implements Serializable {}

  UserError(ErrorCode code, String problem, String reason, String remedy) {
    this(
        code,
        problem,
        reason,
        remedy,
        List.of(new Problem(code, problem + ". " + reason.replace('\n', ' '), remedy)));
  }

  /** Creates an error of several problems; the reason has a line for each. */
  UserError(ErrorCode code, String problem, String reason, String remedy, List<Problem> problems) {
    super(code + ": " + problem + "\n" + reason + "\n" + remedy);
    this.code = code;
    this.problem = problem;
    this.reason = reason;
    this.remedy = remedy;
    this.problems = new ArrayList<>(problems);
  }

  public ErrorCode code() {
    return code;
  }

  public ExitCode exitCode() {
    return code.exitCode();
  }

  /** Returns the problem in one line. */
  public String problem() {
    return problem;
  }

  /** Returns the reason; with several problems, a line for each. */
  public String reason() {
    return reason;
  }

  /** Returns what to do about it. */
  public String remedy() {
    return remedy;
  }

  /** Returns the problems one by one. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }
}
