package io.tidemark.mrr.engine;

import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A renewal that also bills changes of a cycle that is not in the files. The next cycle shows the
 * price, and the rest of the invoice is for the changes.
 *
 * @param old the cycle that was changed
 * @param cycle the cycle that the renewal opens
 * @param next the later invoices, which show the price
 */
record FirstSeenStraddle(Invoice invoice, Cycle old, Cycle cycle, NextCycle next)
    implements PriceDerivation {

  /** Returns the invoice as such a renewal, if it is one and the next cycle shows the price. */
  static Optional<FirstSeenStraddle> of(Invoice invoice, BillingMonths months, NextCycle next) {
    if (!invoice.straddles()) {
      return Optional.empty();
    }
    Cycle old = Cycle.of(invoice.usageStart(), invoice.usageEnd(), months);
    Cycle cycle = Cycle.of(invoice.usageEnd(), invoice.serviceEnd(), months);
    return next.shows(cycle)
        ? Optional.of(new FirstSeenStraddle(invoice, old, cycle, next))
        : Optional.empty();
  }

  /** Returns the price of the new cycle per month, in minor units. */
  long price() {
    return next.priceAfter(cycle).orElseThrow();
  }

  /**
   * Returns the layer of the change from its day to the renewal; the price before it is unknown.
   */
  LayerDraft trueUp() {
    Layer.Kind kind = Layer.Kind.TRUE_UP;
    long mrr = MinorUnits.round(change());
    return new LayerDraft(
        invoice, kind, old, invoice.serviceStart(), old.end(), share(), mrr, this);
  }

  /** Returns the largest amount of the invoice that rounding can explain. */
  BigFraction roundingLimit() {
    return MinorUnits.halfOf(share());
  }

  private BigFraction share() {
    return old.part(invoice.serviceStart(), old.end());
  }

  private BigFraction change() {
    BigFraction ofCycle = cycle.months().multiply(price());
    return BigFraction.of(invoice.netMinor()).subtract(ofCycle).divide(share());
  }

  @Override
  public String reason(LayerDraft slice) {
    String both = "It renews and also bills an earlier change in a cycle that is not in the data: ";
    return both
        + (slice.kind == Layer.Kind.TRUE_UP
            ? "the rest of the amount is the change, from its date to the renewal."
            : "the next cycle shows the price from the renewal on.");
  }

  @Override
  public String certainty(LayerDraft slice) {
    return "the next cycle shows it";
  }

  @Override
  public void show(LayerDraft slice, CalculationSteps steps) {
    steps.amount("net", invoice.netMinor(), "invoice " + invoice.invoiceId());
    next.showCandidate(steps, cycle);
    BigFraction mrr = BigFraction.of(slice.mrrMinor);
    if (slice.kind == Layer.Kind.STRADDLE) {
      steps.amount("mrr", "next_price", mrr, "the price from the renewal on");
      return;
    }
    steps.months("n", next.months(), cycle.start(), cycle.end());
    steps.part("f", "old_", next.months(), old, invoice.serviceStart(), old.end());
    steps.amount("change", "(net - n * next_price) / f", change(), "per month");
    steps.rounded("change", slice.mrrMinor, "");
  }
}
