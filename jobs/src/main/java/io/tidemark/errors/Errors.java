package io.tidemark.errors;

import java.nio.file.Path;
import java.util.List;

/** Every error a user can meet, made in one place: the problem, the reason, the remedy. */
public final class Errors {
  private Errors() {}

  /** All problems of a configuration at once, one line each. */
  public static UserError configuration(List<String> problems) {
    return new UserError(
        ErrorCode.CONFIG_INVALID,
        problems.size() == 1 ? "1 setting is wrong" : problems.size() + " settings are wrong",
        String.join("\n", problems),
        "Correct them in the policy file or in --set; conf/tidemark.yaml documents every key.");
  }

  /** All problems of a command's options at once, one line each. */
  public static UserError commandLine(String command, List<String> problems) {
    return new UserError(
        ErrorCode.CONFIG_INVALID,
        problems.size() == 1 ? "1 option is wrong" : problems.size() + " options are wrong",
        String.join("\n", problems),
        "Correct the command line; tidemark help " + command + " lists the options.");
  }

  public static UserError unwritable(Path path, String why) {
    return new UserError(
        ErrorCode.PATH_UNWRITABLE,
        "cannot write " + path,
        why,
        "Check the path, its permissions and the space left, or name another.");
  }

  public static UserError unreadable(Path path, String why) {
    return new UserError(
        ErrorCode.PATH_UNREADABLE,
        "cannot read " + path,
        why,
        "Check the path and its permissions; paths are relative to where you called from.");
  }

  public static UserError warehouseBusy(Path lock) {
    return new UserError(
        ErrorCode.WAREHOUSE_BUSY,
        "another run holds the warehouse",
        "It has locked " + lock + "; two writers on one warehouse would lose commits.",
        "Wait for it to end, or give this run its own --warehouse.");
  }
}
