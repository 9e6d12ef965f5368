package io.tidemark.errors;

/** Errors of runs that build on a previous run. */
public final class RunErrors {
  private RunErrors() {}

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
