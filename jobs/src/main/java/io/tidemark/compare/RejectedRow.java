package io.tidemark.compare;

/**
 * Rows or values of the other system's file that were not read, for one reason.
 *
 * @param reason a {@link Reason}
 * @param line the first of them, from 1
 * @param example its value
 */
public record RejectedRow(String reason, long rows, long line, String example) {

  /** The reasons. */
  enum Reason {
    /** The row has fewer fields than the header. */
    FIELDS_MISSING,
    CUSTOMER_EMPTY,
    /** No month, date or time, or month and day are not clear. */
    MONTH_INVALID,
    /** Not in ISO 4217. */
    CURRENCY_UNKNOWN,
    /** No number, or a separator may be for decimals or for thousands. */
    AMOUNT_INVALID,
    /** The run has no exchange rate for the currency. */
    RATE_MISSING
  }
}
