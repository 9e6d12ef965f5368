package io.tidemark.errors;

import java.nio.file.Path;
import java.util.List;

/** The errors of questions to a published run. */
public final class QuestionErrors {
  private QuestionErrors() {}

  /** Customers that a run does not have, by the ids that were asked for. */
  public static UserError customersNotFound(List<String> customers) {
    List<String> named =
        customers.stream().distinct().limit(5).map(QuestionErrors::oneLine).toList();
    return new UserError(
        ErrorCode.CUSTOMER_NOT_FOUND,
        "no such customer: " + String.join(", ", named) + (customers.size() > 5 ? ", ..." : ""),
        "Neither the customers file nor an invoice of this run names it.",
        "Check the id, capital letters included; it is the billing system's, such as cus_...");
  }

  /**
   * A run whose figures do not follow from its own invoices.
   *
   * @param differences what differs, one line each
   */
  public static UserError explanationDiffers(String runId, List<String> differences) {
    return new UserError(
        ErrorCode.AUDIT_FAILED,
        "what run " + runId + " published does not follow from its invoices",
        differences.size() + " differences, first: " + oneLine(differences.get(0)),
        "Run again; if it stays, it is a fault of tidemark: please report it.");
  }

  /** A file of questions that cannot be understood. */
  public static UserError questionsUnreadable(Path path, List<String> problems) {
    return new UserError(
        ErrorCode.QUESTIONS_UNREADABLE,
        "cannot read the questions in " + path,
        String.join("\n", problems),
        "Give a CSV file with the columns customer and date: cus_1,2024-01-31");
  }

  private static String oneLine(String id) {
    return id.replaceAll("\\p{Cntrl}", "?");
  }
}
