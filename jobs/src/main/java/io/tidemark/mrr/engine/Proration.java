package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A change of the price within a cycle, computed from the amount billed for the rest of the cycle.
 */
final class Proration implements PriceDerivation {
  private static final BigFraction CENTS = BigFraction.of(3, 2);

  private final Invoice invoice;
  private final Cycle cycle;
  private final List<LayerDraft> before;
  private final boolean baseIsSeen;
  private final NextCycle next;
  private final BigFraction part;
  private final BigFraction change;
  private final BigFraction uncertainty;
  private final Optional<Long> exactPrice;
  private final Optional<Long> unseenBase;
  private final Optional<PriceInference> recovery;

  private Proration(
      Invoice invoice, Cycle cycle, List<LayerDraft> before, boolean baseIsSeen, NextCycle next) {
    this.invoice = invoice;
    this.cycle = cycle;
    this.before = before;
    this.baseIsSeen = baseIsSeen;
    this.next = next;
    this.part = cycle.part(invoice.serviceStart(), invoice.serviceEnd());
    this.change = BigFraction.of(invoice.netMinor()).divide(part);
    this.uncertainty = CENTS.divide(part).add(1);
    this.exactPrice = baseIsSeen ? next.confirm(price(), uncertainty, cycle) : Optional.empty();
    this.unseenBase = unseenBase();
    this.recovery = exactPrice.isEmpty() ? recover() : Optional.empty();
  }

  /**
   * Infers the price if rounding to cents or truncating times to minutes leaves several, and if
   * more is known than the prorated amount. If the previous price is unknown, it infers the change.
   */
  private Optional<PriceInference> recover() {
    long inexactSeconds = next.months().inexactSeconds();
    CreditAndCharge exchange = exchange();
    PriceInference found = new PriceInference(exchange, before, next.laterPrice(cycle));
    if (baseIsSeen && !next.shows(cycle) && !found.isDisputed()) {
      return Optional.of(found).filter(this::tellsMore);
    }
    return inexactSeconds == 0
        ? Optional.empty()
        : Optional.of(new PriceInference(exchange, before, Optional.empty()))
            .filter(this::tellsMore);
  }

  /**
   * Returns the price before the change, in minor units per month, if it is not in the files, the
   * next cycle shows the price after the change, and times are inexact: the roundest price that
   * fits.
   */
  private Optional<Long> unseenBase() {
    long inexactSeconds = next.months().inexactSeconds();
    if (baseIsSeen || inexactSeconds == 0 || !next.shows(cycle)) {
      return Optional.empty();
    }
    long after = next.invoice().orElseThrow().netMinor();
    PriceRange bases = exchange().before(PriceRange.of(after));
    return Optional.of(bases)
        .filter(range -> !range.isEmpty() && range.most() > 0)
        .map(range -> BigFraction.of(range.roundest(unseenEstimate())))
        .map(base -> MinorUnits.round(base.divide(cycle.months())));
  }

  private BigFraction unseenEstimate() {
    long after = next.invoice().orElseThrow().netMinor();
    return BigFraction.of(after).subtract(change.multiply(cycle.months()));
  }

  private CreditAndCharge exchange() {
    return new CreditAndCharge(
        invoice,
        cycle,
        invoice.serviceStart(),
        invoice.serviceEnd(),
        CreditAndCharge.Charged.REST,
        next.months().inexactSeconds());
  }

  /** Returns whether the inferred price gives more information than the change alone. */
  private boolean tellsMore(PriceInference found) {
    if (found.price().isEmpty()) {
      return false;
    }
    long recovered = found.monthly(cycle.months()) - MinorUnits.sum(before);
    boolean isOther = recovered != MinorUnits.round(change);
    return isOther || found.isAgreed() || isSettled(found);
  }

  private boolean isSettled(PriceInference found) {
    return found.price().isOneMonthly(cycle.months());
  }

  /**
   * Returns a change of the layers that ran {@code before}. The next cycle can make it exact to the
   * cent.
   */
  static Proration of(Invoice invoice, Cycle cycle, List<LayerDraft> before, NextCycle next) {
    return new Proration(invoice, cycle, before, true, next);
  }

  /** Returns a change of a price that is not in the files. */
  static Proration ofUnseen(Invoice invoice, Cycle cycle, NextCycle next) {
    return new Proration(invoice, cycle, List.of(), false, next);
  }

  /** Returns the layer of the change, over the rest of the cycle. */
  LayerDraft slice(Layer.Kind kind) {
    Instant start = invoice.serviceStart();
    Instant end = invoice.serviceEnd();
    return new LayerDraft(invoice, kind, cycle, start, end, part, mrrMinor(), this);
  }

  /** Returns the change per month, in minor units. */
  private long mrrMinor() {
    if (unseenBase.isPresent()) {
      return next.priceAfter(cycle).orElseThrow() - unseenBase.get();
    }
    return exactPrice
        .or(() -> recovery.map(found -> found.monthly(cycle.months())))
        .map(price -> price - MinorUnits.sum(before))
        .orElseGet(() -> MinorUnits.round(change));
  }

