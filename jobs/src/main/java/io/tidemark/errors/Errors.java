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

  public static UserError unreadable(Path path, String why) {
    return unreadable(path.toString(), why);
  }

  /** The same for a path that need not be local. */
  public static UserError unreadable(String path, String why) {
    return new UserError(
        ErrorCode.PATH_UNREADABLE,
        "cannot read " + path,
        why,
        "Check the path and its permissions; paths are relative to where you called from.");
  }

  /**
   * An input file whose rows cannot be trusted as a whole.
   *
   * @param code why, and the exit code
   * @param place the file, with the line where there is one
   */
  public static UserError fileRefused(ErrorCode code, String place, String why, String remedy) {
    return new UserError(code, "refused " + place, why, remedy);
  }

  public static UserError warehouseBusy(Path lock) {
    return new UserError(
        ErrorCode.WAREHOUSE_BUSY,
        "another run holds the warehouse",
        "It has locked " + lock + "; two writers on one warehouse would lose commits.",
        "Wait for it to end, or give this run its own --warehouse.");
  }
}
