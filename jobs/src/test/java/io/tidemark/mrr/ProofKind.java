package io.tidemark.mrr;

import io.tidemark.simulate.BillingPattern;
import io.tidemark.simulate.Rates;
import io.tidemark.simulate.SimulationOptions;
import java.time.Instant;
import java.util.List;

/**
 * A kind of simulated lives: how they are billed, and how much of their MRR must be read right.
 *
 * <p>The shares are percentages, at the size that every run of the tests computes and at 1,000
 * lives.
 */
enum ProofKind {
  DEFAULT_LIVES("default lives", Rates.defaults()),
  MINUTES("times cut to minutes", Rates.defaults()),
  MIXED_INTERVALS("mixed intervals", unchanging(BillingPattern.MIXED_INTERVALS)),
  MIXED_INTERVALS_CHANGING(
      "mixed intervals with price changes", changing(BillingPattern.MIXED_INTERVALS)),
  ADD_ONS("add-ons begun and ended", unchanging(BillingPattern.ADD_ONS)),
  ADD_ONS_CHANGING("add-ons with price changes", changing(BillingPattern.ADD_ONS)),
  LICENCE_AND_USAGE("licence and usage", withRepricing(BillingPattern.LICENCE_AND_USAGE)),
  YEARLY_LICENCE_MONTHLY_USAGE(
      "yearly licence, monthly usage", unchanging(BillingPattern.YEARLY_LICENCE_MONTHLY_USAGE)),
  ARREARS("arrears only", withRepricing(BillingPattern.ARREARS)),
  ANCHORED_FIRST_PERIODS("anchored first periods", changing(BillingPattern.ANCHORED_FIRST_PERIODS)),
  TRIALS_BEFORE_WEEKS("trials, then weeks", unchanging(BillingPattern.TRIALS_BEFORE_WEEKS)),
  SETUP_FEES("setup fees", changing(BillingPattern.SETUP_FEES)),
  CREDITED_INVOICES("credited in full", unchanging(BillingPattern.CREDITED_INVOICES)),
  RESTARTS_WITH_CREDIT("restarts with a credit", unchanging(BillingPattern.RESTARTS_WITH_CREDIT)),
  ONE_OFF_ITEMS("one-off items", unchanging(BillingPattern.ONE_OFF_ITEMS)),
  CONSOLIDATED_INVOICES("consolidated", unchanging(BillingPattern.CONSOLIDATED_INVOICES)),
  UNCOLLECTIBLE_PAUSES("paused as uncollectible", unchanging(BillingPattern.UNCOLLECTIBLE_PAUSES)),
  EARLY_AND_BACKDATED("early and backdated", unchanging(BillingPattern.EARLY_AND_BACKDATED));

  private static final Instant FROM = Instant.parse("2022-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant WINDOW_FROM = Instant.parse("2023-07-01T00:00:00Z");

  private final String title;
  private final Rates rates;

  ProofKind(String title, Rates rates) {
    this.title = title;
    this.rates = rates;
  }

  String title() {
    return title;
  }

  PatternProof proof(long seed, int lives) {
    SimulationOptions options = SimulationOptions.of(seed, lives, FROM, TO).withRates(rates);
    return PatternProof.of(
        switch (this) {
          case MINUTES -> options.withSeconds();
          case RESTARTS_WITH_CREDIT -> options.withWindow(WINDOW_FROM, TO);
          default -> options;
        });
  }

  /** The price changes and cancellations of {@link Rates#changesOnly}. */
  private static Rates changing(BillingPattern pattern) {
    return Rates.changesOnly().with(pattern, 1);
  }

  /** Lives that are paid as they should be and end after a cycle at times, of every interval. */
  private static Rates unchanging(BillingPattern pattern) {
    return withChanges(0).with(pattern, 1);
  }

  /** The same with a new price for the next cycle at times. */
  private static Rates withRepricing(BillingPattern pattern) {
    return withChanges(0.1).with(pattern, 1);
  }

  private static Rates withChanges(double withRenewal) {
    Rates base = Rates.changesOnly();
    return new Rates(
        new Rates.Changes(0, 0, withRenewal, 0, 0),
        new Rates.Endings(0.03, 0, 0, 0.30),
        base.payments(),
        base.mix());
  }

  /** Prints the table of all kinds, or of those named, and what is wrong of high confidence. */
  public static void main(String[] arguments) {
    int lives = Integer.getInteger("lives", 100);
    long seed = Long.getLong("seed", 11);
    int shown = Integer.getInteger("wrong", 1);
    List<String> names = List.of(arguments);
    StringBuilder wrong = new StringBuilder();
    System.out.println("| kind | customer-days | exact, % | high, % | exact of these, % |");
    System.out.println("|---|---:|---:|---:|---:|");
    for (ProofKind kind : values()) {
      if (names.isEmpty() || names.contains(kind.name())) {
        PatternProof proof = kind.proof(seed, lives);
        System.out.println(proof.row(kind.title));
        proof.wrong().stream()
            .limit(shown)
            .forEach(text -> wrong.append(kind.title).append(": ").append(text).append("\n\n"));
      }
    }
    System.out.println();
    System.out.print(wrong);
  }
}