  /**
   * Returns why the price has low confidence. Empty if rounding, later invoices or a cancellation
   * determine it to the cent.
   */
  Optional<LowConfidenceReason> doubt() {
    if (!baseIsSeen) {
      return Optional.of(LowConfidenceReason.UNSEEN_BASE);
    }
    boolean isExact = exactPrice.isPresent() || recovery.filter(this::isSettled).isPresent();
    return isExact ? Optional.empty() : Optional.of(LowConfidenceReason.FEW_CENTS);
  }

  /** Returns the largest amount of the invoice that rounding can explain. */
  BigFraction roundingLimit() {
    boolean isRecovered = exactPrice.isPresent() || recovery.isPresent() || unseenBase.isPresent();
    return isRecovered ? part.add(CENTS).add(inexact()) : MinorUnits.halfOf(part);
  }

  /** Returns the value of the change for less than a minute, if times are truncated to minutes. */
  private BigFraction inexact() {
    Instant start = cycle.start();
    Instant end = start.plusSeconds(next.months().inexactSeconds());
    return cycle.part(start, end).multiply(Math.abs(mrrMinor()));
  }

  private BigFraction price() {
    return change.add(MinorUnits.sum(before));
  }

  @Override
  public String reason(LayerDraft slice) {
    return slice.kind == Layer.Kind.ORPHAN_PRORATION
        ? "The first invoice bills the rest of a cycle: a change to a cycle that started before the"
            + " data."
        : "Its service starts within a running cycle and ends with it: a price change for the rest"
            + " of that cycle.";
  }

  @Override
  public String certainty(LayerDraft slice) {
    if (recovery.isPresent()) {
      return recovery.get().certainty();
    }
    return next.invoice().isPresent()
        ? "the next cycle's price equals the price after the change"
        : "it cancels everything that was running, and no invoice follows";
  }

  private void showUnseenBase(LayerDraft slice, CalculationSteps steps) {
    next.showCandidate(steps, cycle);
    PriceRange after = PriceRange.of(next.invoice().orElseThrow().netMinor());
    exchange().showBefore(steps, after, new String[] {"next_net", "next_net"}, 1);
    steps.amount("estimate", "next_net - change * cycle_months", unseenEstimate(), "before");
    PriceRange bases = exchange().before(after);
    String[] bounds = {"later_least_1", "later_most_1"};
    String formula = bases.roundestFormula(unseenEstimate(), "estimate", bounds);
    BigFraction whole = BigFraction.of(bases.roundest(unseenEstimate()));
    steps.amount("whole_base", formula, whole, "the roundest previous price that fits");
    BigFraction base = BigFraction.of(unseenBase.orElseThrow());
    steps.amount("base", "round(whole_base / cycle_months)", base, "per month");
    BigFraction mrr = BigFraction.of(slice.mrrMinor);
    steps.amount("mrr", "next_price - base", mrr, "the change per month");
  }

  private void showUnseen(LayerDraft slice, CalculationSteps steps) {
    if (unseenBase.isPresent()) {
      showUnseenBase(slice, steps);
      return;
    }
    if (recovery.isEmpty()) {
      steps.rounded("change", slice.mrrMinor, "");
      return;
    }
    steps.amount("base", 0, "the previous price is unknown: this is the change only");
    recovery.get().show(steps, "base", "");
    BigFraction mrr = BigFraction.of(slice.mrrMinor);
    steps.amount("mrr", "round(whole_price / cycle_months)", mrr, "the change per month");
  }

  @Override
  public void show(LayerDraft slice, CalculationSteps steps) {
    steps.amount("net", invoice.netMinor(), "invoice " + invoice.invoiceId());
    steps.part("part", "", next.months(), cycle, invoice.serviceStart(), invoice.serviceEnd());
    steps.amount("change", "net / part", change, "per month");
    if (!baseIsSeen) {
      showUnseen(slice, steps);
      return;
    }
    steps.sum("base", before, "running MRR");
    steps.amount(
        "price", "base + change", price(), "per month, within the precision of whole cents");
    if (next.showCandidate(steps, cycle)) {
      String formula = "(1.5 / part + 1) * " + steps.smallest().toPlainString();
      next.showDistance(steps, price(), formula, uncertainty, cycle);
    }
    BigFraction mrr = BigFraction.of(slice.mrrMinor);
    if (recovery.isPresent()) {
      recovery.get().show(steps, "base", "");
      steps.amount("mrr", "round(whole_price / cycle_months) - base", mrr, "the change per month");
    } else if (exactPrice.isPresent()) {
      steps.amount("mrr", "next_price - base", mrr, "within the uncertainty: exactly this price");
    } else {
      steps.rounded("change", slice.mrrMinor, next.silence(cycle) + "; ");
    }
  }
}
