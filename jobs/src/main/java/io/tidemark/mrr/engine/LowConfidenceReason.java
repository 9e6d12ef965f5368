package io.tidemark.mrr.engine;

/** The reason why the price or the period of a layer has low confidence. */
enum LowConfidenceReason {
  HIDDEN_PERIOD("the credit for the old cycle hides the new period, so its end is inferred"),
  UNSEEN_BASE("the changed cycle started before the data, so its price is unknown"),
  FEW_CENTS("no invoice shows the exact price; it may be off by a few cents"),
  UNSEEN_BEFORE("the previous price is not in the data, so the billed changes cannot be separated"),
  UNCONFIRMED("no later invoice confirms yet that there was only one change"),
  SEVERAL_CHANGES("the next cycle's price shows a second change whose date is unknown"),
  CREDITS_LOW("it credits a layer of low confidence"),
  IMPLIED_BY_STRADDLE("the renewal that implies it also bills changes"),
  RECOVERED_BASE("its price is the next cycle's price less the changes"),
  REPEATS_LOW("it repeats a price of low confidence"),
  COMBINED(
      "its invoice bills several intervals of the subscription, and no later invoice confirms this"
          + " part"),
  CHANGE_OF_ONE_OF_SEVERAL(
      "several intervals of the subscription end with this change, and the next invoices do not"
          + " show which one it changed"),
  CHANGE_OR_ITEM(
      "it may be a price change or a separate item for whole months, and no next cycle shows"
          + " which"),
  UNSEEN_INTERVAL("it also renews an interval of the subscription that is not in the data"),
  OVERLAPS(
      "a period of a different length starts within a cycle without a restart or a credit, so it is"
          + " unknown which one continues"),
  CREDIT_INSIDE("a credit for part of the cycle does not show which price it reduces"),
  ENDED_BY_RESTART("a restart of another interval of the subscription ended it"),
  CREDITS_SEVERAL("its invoice also credits other intervals of the subscription that it ended"),
  RESTART_INSIDE("a restart within a cycle may have replaced a part of it and credited it"),
  NOT_YET_REPEATED("the data ends before its next cycle; it may be a one-off item"),
  MAYBE_RECURRING("an item billed only for these days may be recurring"),
  USAGE_IN_ARREARS(
      "the invoice bills the next cycle and usage of the previous one; it counts as billed"),
  VARYING_USAGE("usage is billed in arrears and varies, so the next amount is unknown"),
  BROKEN_FIRST_PERIOD(
      "the first period is shorter than a cycle, and the next cycle does not confirm its price"),
  MAYBE_SETUP_FEE("the invoice of the first cycle may include a one-off fee"),
  MAYBE_CREDITED(
      "the first cycle in the data costs less than the next; its invoice may be reduced by a credit"
          + " for a cycle from before the data"),
  INCOMPLETE(
      "a credit shows that the customer paid for something else before the data, which is not"
          + " included"),
  CONTRADICTED_CHANGE("its price differs from the price after the previous change"),
  DISPLACES("more than a month of paid service was cut without a credit"),
  CONSOLIDATED("its invoices have no subscription, but continue each other's periods");

  private final String definition;

  LowConfidenceReason(String definition) {
    this.definition = definition;
  }

  /** Returns the meaning of the reason in plain text. */
  String definition() {
    return definition;
  }
}
