package io.tidemark.run;

import io.tidemark.errors.UserError.Problem;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a run would make of its input.
 *
 * @param isAccepted whether a run would go on
 * @param refusals why not, one by one
 * @param files every file that could be read, in the order of ingest
 * @param rejects why rows are left out, the most frequent reason first
 * @param findings what a reader of the figures should know, as in {@code data_quality}
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
   * A file and its account.
   *
   * @param kind invoices or customers
   * @param unknownColumns columns nobody reads
   * @param rows of the whole file
   * @param sums the same rows by currency; of a file without currencies one, without amounts
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
   * @param currency ISO 4217; null where there is none that can be read
   * @param accepted the rows that go on, and so on
   * @param acceptedAmount the sum of their totals, major units; null without a currency
   * @param rejectedAmount the sum of those totals that can be read
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
   * A reason to leave rows out.
   *
   * @param meaning the reason for a person
   * @param values how many values it holds for
   * @param column as the file names it; empty for the whole row
   * @param value as it stands; null for the whole row
   * @param remedy the profile line or change of the export that would read it; null if unknown
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
   * @param isFileWide affects all figures, not only those of these rows
   * @param share of all rows; null where there is none
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
