package io.tidemark.run;

import io.tidemark.errors.UserError.Problem;
import java.math.BigDecimal;
import java.util.List;

/**
 * The result of checking the input of a run.
 *
 * @param isAccepted whether a run would accept the input
 * @param refusals the reasons against it, one by one
 * @param files every file that could be read, in the order of ingestion
 * @param rejects the reasons why rows are rejected, most frequent first
 * @param findings what readers of the figures should be aware of, as in {@code data_quality}
 */
public record CheckReport(
    boolean isAccepted,
    List<Problem> refusals,
    List<CheckedFile> files,
    List<Reject> rejects,
    List<Finding> findings) {
  public CheckReport {
    refusals = List.copyOf(refusals);
    files = List.copyOf(files);
    rejects = List.copyOf(rejects);
    findings = List.copyOf(findings);
  }

  /**
   * A file with its row counts.
   *
   * @param kind invoices or customers
   * @param unknownColumns columns that are not used
   * @param rows of the whole file
   * @param sums the same rows by currency; a file without currencies has one sum, without amounts
   */
  public record CheckedFile(
      String file, String kind, List<String> unknownColumns, long rows, List<Sum> sums) {
    public CheckedFile {
      unknownColumns = List.copyOf(unknownColumns);
      sums = List.copyOf(sums);
    }
  }

  /**
   * The rows of a file in one currency.
   *
   * @param currency ISO 4217; null if no currency can be read
   * @param accepted the number of accepted rows; the other counts likewise
   * @param acceptedAmount the sum of their totals in major units; null without a currency
   * @param rejectedAmount the sum of the readable totals of rejected rows
   */
  public record Sum(
      String currency,
      long accepted,
      long rejected,
      long identicalCopies,
      long superseded,
      BigDecimal acceptedAmount,
      BigDecimal rejectedAmount) {}

  /**
   * A reason for rejected rows.
   *
   * @param meaning the definition of the reason
   * @param values the number of values that it applies to
   * @param column as named in the file; empty for the whole row
   * @param value as in the file; null for the whole row
   * @param remedy the profile line or change of the export that would make the value readable; null
   *     if unknown
   */
  public record Reject(
      String reason,
      String meaning,
      long values,
      String file,
      long line,
      String column,
      String value,
      String remedy) {}

  /**
   * A row of {@code data_quality}.
   *
   * @param isFileWide whether it affects all figures, not only those of these rows
   * @param share of all rows; null if not applicable
   */
  public record Finding(
      String check,
      String severity,
      boolean isFileWide,
      String what,
      long rows,
      Double share,
      String example) {}
}
