package io.tidemark.simulate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A way to bill a subscription that differs from a fixed price in advance. */
public enum BillingPattern {
  /** A licence and an add-on of a shorter billing interval, both from the start. */
  MIXED_INTERVALS,
  /** Add-ons of other billing intervals that begin and end within the licence's cycles. */
  ADD_ONS,
  /** A licence in advance and usage in arrears, at the same interval and on one invoice. */
  LICENCE_AND_USAGE,
  /** A yearly licence in advance and monthly usage in arrears. */
  YEARLY_LICENCE_MONTHLY_USAGE,
  /** Everything in arrears. */
  ARREARS,
  /** A prorated first period up to a billing anchor. */
  ANCHORED_FIRST_PERIODS,
  /** A trial, then cycles of a number of days or weeks. */
  TRIALS_BEFORE_WEEKS,
  /** A setup fee on the first invoice. */
  SETUP_FEES,
  /** Renewals that a credit note settles in full. */
  CREDITED_INVOICES,
  /** A yearly cycle cut short by a monthly plan: the credit exceeds the charge. */
  RESTARTS_WITH_CREDIT,
  /** One-off items with a service period, invoiced on the subscription. */
  ONE_OFF_ITEMS,
  /** Invoices that do not refer to the subscription. */
  CONSOLIDATED_INVOICES,
  /** Pauses whose invoices are marked uncollectible within a day. */
  UNCOLLECTIBLE_PAUSES,
  /** Invoices written days before or after the cycle they bill begins. */
  EARLY_AND_BACKDATED;

  /** Returns the name used on the command line, such as {@code mixed-intervals}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the pattern with a command-line name. */
  public static Optional<BillingPattern> of(String text) {
    return Arrays.stream(values()).filter(pattern -> pattern.text().equals(text)).findFirst();
  }

  /** Returns the command-line names of all patterns. */
  public static List<String> texts() {
    return Arrays.stream(values()).map(BillingPattern::text).toList();
  }

  /** Returns whether the subscription has several items or a metered one. */
  boolean isItemized() {
    return compareTo(ARREARS) <= 0;
  }
}
