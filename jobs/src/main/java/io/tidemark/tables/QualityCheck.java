package io.tidemark.tables;

import java.util.Locale;
import org.apache.spark.sql.Row;

/** A check of the input that reports findings without rejecting rows. */
public enum QualityCheck {
  CUSTOMER_UNKNOWN(
      Severity.WARNING,
      "Invoices of customers missing from the customers file (kept, with placeholder customers)"),
  CUSTOMERS_FILE_ABSENT(
      Severity.WARNING,
      Scope.FILE,
      "No customers file (customers are taken from invoices; without creation dates, new and"
          + " returning customers can be confused)"),
  ADJUSTMENT_CUSTOMER_UNKNOWN(
      Severity.WARNING,
      "Adjustments of customers missing from the customers file (kept, with placeholder"
          + " customers)"),
  TOTAL_IDENTITY(
      Severity.WARNING,
      "Invoices where subtotal - discount + exclusive tax differs from the total"),
  CREATION_IMPLAUSIBLE(
      Severity.WARNING,
      Scope.FILE,
      "Invoices created more than 92 days before or after all their other dates (they do not extend"
          + " the data period)"),
  ROUNDING_UNEXPLAINED(
      Severity.WARNING,
      "Invoices with an amount that differs from their MRR by more than rounding (low confidence)"),
  LAYER_OUTSIDE_CYCLE(Severity.WARNING, "MRR layers that extend beyond their billing cycle"),
  MRR_NEGATIVE(Severity.WARNING, "Periods of customers with negative MRR (counted as 0)"),
  REVENUE_DISPLACED(
      Severity.WARNING,
      Scope.FILE,
      "Customers with more than a month of paid service cut by a later invoice without a credit"
          + " (low confidence, see displaced_revenue)"),
  CONSOLIDATED_INVOICES(
      Severity.WARNING,
      Scope.FILE,
      "Invoices without a subscription that renew each other (they count as MRR with low"
          + " confidence, see the setting consolidated_invoices)"),
  DUE_DATE_IMPLAUSIBLE(Severity.NOTE, "Implausible due dates, such as 1970 (ignored)"),
  REFUNDS(Severity.WARNING, Scope.FILE, "Customers with refunds, which do not lower MRR"),
  ROW_REJECTED(Severity.WARNING, "Rejected rows (see rejects for reasons)"),
  ID_DUPLICATE(Severity.NOTE, "Duplicate rows (one is kept)"),
  ID_SUPERSEDED(Severity.NOTE, "Rows superseded by a later file"),
  TAX_UNKNOWN(Severity.WARNING, Scope.FILE, "Files without tax columns (MRR may include tax)"),
  PERIOD_END_INCLUSIVE(
      Severity.WARNING,
      Scope.FILE,
      "Invoices with a period read as including its last day or second, as each ends just before"
          + " the next one starts (see period_end in the source profile)"),
  COLUMN_ABSENT(
      Severity.WARNING,
      Scope.FILE,
      "Files without optional columns that MRR and its movements depend on"),
  FILE_HEADER_ONLY(Severity.WARNING, "Files with a header but no rows"),
  COLUMN_UNKNOWN(Severity.NOTE, "Files with unmapped columns (ignored)"),
  COLUMN_RESEMBLES(
      Severity.WARNING,
      Scope.FILE,
      "Unmapped columns with a name similar to a known one (map them in a copy of the source"
          + " profile)"),
  DECIMAL_SIGNS(Severity.NOTE, "Files with a decimal comma in some columns and a point in others"),
  FINAL_NEWLINE_MISSING(
      Severity.WARNING,
      Scope.FILE,
      "Files without a line end after the last row (the file may be truncated)"),
  LAST_VALUE_UNCERTAIN(
      Severity.WARNING,
      Scope.FILE,
      "Files without a line end after the last row and with a last value that may be truncated"),
  BYTE_ORDER_MARK(Severity.NOTE, "Files that start with a UTF-8 byte-order mark");

  /** The severity of a finding. */
  public enum Severity {
    /** A figure may be wrong; the finding should be checked. */
    WARNING,
    /** For information: no figure is wrong. */
    NOTE;

    /** Returns the name in tables: lower case. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The figures that a finding affects. */
  public enum Scope {
    /** Only figures that depend on the rows found. */
    ROWS,
    /** Every figure: the run's summary and the top of the report show it. */
    FILE
  }

  /** The title of findings of {@link Scope#FILE}. */
  public static final String FILE_WIDE_TITLE = "Check first: affects all figures";

  private final Severity severity;
  private final Scope scope;
  private final String definition;

  QualityCheck(Severity severity, String definition) {
    this(severity, Scope.ROWS, definition);
  }

  QualityCheck(Severity severity, Scope scope, String definition) {
    this.severity = severity;
    this.scope = scope;
    this.definition = definition;
  }

  public Severity severity() {
    return severity;
  }

  /** Returns whether a finding affects the figures of the whole file. */
  public boolean isFileWide() {
    return scope == Scope.FILE;
  }

  /** Returns the definition for documentation. */
  public String definition() {
    return definition;
  }

  /**
   * Returns a row of {@link StagingTables#DATA_QUALITY}.
   *
   * @param total the number of rows that were checked; 0 if there is no share
   * @param example null if there is none
   */
  public Row row(long rows, long total, String example) {
    return row(definition, rows, total, example);
  }

  /** Returns a row with a description that differs from the definition. */
  public Row row(String what, long rows, long total, String example) {
    return RowBuilder.of(StagingTables.DATA_QUALITY)
        .set("check", name())
        .set("what", what)
        .set("severity", severity.text())
        .set("is_file_wide", isFileWide())
        .set("rows", rows)
        .set("share", total == 0 ? null : (double) rows / total)
        .set("example", example)
        .build();
  }
}
