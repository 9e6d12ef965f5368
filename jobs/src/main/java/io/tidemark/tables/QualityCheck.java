package io.tidemark.tables;

import java.util.Locale;

/** What a run looks for in its input and finds worth saying, without refusing a row. */
public enum QualityCheck {
  CUSTOMER_UNKNOWN(
      Severity.WARNING, "Invoices of customers the customers file lacks: kept, as placeholders"),
  ADJUSTMENT_CUSTOMER_UNKNOWN(
      Severity.WARNING, "Adjustments of customers the customers file lacks: kept, as placeholders"),
  TOTAL_IDENTITY(
      Severity.WARNING, "Invoices whose subtotal - discount + exclusive tax is not their total"),
  CREATION_IMPLAUSIBLE(
      Severity.WARNING,
      Scope.FILE,
      "Invoices created more than 92 days before or after all of their other dates: they do not"
          + " extend the period of the data"),
  ROUNDING_UNEXPLAINED(
      Severity.WARNING,
      "Invoices whose amount differs from their MRR by more than rounding: low confidence"),
  LAYER_OUTSIDE_CYCLE(
      Severity.WARNING, "Layers of MRR that are not within the billing cycle they belong to"),
  MRR_NEGATIVE(Severity.WARNING, "Periods of customers whose MRR would be negative: counted as 0"),
  REVENUE_DISPLACED(
      Severity.WARNING,
      Scope.FILE,
      "Customers whose paid service a later invoice cut without a credit, by more than a month of"
          + " MRR: low confidence, listed in displaced_revenue"),
  CONSOLIDATED_INVOICES(
      Severity.WARNING,
      Scope.FILE,
      "Invoices without a subscription that renew one another: they make MRR at low confidence"
          + " (setting: consolidated_invoices)"),
  DUE_DATE_IMPLAUSIBLE(Severity.NOTE, "Due dates that cannot be real (1970, say): read as none"),
  REFUNDS(Severity.WARNING, Scope.FILE, "Customers with refunds, which do not lower MRR"),
  ROW_REJECTED(Severity.WARNING, "Rows left out, each with its reason in rejects"),
  ID_DUPLICATE(Severity.NOTE, "Identical copies of rows: one is kept"),
  ID_SUPERSEDED(Severity.NOTE, "Rows of which a later file has a newer state"),
  TAX_UNKNOWN(
      Severity.WARNING, Scope.FILE, "Files without the tax of their invoices: MRR may include tax"),
  PERIOD_END_INCLUSIVE(
      Severity.WARNING,
      Scope.FILE,
      "Invoices whose period was taken to include its end: each ends a day or second before the"
          + " next (source profile: period_end)"),
  COLUMN_ABSENT(
      Severity.WARNING,
      Scope.FILE,
      "Files without optional columns that MRR and its movements depend on"),
  FILE_HEADER_ONLY(Severity.WARNING, "Files with a header and no row"),
  COLUMN_UNKNOWN(Severity.NOTE, "Files with columns nobody reads"),
  COLUMN_RESEMBLES(
      Severity.WARNING,
      Scope.FILE,
      "Columns that are not read but resemble a known one; a copy of the profile can map them"),
  DECIMAL_SIGNS(Severity.NOTE, "Files with a decimal comma in some columns and a point in others"),
  FINAL_NEWLINE_MISSING(
      Severity.WARNING,
      Scope.FILE,
      "Files without a line end after the last row, so that their end may be missing"),
  LAST_VALUE_UNCERTAIN(
      Severity.WARNING,
      Scope.FILE,
      "Files without a line end after the last row, whose last value may be cut off"),
  BYTE_ORDER_MARK(Severity.NOTE, "Files that begin with the mark of UTF-8");

  /** How much it matters. */
  public enum Severity {
    /** Look at it: a figure may be off. */
    WARNING,
    /** Good to know: no figure is off. */
    NOTE;

    /** As it stands in tables: lower case. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The figures that a finding affects. */
  public enum Scope {
    /** Only figures that rest on the rows found. */
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

  /** Returns whether it affects figures for the whole file. */
  public boolean isFileWide() {
    return scope == Scope.FILE;
  }

  /** What it means, for a person. */
  public String definition() {
    return definition;
  }
}
