package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.function.LongFunction;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An invoice that credits the rest of one price and charges another. Each line is rounded
 * separately; the net amount is the charge less the credit.
 *
 * @param cycle the cycle that the previous price was paid for
 * @param from start of the rest of that cycle
 * @param to end of the rest of that cycle
 * @param inexactSeconds by how many seconds that rest may be off if times are truncated to minutes
 */
record CreditAndCharge(
    Invoice invoice, Cycle cycle, Instant from, Instant to, Charged charged, long inexactSeconds) {
  private static final BigFraction HALF = BigFraction.of(1, 2);

  /** The part of the new price that the invoice charges. */
  enum Charged {
    /** The rest of the cycle. */
    REST,
    /** A whole cycle. */
    WHOLE,
    /** The rest of the cycle and the whole next one, which is equally long. */
    REST_AND_WHOLE
  }

  /** Returns the price of a cycle after the invoice, given the price before it. */
  PriceRange after(PriceRange before) {
    return widest(seconds -> after(before, seconds));
  }

  /** Returns the price of a cycle before the invoice, given the price after it. */
  PriceRange before(PriceRange after) {
    return widest(seconds -> before(after, seconds));
  }

  private PriceRange after(PriceRange before, long seconds) {
    BigFraction share = credited(seconds);
    if (inexactSeconds == 0) {
      return before.billed(share).plus(invoice.netMinor()).pricesOf(chargedShare(seconds));
    }
    return PriceRange.within(
        share.multiply(before.least()).add(invoice.netMinor()).subtract(open()),
        share.multiply(before.most()).add(invoice.netMinor()).add(open()),
        chargedShare(seconds));
  }

  private PriceRange before(PriceRange after, long seconds) {
    BigFraction share = chargedShare(seconds);
    if (inexactSeconds == 0) {
      return after.billed(share).plus(-invoice.netMinor()).pricesOf(credited(seconds));
    }
    return PriceRange.within(
        share.multiply(after.least()).subtract(invoice.netMinor()).subtract(open()),
        share.multiply(after.most()).subtract(invoice.netMinor()).add(open()),
        credited(seconds));
  }

  /** Returns the price of a cycle after the invoice, ignoring rounding. */
  BigFraction estimate(BigFraction before) {
    BigFraction credit = before.multiply(credited(seconds()));
    return credit.add(invoice.netMinor()).divide(chargedShare(seconds()));
  }

  /**
   * Returns the uncertainty from rounding: half a minor unit for each prorated line. If times are
   * inexact, lines cannot be rounded one by one, because the rounding of each changes within the
   * range.
   */
  private BigFraction open() {
    return charged == Charged.WHOLE ? HALF : BigFraction.ONE;
  }

  /**
   * Returns the widest range over the possible seconds. Prices are monotonic in the seconds left,
   * so the bounds are at both ends.
   */
  private PriceRange widest(LongFunction<PriceRange> prices) {
    PriceRange least = prices.apply(leastSeconds());
    PriceRange most = prices.apply(mostSeconds());
    return new PriceRange(
        Math.min(least.least(), most.least()), Math.max(least.most(), most.most()));
  }

  private long leastSeconds() {
    return Math.max(1, seconds() - inexactSeconds);
  }

  private long mostSeconds() {
    return Math.max(leastSeconds(), Math.min(cycleSeconds(), seconds() + inexactSeconds));
  }

  private long seconds() {
    return BillingMonths.seconds(from, to);
  }

  private long cycleSeconds() {
    return BillingMonths.seconds(cycle.start(), cycle.end());
  }

  private BigFraction credited(long seconds) {
    return BigFraction.of(seconds, cycleSeconds());
  }

  private BigFraction chargedShare(long seconds) {
    return switch (charged) {
      case REST -> credited(seconds);
      case WHOLE -> BigFraction.ONE;
      case REST_AND_WHOLE -> credited(seconds).add(1);
    };
  }

  /** Returns the number of seconds left at which a price reaches the bound of the widest range. */
  private long secondsOfBound(LongFunction<PriceRange> prices, boolean isLeast) {
    PriceRange least = prices.apply(leastSeconds());
    PriceRange most = prices.apply(mostSeconds());
    boolean isAtLeast = isLeast ? least.least() <= most.least() : least.most() >= most.most();
    return isAtLeast ? leastSeconds() : mostSeconds();
  }

  private String shown(String symbol, long seconds) {
    long off = seconds - seconds();
    if (off == 0) {
      return symbol;
    }
    return "(" + symbol + (off < 0 ? " - " : " + ") + Math.abs(off) + ")";
  }

  /**
   * Shows the price of a cycle after the invoice, ignoring rounding, as {@code estimate}.
   *
   * @param before symbols of the lowest and highest price before the invoice
   * @param prefix of the symbols {@code seconds} and {@code cycle_seconds}
   */
  void showEstimate(CalculationSteps steps, BigFraction base, String[] before, String prefix) {
    String cost =
        before[0].equals(before[1]) ? before[0] : "(" + before[0] + " + " + before[1] + ") / 2";
    String left = prefix + "seconds / " + prefix + "cycle_seconds";
    String charge = "(net + " + cost + " * " + left + ")";
    String formula =
        switch (charged) {
          case REST -> charge + " * " + prefix + "cycle_seconds / " + prefix + "seconds";
          case WHOLE -> charge;
          case REST_AND_WHOLE -> charge + " / (1 + " + left + ")";
        };
    steps.amount("estimate", formula, estimate(base), "without rounding");
  }

  /**
   * Shows the price of a cycle after the invoice as {@code price_least} and {@code price_most}.
   *
   * @param before symbols of the lowest and highest price before the invoice
   * @param seconds symbol of the rest of the cycle
   * @param cycleSeconds symbol of the whole cycle
   */
  void showAfter(
      CalculationSteps steps,
      PriceRange range,
      String[] before,
      String seconds,
      String cycleSeconds) {
    PriceRange prices = after(range);
    String[] names = {"least", "most"};
    long[] found = {prices.least(), prices.most()};
    for (int end = 0; end < names.length; end++) {
      long left = secondsOfBound(each -> after(range, each), end == 0);
      BigFraction credit = line(end == 0 ? range.least() : range.most(), credited(left));
      String creditSymbol = "credit_" + names[end];
      String leftSymbol = shown(seconds, left);
      String share = before[end] + " * " + leftSymbol + " / " + cycleSeconds;
      steps.amount(creditSymbol, rounded(share), credit, "the credit");
      String charge = "net + " + creditSymbol + open(steps, end);
      String formula =
          switch (charged) {
            case REST -> bound(end, "(" + charge + ") * " + cycleSeconds + " / " + leftSymbol);
            case WHOLE -> inexactSeconds == 0 ? "net + " + creditSymbol : bound(end, charge);
            case REST_AND_WHOLE ->
                bound(end, "(" + charge + ") / (1 + " + leftSymbol + " / " + cycleSeconds + ")");
          };
      String remark =
          "the " + (end == 0 ? "lowest" : "highest") + " price of a cycle, from the previous price";
      steps.amount("price_" + names[end], formula, BigFraction.of(found[end]), remark);
    }
  }

  /**
   * Shows the price of a cycle before the invoice as {@code later_least_LEVEL} and {@code
   * later_most_LEVEL}.
   *
   * @param after symbols of the lowest and highest price after the invoice
   */
  void showBefore(CalculationSteps steps, PriceRange range, String[] after, int level) {
    String net = "net_" + level;
    String seconds = "seconds_" + level;
    String cycleSeconds = "cycle_seconds_" + level;
    steps.amount(net, invoice.netMinor(), "invoice " + invoice.invoiceId());
    steps.seconds(cycleSeconds, cycle.start(), cycle.end(), "the changed cycle");
    steps.seconds(seconds, from, to, "the rest of the cycle");
    PriceRange prices = before(range);
    String[] names = {"least", "most"};
    long[] found = {prices.least(), prices.most()};
    for (int end = 0; end < names.length; end++) {
      long left = secondsOfBound(each -> before(range, each), end == 0);
      BigFraction charge = line(end == 0 ? range.least() : range.most(), chargedShare(left));
      String symbol = "charge_" + names[end] + "_" + level;
      String leftSymbol = shown(seconds, left);
      String rest = after[end] + " * " + leftSymbol + " / " + cycleSeconds;
      String formula =
          switch (charged) {
            case REST -> rounded(rest);
            case WHOLE -> after[end];
            case REST_AND_WHOLE -> rounded(after[end] + " + " + rest);
          };
      steps.amount(symbol, formula, charge, "the charge");
      String credit = "(" + symbol + " - " + net + open(steps, end) + ")";
      String share = credit + " * " + cycleSeconds + " / " + leftSymbol;
      String remark = "the " + (end == 0 ? "lowest" : "highest") + " previous price of a cycle";
      steps.amount(
          "later_" + names[end] + "_" + level,
          bound(end, share),
          BigFraction.of(found[end]),
          remark);
    }
  }

  /** Returns the amount of a line that bills a share of a price. */
  private BigFraction line(long price, BigFraction share) {
    BigFraction amount = share.multiply(price);
    return inexactSeconds == 0 ? BigFraction.of(MinorUnits.round(amount)) : amount;
  }

  private String rounded(String formula) {
    return inexactSeconds == 0 ? "round(" + formula + ")" : formula;
  }

  private String open(CalculationSteps steps, int end) {
    boolean isHalf = inexactSeconds == 0 || charged == Charged.WHOLE;
    return isHalf ? steps.half(end == 0) : steps.one(end == 0);
  }

  private static String bound(int end, String formula) {
    return (end == 0 ? "ceil(" : "floor(") + formula + ")";
  }
}
