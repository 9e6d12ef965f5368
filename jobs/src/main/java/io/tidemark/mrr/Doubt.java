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
  REPEATS_LOW("it repeats a price of low confidence");

  private final String definition;

  Doubt(String definition) {
    this.definition = definition;
  }

  /** What it means, for a person. */
  String definition() {
    return definition;
  }
}
