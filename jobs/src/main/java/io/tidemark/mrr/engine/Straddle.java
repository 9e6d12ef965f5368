package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Splits a renewal that also bills an earlier change into price and change. It assumes a single
 * change, unless later invoices show another price.
 */
final class Straddle implements PriceDerivation {
  private static final BigFraction CENTS = BigFraction.of(2);

  private final Invoice invoice;
  private final Cycle old;
  private final Cycle cycle;
  private final List<LayerDraft> before;
  private final NextCycle next;
  private final BigFraction share;
  private final BigFraction ofOneChange;
  private final BigFraction uncertainty;
  private final Optional<Long> nextPrice;
  private final Optional<Long> exactPrice;
  private final Optional<PriceInference> recovery;

  /**
   * Computes the price and the change.
   *
   * @param old the cycle in which the change was made
   * @param cycle the cycle that the renewal opens
   * @param before the layers that ran through the old cycle when the change was made
   */
  Straddle(Invoice invoice, Cycle old, Cycle cycle, List<LayerDraft> before, NextCycle next) {
    this.invoice = invoice;
    this.old = old;
    this.cycle = cycle;
    this.before = before;
    this.next = next;
    this.share = old.part(invoice.serviceStart(), old.end());
    BigFraction net = BigFraction.of(invoice.netMinor());
    this.ofOneChange = net.add(share.multiply(MinorUnits.sum(before))).divide(weight());
    this.uncertainty = CENTS.divide(weight()).add(1);
    this.nextPrice = next.priceAfter(cycle);
    this.exactPrice = next.confirm(ofOneChange, uncertainty, cycle);
    this.recovery = isShown() ? Optional.empty() : recover();
  }

  private Optional<PriceInference> recover() {
    return LaterPrice.straddle(invoice, next.months())
        .map(exchange -> new PriceInference(exchange, before, next.laterPrice(cycle)))
        .filter(found -> !found.price().isEmpty());
  }

  /** Returns the price of the new cycle per month, in minor units. */
  long price() {
    return exactPrice
        .or(() -> nextPrice)
        .or(() -> recovery.map(found -> found.monthly(cycle.months())))
        .orElseGet(() -> MinorUnits.round(ofOneChange));
  }

  /**
   * Returns the layers of the changes until the renewal, in order: one, or two that were billed
   * together.
   */
  List<LayerDraft> trueUps() {
    Instant start = invoice.serviceStart();
    long base = MinorUnits.sum(before);
    if (!isContradicted()) {
      return List.of(trueUp(start, old.end(), price() - base));
    }
    return twoChanges()
        .map(
            two ->
                List.of(
                    trueUp(start, two.second(), two.between() - base),
                    trueUp(two.second(), old.end(), price() - base)))
        .orElseGet(() -> List.of(trueUp(start, old.end(), MinorUnits.round(average()))));
  }

  private LayerDraft trueUp(Instant from, Instant to, long mrrMinor) {
    BigFraction part = old.part(from, to);
    return new LayerDraft(invoice, Layer.Kind.TRUE_UP, old, from, to, part, mrrMinor, this);
  }

  /**
   * Returns why the price has low confidence. Empty if later invoices show the price that a single
   * change gives.
   */
  Optional<LowConfidenceReason> doubt() {
    if (isContradicted()) {
      return Optional.of(LowConfidenceReason.SEVERAL_CHANGES);
    }
    if (nextPrice.isPresent()) {
      return Optional.empty();
    }
    if (recovery.filter(PriceInference::isAgreed).isEmpty()) {
      return Optional.of(LowConfidenceReason.UNCONFIRMED);
    }
    boolean isOne = recovery.get().price().isOneMonthly(cycle.months());
    return isOne ? Optional.empty() : Optional.of(LowConfidenceReason.FEW_CENTS);
  }

  /** Returns the largest amount of the invoice that rounding can explain. */
  BigFraction roundingLimit() {
    boolean isRecovered = exactPrice.isPresent() || recovery.isPresent();
    return isRecovered ? weight().add(CENTS) : MinorUnits.halfOf(weight());
  }

  private BigFraction weight() {
    return cycle.months().add(share);
  }

  private boolean isShown() {
    return exactPrice.isPresent() || nextPrice.isPresent();
  }

  /** Returns whether later invoices show a price that a single change does not give. */
  private boolean isContradicted() {
    boolean isByNext = exactPrice.isEmpty() && nextPrice.isPresent();
    return isByNext || recovery.filter(PriceInference::isContradicted).isPresent();
  }

