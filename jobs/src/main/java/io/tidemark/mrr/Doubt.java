package io.tidemark.mrr;

/** Why the price or the period of a layer is of low confidence. */
enum Doubt {
  HIDDEN_PERIOD("the credit for the old cycle hides the new period: its end is inferred"),
  UNSEEN_BASE("the cycle it changes began before the file: its price was never seen"),
  FEW_CENTS("nothing gives its price to the cent: it may be off by a few"),
  UNSEEN_BEFORE("what ran before it was never seen: the changes it bills cannot be told apart"),
  UNCONFIRMED("nothing that follows confirms yet that there was only one change"),
  SEVERAL_CHANGES(
      "what follows costs something else: there was more than one change, and when the second was"
          + " made cannot be told"),
  CREDITS_LOW("it credits a layer of low confidence"),
  IMPLIED_BY_STRADDLE("the renewal that implies it also bills changes"),
  RECOVERED_BASE("its price is what the next cycle leaves after the changes"),
  REPEATS_LOW("it repeats a price of low confidence"),
  COMBINED(
      "its invoice bills several intervals of the subscription, and nothing confirms its part"),
  CHANGE_OF_ONE_OF_SEVERAL(
      "several intervals of the subscription end where a change does, and the next invoices do not"
          + " show which of them it changed"),
  CHANGE_OR_ITEM(
      "a change of the price and another item for whole months look alike, and no next cycle shows"
          + " which it is"),
  UNSEEN_INTERVAL("it also renews an interval of the subscription that is not in the file"),
  OVERLAPS(
      "a period of another length begins within a cycle without a restart or a credit: which of them"
          + " goes on is not known"),
  CREDIT_INSIDE("a credit for a part of the cycle does not show which price it reduces"),
  ENDED_BY_RESTART("a restart of another interval of the subscription ended it"),
  CREDITS_SEVERAL("its invoice also credits other intervals of the subscription that it ended"),
  NOT_YET_REPEATED("the file ends before it could be repeated: it may have been billed only once"),
  MAYBE_RECURRING("an item billed for these days only may have been recurring"),
  USAGE_IN_ARREARS(
      "the invoice bills the coming cycle and usage of the elapsed one: it counts as billed"),
  VARYING_USAGE("usage is billed afterwards and varies: what the next invoice bills is not known"),
  BROKEN_FIRST_PERIOD(
      "the first period is shorter than a cycle, and the next cycle does not confirm its price"),
  MAYBE_SETUP_FEE("the first cycle costs more than the next: it may include a one-off fee"),
  CONTRADICTED_CHANGE("its price is not what the change before it leads to"),
  DISPLACES("more than a month of what was paid for was cut without a credit"),
  CONSOLIDATED("its invoices name no subscription: they continue each other's periods");

  private final String definition;

  Doubt(String definition) {
    this.definition = definition;
  }

  /** What it means, for a person. */
  String definition() {
    return definition;
  }
}
