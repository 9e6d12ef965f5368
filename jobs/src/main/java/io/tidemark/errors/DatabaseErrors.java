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

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
