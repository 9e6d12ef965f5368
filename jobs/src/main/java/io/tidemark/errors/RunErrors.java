package io.tidemark.errors;

/** The errors of runs that build on an earlier one: the problem, the reason, the remedy. */
public final class RunErrors {
  private RunErrors() {}

  /** A run whose rows this version cannot go on from: {@code what} it lacks. */
  public static UserError notToBuildOn(String runId, String what) {
    return new UserError(
        ErrorCode.WAREHOUSE_OLDER,
        "another version of Tidemark wrote this warehouse",
        "Its current run " + runId + " lacks " + what + ".",
        "Ingest all files into another --warehouse.");
  }
}