  /**
   * Returns whether later invoices contradict a single change, but not a single change of a lower
   * price: the previous price may include a fee.
   */
  boolean mayFollowFee() {
    BigFraction base = BigFraction.of(price()).subtract(average());
    return isContradicted()
        && base.compareTo(BigFraction.ZERO) >= 0
        && base.compareTo(BigFraction.of(MinorUnits.sum(before))) < 0;
  }

  private BigFraction average() {
    BigFraction net = BigFraction.of(invoice.netMinor());
    return net.subtract(cycle.months().multiply(price())).divide(share);
  }

  private Optional<TwoChanges> twoChanges() {
    BigFraction averagePrice = average().add(MinorUnits.sum(before));
    return TwoChanges.of(invoice.serviceStart(), old.end(), averagePrice, price());
  }

  @Override
  public String reason(LayerDraft slice) {
    String both =
        "It renews and also bills a change within the old cycle, made after its service start: ";
    if (slice.kind == Layer.Kind.STRADDLE) {
      return both + "this is the price from the renewal on.";
    }
    boolean isSecond = slice.start.isAfter(invoice.serviceStart());
    if (isContradicted() && twoChanges().isPresent()) {
      return "It renews and also bills changes within the old cycle, made after its service start: "
          + (isSecond
              ? "this is the second change, until the renewal."
              : "this is the first of two changes.");
    }
    return both + "this is the change, from its date to the renewal.";
  }

  @Override
  public String certainty(LayerDraft slice) {
    return recovery
        .map(PriceInference::certainty)
        .orElse("the next cycle's price equals the price after a single change");
  }

  @Override
  public void show(LayerDraft slice, CalculationSteps steps) {
    steps.amount("net", invoice.netMinor(), "invoice " + invoice.invoiceId());
    steps.months("n", next.months(), cycle.start(), cycle.end());
    steps.part("f", "old_", next.months(), old, invoice.serviceStart(), old.end());
    steps.sum("base", before, "MRR that ran through the old cycle");
    String formula = "(net + f * base) / (n + f)";
    steps.amount("price", formula, ofOneChange, "per month, assuming a single change");
    if (next.showCandidate(steps, cycle)) {
      String open = "(2 / (n + f) + 1) * " + steps.smallest().toPlainString();
      next.showDistance(steps, ofOneChange, open, uncertainty, cycle);
    }
    String price = showPrice(steps);
    if (slice.kind == Layer.Kind.STRADDLE) {
      steps.amount("mrr", price, BigFraction.of(slice.mrrMinor), remark());
    } else {
      showChange(price, slice, steps);
    }
  }

  /** Shows the price and returns the formula of the price per month, to the cent. */
  private String showPrice(CalculationSteps steps) {
    if (isShown()) {
      return "next_price";
    }
    if (recovery.isEmpty()) {
      return "round(price)";
    }
    recovery.get().show(steps, "base", "old_");
    return "round(whole_price / n)";
  }

  private String remark() {
    if (exactPrice.isPresent()) {
      return "within the uncertainty: exactly this price";
    }
    if (isContradicted()) {
      return "outside the uncertainty: more than one change, so the next price";
    }
    return recovery.filter(PriceInference::isAgreed).isPresent()
        ? "the next invoices show the same price"
        : next.silence(cycle);
  }

  private void showChange(String price, LayerDraft slice, CalculationSteps steps) {
    BigFraction mrr = BigFraction.of(slice.mrrMinor);
    if (!isContradicted()) {
      String exactly = "within the uncertainty: exactly the price of the next cycle";
      steps.amount("mrr", price + " - base", mrr, exactPrice.isPresent() ? exactly : remark());
      return;
    }
    steps.amount("new_price", price, BigFraction.of(price()), "from the renewal on");
    String remark = "outside the uncertainty: the average of more than one change";
    steps.amount("average", "(net - n * new_price) / f", average(), remark);
    Optional<TwoChanges> two = twoChanges();
    if (two.isEmpty()) {
      steps.rounded("average", slice.mrrMinor, "");
    } else if (slice.start.isAfter(invoice.serviceStart())) {
      steps.amount("mrr", "new_price - base", mrr, "assuming two changes: the second");
    } else {
      two.get().show(steps, mrr);
    }
  }
}
