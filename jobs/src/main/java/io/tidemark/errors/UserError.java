package io.tidemark.errors;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * An error the user can act on: what is wrong, why, and what to do, in at most three lines, or a
 * line for each of several problems. Made by {@link Errors} and {@link Problems} only; anything
 * else that reaches the command line is our own fault.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final ArrayList<Problem> problems;

  /**
   * One thing that is wrong.
   *
   * @param text what and why, in one line
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

  /** Several problems; the reason has a line for each. */
  UserError(ErrorCode code, String problem, String reason, String remedy, List<Problem> problems) {
    super(code + ": " + problem + "\n" + reason + "\n" + remedy);
    this.code = code;
    this.problems = new ArrayList<>(problems);
  }

  public ErrorCode code() {
    return code;
  }

  public ExitCode exitCode() {
    return code.exitCode();
  }

  /** Everything that is wrong, one by one. */
  public List<Problem> problems() {
    return List.copyOf(problems);
  }
}
