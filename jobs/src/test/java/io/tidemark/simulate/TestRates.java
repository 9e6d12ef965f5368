package io.tidemark.simulate;

/** Rates of simulated worlds in tests. */
public final class TestRates {
  private TestRates() {}

  /**
   * Returns the changes of {@link Rates#defaults} without any event that hides or mimics a change:
   * 12 % of cycles change immediately, 10 % with the renewal, a tenth of these twice, 3 % switch
   * the interval, 2 % are cancelled with a credit, 3 % at their end. There are no coupons that
   * expire, trials, free plans, second immediate changes, pauses or unpaid renewals.
   */
  public static Rates changesOnly() {
    return new Rates(
        new Rates.Changes(0.12, 0, 0.10, 0.10, 0.03),
        new Rates.Endings(0.03, 0.02, 0, 0.30),
        new Rates.Payments(0.05, 0, 0, 0, 0.05),
        new Rates.Mix(0.18, 0.02, 0.04, 0.02, 0, 0, 0, 0, 0.40, 0.40, 0.04, 0.06, 0.005, 0.25));
  }

  /**
   * Returns rates for subscriptions that always renew unchanged and are paid: a base for
   * variations.
   */
  public static Rates uneventful() {
    return new Rates(
        new Rates.Changes(0, 0, 0, 0, 0),
        new Rates.Endings(0, 0, 0, 0),
        new Rates.Payments(0, 0, 0, 0, 0),
        new Rates.Mix(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }
}
