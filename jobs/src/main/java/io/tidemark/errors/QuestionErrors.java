package io.tidemark.errors;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Errors of queries to a published run. */
public final class QuestionErrors {
  private QuestionErrors() {}

  /** Returns the error for customers that a run does not have, by the requested ids. */
  public static UserError customersNotFound(List<String> customers) {
    List<String> named = customers.stream().distinct().limit(5).map(Printable::whole).toList();
    return new UserError(
        ErrorCode.CUSTOMER_NOT_FOUND,
        "no such customer: " + String.join(", ", named) + (customers.size() > 5 ? ", ..." : ""),
        "Neither the customers file nor any invoice of this run contains it.",
        "Check the id. Use the id of the billing system, such as cus_...; it is case-sensitive.");
  }

  /**
   * Returns the error for a run whose figures do not follow from its own invoices.
   *
   * @param differences one line each
   */
  public static UserError explanationDiffers(String runId, List<String> differences) {
    return new UserError(
        ErrorCode.AUDIT_FAILED,
        "the figures of run " + runId + " do not follow from its invoices",
        differences.size() + " differences; the first is: " + Printable.whole(differences.get(0)),
        "Run again with --full. If the problem persists, please report a bug.");
  }

  /** Returns the error for an invalid file of queries. */
  public static UserError questionsUnreadable(Path path, List<String> problems) {
    return new UserError(
        ErrorCode.QUESTIONS_UNREADABLE,
        "cannot read the queries in " + path,
        problems.stream().map(Printable::whole).collect(Collectors.joining("\n")),
        "Use a CSV file with the columns customer and date, such as cus_1,2024-01-31.");
  }
}
