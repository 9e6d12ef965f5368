package io.tidemark.errors;

/** Errors of command lines that cannot be parsed. */
public final class UsageErrors {
  private UsageErrors() {}

  /**
   * Returns the error for an invalid command line.
   *
   * @param problem one line; a second line, if any, is the reason
   * @param command the command it was for
   * @param suggestion what was probably meant; empty if there is none
   */
  public static UserError commandLine(String problem, String command, String suggestion) {
    String[] lines = problem.split("\n", 2);
    String reason = lines.length > 1 ? lines[1] : "Nothing was done.";
    return new UserError(
        ErrorCode.COMMAND_LINE_INVALID,
        lines[0],
        suggestion.isEmpty() ? reason : "Did you mean " + suggestion + "?",
        "Run \"" + command + " --help\" for its options.");
  }

  /** Returns the error for a command line without a command. */
  public static UserError noCommand(String commands) {
    return new UserError(
        ErrorCode.COMMAND_LINE_INVALID,
        "no command was given",
        "The commands are " + commands + ".",
        "Run \"tidemark --help\" for what they do.");
  }
}
