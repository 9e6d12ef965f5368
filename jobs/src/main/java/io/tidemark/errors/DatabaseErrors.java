package io.tidemark.errors;

/** The errors of the relational store. */
public final class DatabaseErrors {
  private DatabaseErrors() {}

  /**
   * A server that does not answer, or refuses.
   *
   * @param why as the driver says it; drivers never repeat the password
   */
  public static UserError unreachable(String address, String why) {
    return new UserError(
        ErrorCode.DATABASE_UNREACHABLE,
        "cannot connect to the PostgreSQL database " + address,
        oneLine(why),
        "Check the settings relational.*, the server and TIDEMARK_DB_PASSWORD.");
  }

  /** A server that went away, or could not go on, while a run was loaded. */
  public static UserError lost(String address, String why) {
    return new UserError(
        ErrorCode.DATABASE_UNREACHABLE,
        "lost the connection to the PostgreSQL database " + address,
        oneLine(why),
        "Nothing was published; the current run is unchanged. Check the server, then run again.");
  }

  /** A run that is to be loaded where the policy names no store. */
  public static UserError noStore(String runId) {
    return new UserError(
        ErrorCode.CONFIG_INVALID,
        "cannot load run " + runId,
        "The setting relational.store is none.",
        "Choose a store: --set relational.store=h2 or --set relational.store=postgresql.");
  }

  /** A run that is not current, where runs share a PostgreSQL database. */
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
