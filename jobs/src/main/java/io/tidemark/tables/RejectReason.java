package io.tidemark.tables;

/** The reason why a row was rejected, used as the code in {@code rejects}. */
public enum RejectReason {
  ROW_FIELD_COUNT("The record has more or fewer fields than the header"),
  ROW_IS_HEADER("The record repeats the header"),
  ROW_SPLIT("The record seems split: a part of one field is in the next one"),
  QUOTE_BARE("An unquoted field contains a quote"),
  FIELD_TOO_LONG("A field is longer than 64 KiB"),
  VALUE_MISSING("A required value is empty"),
  AMOUNT_FORMAT(
      "Not a valid amount: only digits, a leading minus, one decimal separator and groups of three"
          + " digits are allowed"),
  AMOUNT_SCALE("More decimals than the currency has"),
  AMOUNT_DECIMALS(
      "No decimals in a column of amounts with decimals: the decimal separator may be missing"),
  AMOUNT_RANGE("The amount is 10^15 minor units or more"),
  NUMBER_FORMAT("Not a valid number"),
  BOOLEAN_FORMAT("Neither TRUE nor FALSE"),
  DATE_FORMAT(
      "Not a date in the format of its column; add formats with format.times in the source"
          + " profile"),
  DATE_RANGE("The date is before 2000 or more than 10 years ahead"),
  DATE_IN_FUTURE("The creation date is more than two days after the file was read"),
  PERIOD_INCOMPLETE("A period without a start or an end"),
  PERIOD_REVERSED("The period ends before it starts"),
  PERIOD_EMPTY("The adjustment covers no day"),
  PERIOD_TOO_LONG("The period is longer than 10 years"),
  STATUS_UNKNOWN("The status is not draft, open, paid, void or uncollectible"),
  CURRENCY_UNKNOWN("Not a current ISO 4217 currency"),
  ID_CONFLICT("Several rows have this id but differ, and no later file supersedes them");

  private final String definition;

  RejectReason(String definition) {
    this.definition = definition;
  }

  /** Returns the definition for documentation. */
  public String definition() {
    return definition;
  }
}
