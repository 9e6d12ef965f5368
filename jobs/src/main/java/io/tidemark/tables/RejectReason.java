package io.tidemark.tables;

/** Why a row was left out. Each reason is the code that stands in {@code rejects}. */
public enum RejectReason {
  ROW_FIELD_COUNT("The record has more or fewer fields than the header"),
  ROW_IS_HEADER("The record repeats the header"),
  ROW_SPLIT("A piece of one field stands beside it: its first or last field may be broken"),
  QUOTE_BARE("A quote stands inside a field that is not quoted"),
  FIELD_TOO_LONG("A field is longer than 64 KiB"),
  VALUE_MISSING("A value every row must have is empty"),
  AMOUNT_FORMAT(
      "Not an amount: digits, a leading minus, one decimal comma or point, thousands in threes"),
  AMOUNT_SCALE("More decimals than the currency has"),
  AMOUNT_DECIMALS("No decimals, in a column whose amounts have theirs: a decimal sign may be lost"),
  AMOUNT_RANGE("10^15 minor units or more"),
  NUMBER_FORMAT("Not a plain number"),
  BOOLEAN_FORMAT("Neither TRUE nor FALSE"),
  DATE_FORMAT(
      "Not a date in the format of its column; a source profile can name others: format.times"),
  DATE_RANGE("Before the year 2000 or more than 10 years ahead"),
  DATE_IN_FUTURE("Created more than two days after the day the file was read"),
  PERIOD_INCOMPLETE("A period with a start or an end only"),
  PERIOD_REVERSED("The period ends before it starts"),
  PERIOD_EMPTY("The correction holds on no day"),
  PERIOD_TOO_LONG("The period is longer than 10 years"),
  STATUS_UNKNOWN("Not draft, open, paid, void or uncollectible"),
  CURRENCY_UNKNOWN("Not a currency in use, by ISO 4217"),
  ID_CONFLICT("The id stands on several rows that disagree, and no later file settles it");

  private final String definition;

  RejectReason(String definition) {
    this.definition = definition;
  }

  /** What it means, for a person. */
  public String definition() {
    return definition;
  }
}
