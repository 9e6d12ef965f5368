package io.tidemark.mrr.engine;

import io.tidemark.simulate.BillingPattern;
import io.tidemark.simulate.Rates;
import io.tidemark.simulate.TestRates;
import io.tidemark.simulate.WorldOptions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * A kind of simulated lives: how they are billed, and how much of their MRR must be read right.
 *
 * <p>{@link #main} prints the table of all kinds, and customers with wrong days of high confidence.
 */
enum ProofKind {
  DEFAULT_LIVES("default lives", Rates.defaults()),
  MINUTES("times cut to minutes", Rates.defaults()),
  MIXED_INTERVALS("mixed intervals", unchanging(BillingPattern.MIXED_INTERVALS)),
  MIXED_INTERVALS_CHANGING(
      "mixed intervals with price changes", changing(BillingPattern.MIXED_INTERVALS)),
  MIXED_INTERVALS_IN_WINDOW(
      "mixed intervals, second year of a window", unchanging(BillingPattern.MIXED_INTERVALS)),
  ADD_ONS("add-ons begun and ended", unchanging(BillingPattern.ADD_ONS)),
  ADD_ONS_CHANGING("add-ons with price changes", changing(BillingPattern.ADD_ONS)),
  ADD_ONS_IN_WINDOW("add-ons, second year of a window", unchanging(BillingPattern.ADD_ONS)),
  LICENCE_AND_USAGE("licence and usage", withRepricing(BillingPattern.LICENCE_AND_USAGE)),
  YEARLY_LICENCE_MONTHLY_USAGE(
      "yearly licence, monthly usage", unchanging(BillingPattern.YEARLY_LICENCE_MONTHLY_USAGE)),
  ARREARS("arrears only", withRepricing(BillingPattern.ARREARS)),
  ARREARS_UNBILLED(
      "arrears only, with days not billed yet", withoutReturns(BillingPattern.ARREARS)),
  ANCHORED_FIRST_PERIODS("anchored first periods", changing(BillingPattern.ANCHORED_FIRST_PERIODS)),
  TRIALS_BEFORE_WEEKS("trials, then weeks", unchanging(BillingPattern.TRIALS_BEFORE_WEEKS)),
  SETUP_FEES("setup fees", unchanging(BillingPattern.SETUP_FEES)),
  SETUP_FEES_CHANGING("setup fees with price changes", changing(BillingPattern.SETUP_FEES)),
  CREDITED_INVOICES("credited in full", unchanging(BillingPattern.CREDITED_INVOICES)),
  RESTARTS_WITH_CREDIT("restarts with a credit", unchanging(BillingPattern.RESTARTS_WITH_CREDIT)),
  ONE_OFF_ITEMS("one-off items", unchanging(BillingPattern.ONE_OFF_ITEMS)),
  CONSOLIDATED_INVOICES("consolidated", unchanging(BillingPattern.CONSOLIDATED_INVOICES)),
  UNCOLLECTIBLE_PAUSES("paused as uncollectible", unchanging(BillingPattern.UNCOLLECTIBLE_PAUSES)),
  EARLY_AND_BACKDATED("early and backdated", unchanging(BillingPattern.EARLY_AND_BACKDATED));

  /** The least percentages of days: exact; of high confidence; exact of these. */
  private static final String LEAST =
      """
      DEFAULT_LIVES                 98.9  92.0  99.9
      MINUTES                       99.0  92.0  99.9
      MIXED_INTERVALS               99.7  98.0  99.9
      MIXED_INTERVALS_CHANGING      98.9  87.0  99.9
      MIXED_INTERVALS_IN_WINDOW     99.7  97.0  99.9
      ADD_ONS                       99.4  95.0  99.9
      ADD_ONS_CHANGING              98.0  87.0  99.9
      ADD_ONS_IN_WINDOW             99.0  92.0  99.7
      LICENCE_AND_USAGE             98.9   9.0  99.9
      YEARLY_LICENCE_MONTHLY_USAGE  99.1  56.0  99.9
      ARREARS                       99.6  98.0  99.8
      ARREARS_UNBILLED              99.5  99.0  99.7
      ANCHORED_FIRST_PERIODS        99.0  90.0  99.8
      TRIALS_BEFORE_WEEKS           99.8  99.0  99.9
      SETUP_FEES                    97.8  88.0  99.9
      SETUP_FEES_CHANGING           89.8  78.0  99.5
      CREDITED_INVOICES             99.8  99.0  99.9
      RESTARTS_WITH_CREDIT          98.8  96.0  99.9
      ONE_OFF_ITEMS                 99.5  96.0  99.8
      CONSOLIDATED_INVOICES         98.2   0.0   0.0
      UNCOLLECTIBLE_PAUSES          99.8  99.0  99.9
      EARLY_AND_BACKDATED           99.8  99.0  99.9
      """;

  /** Fewer do not show how a subscription is billed. */
  private static final int LEAST_INVOICES = 4;

  private static final Instant FROM = Instant.parse("2022-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2025-01-01T00:00:00Z");
  static final List<String> HEADER =
      List.of(
          "| lives | customer-days | exact, % | high confidence, % | exact of these, % |",
          "|---|---:|---:|---:|---:|");

  private static final Instant MIDDLE = Instant.parse("2023-07-01T00:00:00Z");
  private static final Instant LAST_TWO_YEARS = Instant.parse("2023-01-01T00:00:00Z");
  private static final LocalDate LAST_YEAR = LocalDate.of(2024, 1, 1);

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
    WorldOptions whole = WorldOptions.of(seed, lives, FROM, TO).withRates(rates);
    WorldOptions options =
        switch (this) {
          case MINUTES -> whole.withSeconds();
          case RESTARTS_WITH_CREDIT -> whole.withWindow(MIDDLE, TO);
          case MIXED_INTERVALS_IN_WINDOW, ADD_ONS_IN_WINDOW -> whole.withWindow(LAST_TWO_YEARS, TO);
          default -> whole;
        };
    LocalDate from =
        switch (this) {
          case MIXED_INTERVALS_IN_WINDOW, ADD_ONS_IN_WINDOW -> LAST_YEAR;
          default -> LocalDate.ofInstant(FROM, ZoneOffset.UTC);
        };
    int leastInvoices = this == DEFAULT_LIVES || this == MINUTES ? 0 : LEAST_INVOICES;
    return PatternProof.of(
        options, new PatternProof.Scope(from, this != ARREARS_UNBILLED, leastInvoices));
  }

  double leastExact() {
    return least(1);
  }

  double leastConfident() {
    return least(2);
  }

  double leastConfidentExact() {
    return least(3);
  }

  private double least(int column) {
    return LEAST
        .lines()
        .map(line -> line.split(" +"))
        .filter(line -> line[0].equals(name()))
        .map(line -> Double.parseDouble(line[column]) / 100)
        .findFirst()
        .orElseThrow();
  }

  /** The price changes and cancellations of {@link TestRates#changesOnly}. */
  private static Rates changing(BillingPattern pattern) {
    return TestRates.changesOnly().with(Map.of(pattern, 1.0));
  }

  /** Lives that are paid as they should be and end after a cycle at times, of every interval. */
  private static Rates unchanging(BillingPattern pattern) {
    return withChanges(0).with(Map.of(pattern, 1.0));
  }

  /** One subscription per customer, unchanging: all of them but new ones have an invoice. */
  private static Rates withoutReturns(BillingPattern pattern) {
    Rates base = TestRates.uneventful();
    Rates.Endings endings = new Rates.Endings(0.03, 0, 0, 0);
    return new Rates(base.changes(), endings, base.payments(), base.mix(), Map.of(pattern, 1.0));
  }

  /** Unchanging lives with a new price for the next cycle at times. */
  private static Rates withRepricing(BillingPattern pattern) {
    return withChanges(0.1).with(Map.of(pattern, 1.0));
  }

  private static Rates withChanges(double withRenewal) {
    Rates base = TestRates.changesOnly();
    return new Rates(
        new Rates.Changes(0, 0, withRenewal, 0, 0),
        new Rates.Endings(0.03, 0, 0, 0.30),
        base.payments(),
        base.mix());
  }

  /**
   * Prints the table of all kinds or those named, and customers with wrong days of high confidence:
   * {@code java -Dlives=100 -Dseed=11 -Dwrong=1}.
   */
  public static void main(String[] arguments) {
    int lives = Integer.getInteger("lives", 100);
    long seed = Long.getLong("seed", 11);
    int shown = Integer.getInteger("wrong", 1);
    List<String> names = List.of(arguments);
    StringBuilder wrong = new StringBuilder();
    HEADER.forEach(System.out::println);
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
