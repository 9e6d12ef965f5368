package io.tidemark.mrr;

import java.time.Instant;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An invoice that credits what is left of one price and charges for another, each line rounded by
 * itself: its net is the charge less the credit.
 *
 * @param cycle the one that what ran before was paid for
 * @param from with {@code to}, what is left of it
 */
record Exchange(Invoice invoice, Cycle cycle, Instant from, Instant to, Charged charged) {

  /** What of the new price it charges for. */
  enum Charged {
    /** The rest of the cycle. */
    REST,
    /** A whole cycle. */
    WHOLE,
    /** The rest of the cycle, and the whole next one, which is as long. */
    REST_AND_WHOLE
  }

  /** What a cycle costs after it, by what it cost before. */
  PriceRange after(PriceRange before) {
    return before.billed(credited()).plus(invoice.netMinor()).pricesOf(chargedShare());
  }

  /** What a cycle cost before it, by what it costs after. */
  PriceRange before(PriceRange after) {
    return after.billed(chargedShare()).plus(-invoice.netMinor()).pricesOf(credited());
  }

  private BigFraction credited() {
    return BigFraction.of(Months.seconds(from, to), Months.seconds(cycle.start(), cycle.end()));
  }

  private BigFraction chargedShare() {
    return switch (charged) {
      case REST -> credited();
      case WHOLE -> BigFraction.ONE;
      case REST_AND_WHOLE -> credited().add(1);
    };
  }

  /**
   * Shows what a cycle costs after it as {@code price_least} and {@code price_most}.
   *
   * @param before symbols of the least and the most it cost before
   * @param seconds symbol of what is left, {@code cycleSeconds} of the whole cycle
   */
  void showAfter(
      Steps steps, PriceRange range, String[] before, String seconds, String cycleSeconds) {
    PriceRange credit = range.billed(credited());
    PriceRange prices = after(range);
    String[] names = {"least", "most"};
    long[] credits = {credit.least(), credit.most()};
    long[] found = {prices.least(), prices.most()};
    for (int end = 0; end < names.length; end++) {
      String creditSymbol = "credit_" + names[end];
      String share = before[end] + " * " + seconds + " / " + cycleSeconds;
      steps.amount(
          creditSymbol, "round(" + share + ")", BigFraction.of(credits[end]), "the credit");
      String charge = "net + " + creditSymbol + steps.half(end == 0);
      String formula =
          switch (charged) {
            case REST -> bound(end, "(" + charge + ") * " + cycleSeconds + " / " + seconds);
            case WHOLE -> "net + " + creditSymbol;
            case REST_AND_WHOLE ->
                bound(end, "(" + charge + ") / (1 + " + seconds + " / " + cycleSeconds + ")");
          };
      String remark = "the " + names[end] + " that a cycle may cost then, by what ran before";
      steps.amount("price_" + names[end], formula, BigFraction.of(found[end]), remark);
    }
  }

  /**
   * Shows what a cycle cost before it as {@code told_least_LEVEL} and {@code told_most_LEVEL}.
   *
   * @param after symbols of the least and the most it costs after
   */
  void showBefore(Steps steps, PriceRange range, String[] after, int level) {
    String net = "net_" + level;
    String seconds = "seconds_" + level;
    String cycleSeconds = "cycle_seconds_" + level;
    steps.amount(net, invoice.netMinor(), "invoice " + invoice.invoiceId());
    steps.seconds(cycleSeconds, cycle.start(), cycle.end(), "the cycle that it changes");
    steps.seconds(seconds, from, to, "what was left of it");
    PriceRange charge = range.billed(chargedShare());
    PriceRange prices = before(range);
    String[] names = {"least", "most"};
    long[] charges = {charge.least(), charge.most()};
    long[] found = {prices.least(), prices.most()};
    for (int end = 0; end < names.length; end++) {
      String symbol = "charge_" + names[end] + "_" + level;
      String rest = after[end] + " * " + seconds + " / " + cycleSeconds;
      String formula =
          switch (charged) {
            case REST -> "round(" + rest + ")";
            case WHOLE -> after[end];
            case REST_AND_WHOLE -> "round(" + after[end] + " + " + rest + ")";
          };
      steps.amount(symbol, formula, BigFraction.of(charges[end]), "what it charges");
      String credit = "(" + symbol + " - " + net + steps.half(end == 0) + ")";
      String share = credit + " * " + cycleSeconds + " / " + seconds;
      String remark = "the " + names[end] + " that a cycle may have cost before";
      steps.amount(
          "told_" + names[end] + "_" + level,
          bound(end, share),
          BigFraction.of(found[end]),
          remark);
    }
  }

  private static String bound(int end, String formula) {
    return (end == 0 ? "ceil(" : "floor(") + formula + ")";
  }
}
