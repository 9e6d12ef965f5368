package io.tidemark.simulate;

import java.util.Map;

/**
 * The frequencies of events in a simulated world. Every rate is a share between 0 and 1.
 *
 * @param changes of price or interval within a cycle
 * @param endings of subscriptions, as shares of cycles
 * @param payments outcomes of invoices
 * @param mix properties of customers and subscriptions
 * @param patterns share of subscriptions with each billing pattern; a missing one does not occur
 */
public record Rates(
    Changes changes,
    Endings endings,
    Payments payments,
    Mix mix,
    Map<BillingPattern, Double> patterns) {

  /** Creates rates without billing patterns. */
  public Rates(Changes changes, Endings endings, Payments payments, Mix mix) {
    this(changes, endings, payments, mix, Map.of());
  }

  /** Returns rates with far more changes than in real data, so that every rule is exercised. */
  public static Rates defaults() {
    return new Rates(
        new Changes(0.12, 0.02, 0.10, 0.10, 0.03),
        new Endings(0.03, 0.02, 0.005, 0.30),
        new Payments(0.05, 0.012, 0.03, 0.005, 0.05),
        new Mix(0.18, 0.02, 0.04, 0.02, 0, 0.02, 0.10, 0.15, 0.40, 0.40, 0.04, 0.06, 0.005, 0.25));
  }

  public Rates {
    double perCycle =
        changes.atOnce
            + changes.withRenewal
            + changes.switches
            + endings.atPeriodEnd
            + endings.withCredit
            + endings.withoutCredit
            + payments.givenUp
            + payments.paused;
    requireShare("the events of a cycle together", perCycle);
    patterns.forEach((pattern, share) -> requireShare("the rate of " + pattern.text(), share));
    requireShare(
        "the billing patterns together",
        patterns.values().stream().mapToDouble(Double::doubleValue).sum());
    patterns = Map.copyOf(patterns);
  }

  /** Returns these rates with other shares of billing patterns. */
  public Rates with(Map<BillingPattern, Double> shares) {
    return new Rates(changes, endings, payments, mix, shares);
  }

  /**
   * Price and interval changes.
   *
   * @param atOnce share of cycles with a change that is billed immediately
   * @param againAtOnce share of those with a second change in the same cycle
   * @param withRenewal share of cycles with a change that the next renewal bills
   * @param againWithRenewal share of those with a second change in the same cycle
   * @param switches share of cycles cut short by another interval
   */
  public record Changes(
      double atOnce,
      double againAtOnce,
      double withRenewal,
      double againWithRenewal,
      double switches) {
    public Changes {
      requireShares(atOnce, againAtOnce, withRenewal, againWithRenewal, switches);
    }
  }

  /**
   * Cancellations.
   *
   * @param withoutCredit immediate, but the paid cycle stays paid; the export shows no difference
   * @param returns share of ended subscriptions whose customer subscribes again
   */
  public record Endings(
      double atPeriodEnd, double withCredit, double withoutCredit, double returns) {
    public Endings {
      requireShares(atPeriodEnd, withCredit, withoutCredit, returns);
    }
  }

  /**
   * Payment outcomes.
   *
   * @param late share of renewals paid days later
   * @param givenUp share of cycles whose renewal is never paid, which ends the subscription
   * @param incomplete share of subscriptions that never begin because the first invoice is not paid
   * @param paused share of cycles after which collection pauses for one to three cycles
   * @param byInvoice share of customers with payment terms, who pay at any time
   */
  public record Payments(
      double late, double givenUp, double incomplete, double paused, double byInvoice) {
    public Payments {
      requireShares(late, givenUp, incomplete, paused, byInvoice);
    }
  }

  /**
   * Properties of customers and subscriptions, as shares of all of them.
   *
   * @param yearly subscriptions with this interval, as for the next four; the rest is monthly
   * @param thirtyDays fixed cycles of 30 days
   * @param free subscriptions to a free plan
   * @param dollars customers in USD; the others pay in EUR
   * @param secondSubscriptions customers with two subscriptions at a time
   * @param oneOffs customers with an invoice outside any subscription
   * @param unlisted customers missing from the customers file
   * @param leads customers without invoices, per subscriber
   */
  public record Mix(
      double yearly,
      double halfYearly,
      double quarterly,
      double weekly,
      double thirtyDays,
      double free,
      double trials,
      double coupons,
      double taxed,
      double dollars,
      double secondSubscriptions,
      double oneOffs,
      double unlisted,
      double leads) {
    public Mix {
      requireShares(yearly, halfYearly, quarterly, weekly, thirtyDays, free, trials, coupons);
      requireShares(taxed, dollars, secondSubscriptions, oneOffs, unlisted, leads);
      requireShare("the intervals together", yearly + halfYearly + quarterly + weekly + thirtyDays);
    }
  }

  private static void requireShares(double... shares) {
    for (double share : shares) {
      requireShare("a rate", share);
    }
  }

  private static void requireShare(String what, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(what + " must be between 0 and 1, not " + share);
    }
  }
}
