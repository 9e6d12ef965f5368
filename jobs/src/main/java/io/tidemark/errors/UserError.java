package io.tidemark.errors;

/**
 * An error the user can act on: what is wrong, why, and what to do, in at most three lines. Made by
 * {@link Errors} only; anything else that reaches the command line is our own fault.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  UserError(ErrorCode code, String problem, String reason, String remedy) {
    super(code + ": " + problem + "\n" + reason + "\n" + remedy);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }

  public ExitCode exitCode() {
    return code.exitCode();
  }
}
