package io.tidemark.errors;

import java.nio.file.Path;
import java.util.List;

/** Errors of runs that build on a previous run, or that have findings. */
public final class RunErrors {
  private RunErrors() {}

  /**
   * Returns the error for a published run with findings that the user asked to fail on.
   *
   * @param findings a line for each kind
   * @param digest the file that describes them
   */
  public static UserError hasFindings(String runId, List<String> findings, Path digest) {
    return new UserError(
        ErrorCode.FINDINGS,
        "run " + runId + " was published, with findings",
        String.join("\n", findings),
        "Read " + digest + ".");
  }

  /**
   * Returns the error for a run that this version cannot build on because it lacks {@code what}.
   */
  public static UserError notToBuildOn(String runId, String what) {
    return new UserError(
        ErrorCode.WAREHOUSE_OLDER,
        "another version of Tidemark wrote this warehouse",
        "Its current run " + runId + " lacks " + what + ".",
        "Ingest all files into another --warehouse.");
  }
}
