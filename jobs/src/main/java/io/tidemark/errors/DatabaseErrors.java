package io.tidemark.errors;

/** Errors of the relational store. */
public final class DatabaseErrors {
  private DatabaseErrors() {}

  /**
   * Returns the error for a server that cannot be reached or refuses the connection.
   *
   * @param why the driver's message; drivers never repeat the password
   */
  public static UserError unreachable(String address, String why) {
    return new UserError(
        ErrorCode.DATABASE_UNREACHABLE,
        "cannot connect to the PostgreSQL database " + address,
        oneLine(why),
        "Check the settings relational.*, the server and TIDEMARK_DB_PASSWORD.");
  }

  /** Returns the error for a server that failed or was disconnected while a run was loaded. */
  public static UserError lost(String address, String why) {
    return new UserError(
        ErrorCode.DATABASE_UNREACHABLE,
        "lost the connection to the PostgreSQL database " + address,
        oneLine(why),
        "Nothing was published; the current run is unchanged. Check the server, then run again.");
  }

  /** Returns the error for a run to be loaded although the policy names no store. */
  public static UserError noStore(String runId) {
    return new UserError(
        ErrorCode.CONFIG_INVALID,
        "cannot load run " + runId,
        "The setting relational.store is none.",
        "Choose a store: --set relational.store=h2 or --set relational.store=postgresql.");
  }

  /**
   * Returns the error for a run that is not current, while the runs share a PostgreSQL database.
   */
  public static UserError holdsTheCurrentRun(String runId) {
    return new UserError(
        ErrorCode.RUN_UNKNOWN,
        "cannot load run " + runId + " into PostgreSQL",
        "The database contains the current run, and this run is not current.",
        "Make it current first (tidemark rollback " + runId + "), or --set relational.store=h2.");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
