package io.tidemark.mrr.engine;

import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A first-seen renewal that also bills changes of what was never seen: the next cycle shows the
 * price, and what that leaves of the invoice was for the changes.
 *
 * @param old the cycle that was changed
 * @param cycle the one that the renewal opens
 * @param next shows the price
 */
record FirstSeenStraddle(Invoice invoice, Cycle old, Cycle cycle, NextCycle next)
    implements PriceDerivation {

  /** The reading of an invoice of that kind, where the next cycle shows the price. */
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

  /** Of the new cycle, minor units a month. */
  long price() {
    return next.priceAfter(cycle).orElseThrow();
  }

  /** The change from its day to the renewal, on a base that was never seen. */
  LayerDraft trueUp() {
    Layer.Kind kind = Layer.Kind.TRUE_UP;
    long mrr = MinorUnits.round(change());
    return new LayerDraft(
        invoice, kind, old, invoice.serviceStart(), old.end(), share(), mrr, this);
  }

  /** The most that rounding can leave of the invoice. */
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
