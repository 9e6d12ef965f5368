package io.tidemark.compare;

import java.util.Locale;

/**
 * The reason why the MRR of another system differs. A definition of the other system is preferred
 * to a customer or an invoice that one side lacks.
 */
public enum Cause {
  PAID_ONLY(Kind.DEFINITION, "Only paid invoices count."),
  OPEN_COUNTED(Kind.DEFINITION, "Open invoices count, too."),
  CLOSED_COUNTED(Kind.DEFINITION, "Open invoices count although payment is no longer collected."),
  CLOSED_LEFT_OUT(Kind.DEFINITION, "Open invoices stop counting when collection ends."),
  OVERDUE_LEFT_OUT(Kind.DEFINITION, "Open invoices stop counting some days after the due date."),
  OVERDUE_COUNTED(Kind.DEFINITION, "Open invoices count however long they are overdue."),
  UNCOLLECTIBLE_LEFT_OUT(Kind.DEFINITION, "Uncollectible invoices never count."),
  UNCOLLECTIBLE_COUNTED(Kind.DEFINITION, "Uncollectible invoices count like paid ones."),
  VOID_COUNTED(Kind.DEFINITION, "Void invoices count like paid ones."),
  CREDITED_COUNTED(Kind.DEFINITION, "Invoices that a credit note settled in full count."),
  BEFORE_DISCOUNT(Kind.DEFINITION, "Discounts do not lower MRR."),
  AFTER_DISCOUNT(Kind.DEFINITION, "Discounts lower MRR."),
  TAX_COUNTED(Kind.DEFINITION, "Amounts include tax."),
  WITHOUT_PRORATIONS(
      Kind.DEFINITION, "A change within a billing cycle counts from the next cycle."),
  LIST_PRICE(Kind.DEFINITION, "The price of the cycle before discounts, without prorations."),
  PRORATION_TIMING(
      Kind.DEFINITION, "A change within a billing cycle counts from the start of the cycle."),
  PRORATION_AMOUNT(
      Kind.DEFINITION, "The prorated amount counts as it is, not as a price per month."),
  WEEK_FACTOR(Kind.DEFINITION, "A month has another number of weeks than 52/12."),
  DAY_FACTOR(Kind.DEFINITION, "Periods are counted in days, and a month has a fixed number."),
  TRIAL_COUNTED(Kind.DEFINITION, "A trial counts at the price that follows it."),
  ONE_OFFS_COUNTED(Kind.DEFINITION, "Invoices without a subscription count in their month."),
  SETUP_FEE_COUNTED(Kind.DEFINITION, "A setup fee counts as part of the first cycle."),
  BILLED_AMOUNTS(Kind.DEFINITION, "Invoices count in full in the month in which they are created."),
  OTHER_DAY(Kind.DEFINITION, "The figure is of another day than the last of the month."),
  EXCHANGE_RATE(Kind.DEFINITION, "The amounts are converted at another exchange rate."),
  INVOICED_ONLY(Kind.DEFINITION, "MRR from before the first invoice in the files is not counted."),
  NO_GRACE(Kind.DEFINITION, "MRR ends with the cycle even if its renewal is late or due."),
  NOT_CONSOLIDATED(Kind.DEFINITION, "Invoices without a subscription never count as recurring."),
  ADJUSTMENTS_LEFT_OUT(Kind.DEFINITION, "The manual adjustments of the run do not count."),
  ROUNDING(Kind.ROUNDING, "At most one minor unit for each active price."),
  INVOICE_ONLY_IN_RUN(Kind.COVERAGE, "The figure is exact without an invoice of the run."),
  SUBSCRIPTION_ONLY_IN_RUN(Kind.COVERAGE, "The figure is exact without a subscription of the run."),
  INVOICE_ONLY_IN_FILE(
      Kind.COVERAGE,
      "The figure is exact if the price before or after a gap also applies within it."),
  CUSTOMER_ONLY_IN_RUN(Kind.COVERAGE, "The customer is not in the file."),
  CUSTOMER_ONLY_IN_FILE(Kind.COVERAGE, "The run has no invoices of the customer."),
  UNKNOWN(Kind.UNKNOWN, "No known definition gives the figure of the file.");

  /** The order in which causes are tried. */
  enum Kind {
    /** Another definition of MRR. */
    DEFINITION,
    ROUNDING,
    /** Data that one side lacks. */
    COVERAGE,
    UNKNOWN
  }

  private final Kind kind;
  private final String definition;

  Cause(Kind kind, String definition) {
    this.kind = kind;
    this.definition = definition;
  }

  Kind kind() {
    return kind;
  }

  /** Returns the name in outputs, such as {@code paid_only}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what the other system does, as one sentence. */
  public String definition() {
    return definition;
  }
}
