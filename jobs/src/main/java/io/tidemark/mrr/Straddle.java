package io.tidemark.mrr;

import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A renewal that also bills what changed before it, taken apart: supposing one change, unless the
 * next cycle shows another price.
 */
final class Straddle implements Arithmetic {
  private static final BigFraction CENTS = BigFraction.of(2);

  private final Invoice invoice;
  private final Cycle old;
  private final Cycle cycle;
  private final List<Slice> before;
  private final NextCycle next;
  private final BigFraction share;
  private final BigFraction ofOneChange;
  private final BigFraction uncertainty;
  private final Optional<Long> nextPrice;
  private final Optional<Long> exactPrice;

  /**
   * Recovers price and change.
   *
   * @param old the cycle that the change was made in
   * @param cycle the one that the renewal opens
   * @param before what ran over the old cycle when the change was made
   */
  Straddle(Invoice invoice, Cycle old, Cycle cycle, List<Slice> before, NextCycle next) {
    this.invoice = invoice;
    this.old = old;
    this.cycle = cycle;
    this.before = before;
    this.next = next;
    this.share = old.part(invoice.serviceStart(), old.end());
    BigFraction net = BigFraction.of(invoice.netMinor());
    this.ofOneChange = net.add(share.multiply(Minor.sum(before))).divide(weight());
    this.uncertainty = CENTS.divide(weight()).add(1);
    this.nextPrice = next.priceAfter(cycle);
    this.exactPrice = next.confirm(ofOneChange, uncertainty, cycle);
  }

  /** Part of the old cycle the change was billed for. */
  BigFraction share() {
    return share;
  }

  /** Of the new cycle, minor units a month. */
  long price() {
    return exactPrice.or(() -> nextPrice).orElseGet(() -> Minor.round(ofOneChange));
  }

  /** Of the price, from its day to the renewal, minor units a month. */
  long change() {
    return isContradicted() ? Minor.round(average()) : price() - Minor.sum(before);
  }

  /** Nothing, where the next cycle costs what one change would make it cost. */
  Optional<Doubt> doubt() {
    if (isContradicted()) {
      return Optional.of(Doubt.SEVERAL_CHANGES);
    }
    return nextPrice.isPresent() ? Optional.empty() : Optional.of(Doubt.UNCONFIRMED);
  }

  /** The most that rounding can leave of the invoice. */
  BigFraction roundingLimit() {
    return exactPrice.isPresent() ? weight().add(CENTS) : Minor.halfOf(weight());
  }

  private BigFraction weight() {
    return cycle.months().add(share);
  }

  /** The next cycle shows a price, and it is not what one change would make it. */
  private boolean isContradicted() {
    return exactPrice.isEmpty() && nextPrice.isPresent();
  }

  private BigFraction average() {
    BigFraction net = BigFraction.of(invoice.netMinor());
    return net.subtract(cycle.months().multiply(price())).divide(share);
  }

  @Override
  public String reason(Slice slice) {
    String both =
        "It renews, and also bills a change made since its service began, within the old cycle: ";
    return both
        + (slice.kind == Layer.Kind.TRUE_UP
            ? "this is the change, from its day to the renewal."
            : "this is the price from the renewal on.");
  }

  @Override
  public String certainty(Slice slice) {
    return "the next cycle costs what one change makes it cost";
  }

  @Override
  public void show(Slice slice, Steps steps) {
    steps.amount("net", invoice.netMinor(), "invoice " + invoice.invoiceId());
    steps.months("n", next.months(), cycle.start(), cycle.end());
    steps.part("f", "old_", next.months(), old, invoice.serviceStart(), old.end());
    steps.sum("base", before, "what ran over the old cycle");
    String formula = "(net + f * base) / (n + f)";
    steps.amount("price", formula, ofOneChange, "a month, if there was one change");
    if (next.showCandidate(steps, cycle)) {
      String open = "(2 / (n + f) + 1) * " + steps.smallest().toPlainString();
      next.showDistance(steps, ofOneChange, open, uncertainty, cycle);
    }
    if (slice.kind == Layer.Kind.TRUE_UP) {
      showChange(BigFraction.of(slice.mrrMinor), slice, steps);
    } else {
      showPrice(BigFraction.of(slice.mrrMinor), slice, steps);
    }
  }

  private void showPrice(BigFraction mrr, Slice slice, Steps steps) {
    if (exactPrice.isPresent()) {
      steps.amount("mrr", "next_price", mrr, "within the uncertainty: exactly that price");
    } else if (isContradicted()) {
      steps.amount("mrr", "next_price", mrr, "farther off: more than one change, so that price");
    } else {
      steps.rounded("price", slice.mrrMinor, next.silence(cycle) + "; ");
    }
  }

  private void showChange(BigFraction mrr, Slice slice, Steps steps) {
    if (exactPrice.isPresent()) {
      String remark = "within the uncertainty: the price is exactly that of the next cycle";
      steps.amount("mrr", "next_price - base", mrr, remark);
    } else if (isContradicted()) {
      String remark = "farther off: more than one change, of which this is the average";
      steps.amount("average", "(net - n * next_price) / f", average(), remark);
      steps.rounded("average", slice.mrrMinor, "");
    } else {
      steps.amount("mrr", "round(price) - base", mrr, next.silence(cycle));
    }
  }
}
