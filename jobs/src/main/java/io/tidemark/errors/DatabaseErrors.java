package io.tidemark.errors;

import java.nio.file.Path;

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
        "Check relational.* in the policy, the server, and TIDEMARK_DB_PASSWORD.");
  }

  /** A server that went away, or could not go on, while a run was loaded. */
  public static UserError lost(String address, String why) {
    return new UserError(
        ErrorCode.DATABASE_UNREACHABLE,
        "the PostgreSQL database " + address + " broke off",
        oneLine(why),
        "Nothing was published: what was current still is. Check the server and run again.");
  }

  /** A database shared by runs that holds another one than readers are to see. */
  public static UserError holdsAnother(String address, String held, String current) {
    return new UserError(
        ErrorCode.RUN_UNKNOWN,
        "the database " + address + " holds another run",
        "It holds " + held + ", while the current run is " + current + ".",
        "Load the current run into it: scripts/tidemark rollback " + current);
  }

  /** A run that keeps nothing that could be asked. */
  public static UserError leftOut(Path runFolder) {
    return new UserError(
        ErrorCode.RELATIONAL_LEFT_OUT,
        "run " + runFolder.getFileName() + " keeps no relational store",
        "It was made with relational.store=none; query, explain and diff read that store.",
        "Read " + runFolder.resolve("exports") + ", or run again with --set relational.store=h2.");
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
