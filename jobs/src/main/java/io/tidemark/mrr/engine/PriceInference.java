package io.tidemark.mrr.engine;

import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Infers the price after an invoice with a credit, from the previous price, assuming a single
 * change, and from later invoices.
 */
final class PriceInference {
  private final CreditAndCharge exchange;
  private final List<LayerDraft> before;
  private final Optional<LaterPrice> laterPrice;
  private final PriceRange base;
  private final PriceRange ofOneChange;

  /** The price if the invoice bills a single change and later invoices show the same price. */
  private final Optional<PriceRange> agreed;

  /**
   * Compares the price after a single change with the price from later invoices.
   *
   * @param before the layers that ran before
   * @param laterPrice the price from later invoices
   */
  PriceInference(
      CreditAndCharge exchange, List<LayerDraft> before, Optional<LaterPrice> laterPrice) {
    this.exchange = exchange;
    this.before = before;
    this.laterPrice = laterPrice;
    this.base =
        before.isEmpty() || isOneInvoice()
            ? PriceRange.of(before.isEmpty() ? 0 : before.get(0).invoice.netMinor())
            : PriceRange.ofMonthly(MinorUnits.sum(before), exchange.cycle().months());
    this.ofOneChange = exchange.after(base);
    this.agreed =
        laterPrice.map(later -> ofOneChange.meet(later.price())).filter(range -> !range.isEmpty());
  }

  /** Returns whether later invoices show the same price as a single change. */
  boolean isAgreed() {
    return agreed.isPresent();
  }

  /** Returns whether later invoices show a price that differs from that of a single change. */
  boolean isDisputed() {
    return laterPrice.isPresent() && agreed.isEmpty();
  }

  /** Returns whether no later invoice shows a price. */
  boolean isAlone() {
    return laterPrice.isEmpty();
  }

  /**
   * Returns whether later invoices show another price, and that price is used. If their price also
   * assumes a single change at another renewal, both prices are equally likely, and the rounder one
   * is used.
   */
  boolean isContradicted() {
    if (!isDisputed()) {
      return false;
    }
    return laterPrice.orElseThrow().outweighs(ofOneChange);
  }

  /** Returns the range of the price; may be empty. */
  PriceRange price() {
    return isContradicted() ? laterPrice.orElseThrow().price() : agreed.orElse(ofOneChange);
  }

  /**
   * Returns the roundest price per month in the range; of several, the one closest to the estimate.
   */
  long monthly(BigFraction months) {
    return MinorUnits.round(BigFraction.of(roundest()).divide(months));
  }

  private long roundest() {
    return isEstimated() ? price().roundest(estimate()) : price().roundest();
  }

  /**
   * Returns whether the price closest to the estimate is used: if times are inexact, the range is
   * not centered on the estimate.
   */
  private boolean isEstimated() {
    return exchange.inexactSeconds() > 0 && !isContradicted();
  }

  private BigFraction estimate() {
    return exchange.estimate(base.middle());
  }

  /** Returns why the price has high confidence, if it has. */
  String certainty() {
    return isAgreed()
        ? "the next invoices show the same price as a single change"
        : "only one price gives the exact invoice amount";
  }

  private boolean isOneInvoice() {
    return before.size() == 1 && before.get(0).isBilledAsItsCycle();
  }

  /**
   * Shows the roundest value of {@link #price} as {@code whole_price}.
   *
   * @param baseSymbol symbol of the previous price per month
   * @param prefix of the symbols {@code seconds}, {@code cycle_seconds} and {@code cycle_months}
   */
  void show(CalculationSteps steps, String baseSymbol, String prefix) {
    String[] price = {"price_least", "price_most"};
    String[] ofBase = {};
    if (!isContradicted()) {
      ofBase = showBase(steps, baseSymbol, prefix);
      exchange.showAfter(steps, base, ofBase, prefix + "seconds", prefix + "cycle_seconds");
    }
    if (isAgreed() || isContradicted()) {
      LaterPrice later = laterPrice.orElseThrow();
      String[] toldPrice = later.show(steps, 1);
      price[0] = isHigher(later.price().least()) ? toldPrice[0] : price[0];
      price[1] = isLower(later.price().most()) ? toldPrice[1] : price[1];
      steps.amount("least", price[0], BigFraction.of(price().least()), "lower bound of the price");
      steps.amount("most", price[1], BigFraction.of(price().most()), "upper bound of the price");
      price = new String[] {"least", "most"};
    }
    long unit = price().unit();
    BigFraction roundest = BigFraction.of(roundest());
    if (isEstimated()) {
      exchange.showEstimate(steps, base.middle(), ofBase, prefix);
      String formula = price().roundestFormula(estimate(), "estimate", price);
      steps.amount("whole_price", formula, roundest, "the roundest price in this range");
      return;
    }
    String middle = "(" + price[0] + " + " + price[1] + ") / 2";
    steps.amount("middle", middle, price().middle(), "of a full cycle");
    String formula = unit == 1 ? "round(middle)" : "round(middle / " + unit + ") * " + unit;
    steps.amount("whole_price", formula, roundest, "the roundest price in this range");
  }

  private boolean isHigher(long least) {
    return isContradicted() || least > ofOneChange.least();
  }

  private boolean isLower(long most) {
    return isContradicted() || most < ofOneChange.most();
  }

  private String[] showBase(CalculationSteps steps, String baseSymbol, String prefix) {
    if (before.isEmpty()) {
      return new String[] {baseSymbol, baseSymbol};
    }
    if (isOneInvoice()) {
      Invoice invoice = before.get(0).invoice;
      steps.amount("base_cycle", invoice.netMinor(), "invoice " + invoice.invoiceId());
      return new String[] {"base_cycle", "base_cycle"};
    }
    String[] bounds = {"ceil", "floor"};
    String[] symbols = {"base_least", "base_most"};
    long[] values = {base.least(), base.most()};
    for (int end = 0; end < symbols.length; end++) {
      String formula =
          bounds[end]
              + "(("
              + baseSymbol
              + steps.half(end == 0)
              + ") * "
              + prefix
              + "cycle_months)";
      String remark = "the cycle price whose monthly amount rounds to it";
      steps.amount(symbols[end], formula, BigFraction.of(values[end]), remark);
    }
    return symbols;
  }
}
