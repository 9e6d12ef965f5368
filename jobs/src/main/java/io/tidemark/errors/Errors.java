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

  /**
   * @param why as the driver says it, in one line; drivers never repeat the password
   */
  public static UserError databaseUnreachable(String address, String why) {
    return new UserError(
        ErrorCode.DATABASE_UNREACHABLE,
        "cannot connect to the PostgreSQL database " + address,
        why.replaceAll("\\s+", " "),
        "Check relational.* in the policy, the server, and TIDEMARK_DB_PASSWORD.");
  }

  /** A run that readers are to see, but whose answer cannot be found. */
  public static UserError runUnknown(String problem, String reason) {
    return new UserError(
        ErrorCode.RUN_UNKNOWN,
        problem,
        reason,
        "Give the --warehouse of an earlier run, or start one: scripts/tidemark run");
  }

  /** A database shared by runs that holds another one than readers are to see. */
  public static UserError runNotLoaded(String address, String held, String current) {
    return new UserError(
        ErrorCode.RUN_UNKNOWN,
        "the database " + address + " holds another run",
        "It holds " + held + ", while the current run is " + current + ".",
        "Load the current run into it: scripts/tidemark publish");
  }

  /**
   * @param customers their ids as they were asked for
   */
  public static UserError customersNotFound(List<String> customers) {
    List<String> named = customers.stream().distinct().limit(5).map(Errors::oneLine).toList();
    return new UserError(
        ErrorCode.CUSTOMER_NOT_FOUND,
        "no such customer: " + String.join(", ", named) + (customers.size() > 5 ? ", ..." : ""),
        "Neither the customers file nor an invoice of this run names it.",
        "Check the id, capital letters included; it is the billing system's, such as cus_...");
  }

  /** A file of questions that cannot be understood. */
  public static UserError questionsUnreadable(Path path, List<String> problems) {
    return new UserError(
        ErrorCode.FILE_REFUSED,
        "cannot read the questions in " + path,
        String.join("\n", problems),
        "Give a CSV file with the columns customer and date: cus_1,2024-01-31");
  }

  private static String oneLine(String id) {
    return id.replaceAll("\\p{Cntrl}", "?");
  }
}
