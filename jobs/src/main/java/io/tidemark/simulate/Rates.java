package io.tidemark.simulate;

import java.util.Map;

/**
 * How often things happen in a simulated world. Every rate is a share between 0 and 1.
 *
 * @param changes what happens within a cycle
 * @param endings how subscriptions end; each a share of cycles
 * @param payments what becomes of invoices
 * @param mix what there is to begin with
 * @param patterns share of subscriptions with each billing pattern; a missing one does not occur
 */
public record Rates(
    Changes changes,
    Endings endings,
    Payments payments,
    Mix mix,
    Map<BillingPattern, Double> patterns) {

  /** Rates without billing patterns. */
  public Rates(Changes changes, Endings endings, Payments payments, Mix mix) {
    this(changes, endings, payments, mix, Map.of());
  }

  /** Lives that change far more often than real ones, so that every rule is met. */
  public static Rates defaults() {
    return new Rates(
        new Changes(0.12, 0.02, 0.10, 0.10, 0.03),
        new Endings(0.03, 0.02, 0.005, 0.30),
        new Payments(0.05, 0.012, 0.03, 0.005, 0.05),
        new Mix(0.18, 0.02, 0.04, 0.02, 0, 0.02, 0.10, 0.15, 0.40, 0.40, 0.04, 0.06, 0.005, 0.25));
  }

  /**
   * The changes of {@link #defaults} and what goes with them, and nothing that hides or mimics a
   * change: 12 % of cycles change at once, 10 % with the renewal, a tenth of these twice, 3 %
   * switch the interval, 2 % are cancelled with a credit, 3 % at their end. No coupon that runs
   * out, no trial, no free plan, no second change at once, no pause and no payment given up.
   */
  public static Rates changesOnly() {
    return new Rates(
        new Changes(0.12, 0, 0.10, 0.10, 0.03),
        new Endings(0.03, 0.02, 0, 0.30),
        new Payments(0.05, 0, 0, 0, 0.05),
        new Mix(0.18, 0.02, 0.04, 0.02, 0, 0, 0, 0, 0.40, 0.40, 0.04, 0.06, 0.005, 0.25));
  }

  /** Subscriptions that renew unchanged and are paid, and nothing else: a base to vary. */
  public static Rates uneventful() {
    return new Rates(
        new Changes(0, 0, 0, 0, 0),
        new Endings(0, 0, 0, 0),
        new Payments(0, 0, 0, 0, 0),
        new Mix(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
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
   * @param atOnce share of cycles with a change that is billed at once
   * @param againAtOnce share of those with a second in the same cycle
   * @param withRenewal share of cycles with a change that the next renewal bills
   * @param againWithRenewal share of those with a second in the same cycle
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
   * @param withoutCredit at once, but the paid cycle stays paid: the export shows no difference
   * @param returns share of those who left that subscribe again
   */
  public record Endings(
      double atPeriodEnd, double withCredit, double withoutCredit, double returns) {
    public Endings {
      requireShares(atPeriodEnd, withCredit, withoutCredit, returns);
    }
  }

  /**
   * Collection.
   *
   * @param late share of renewals paid days later
   * @param givenUp share of cycles whose renewal is never paid and ends the subscription
   * @param incomplete share of subscriptions never begun as the first invoice is not paid
   * @param paused share of cycles after which collection pauses for one to three
   * @param byInvoice share of customers with terms, who pay when they like
   */
  public record Payments(
      double late, double givenUp, double incomplete, double paused, double byInvoice) {
    public Payments {
      requireShares(late, givenUp, incomplete, paused, byInvoice);
    }
  }

  /**
   * What customers and subscriptions are like; shares of all of them.
   *
   * @param yearly with the next four, by interval; the rest is monthly
   * @param thirtyDays fixed cycles of 30 days
   * @param free to a plan that costs nothing
   * @param dollars customers in USD; the others pay in EUR
   * @param secondSubscriptions customers with two at a time
   * @param oneOffs customers with an invoice outside any subscription
   * @param unlisted customers that the customers file lacks
   * @param leads for each subscription, customers who never have an invoice
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
