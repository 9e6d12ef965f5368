package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A first period that ends on the regular billing day and is shorter than the cycle after it.
 * Billing systems charge the share of a whole cycle that ends with it.
 *
 * @param invoice the invoice for the period
 * @param cycle the whole cycle, which ends with the period and is as long as the next cycle
 * @param isChanged whether an invoice changes the price within the period
 */
record FirstPeriod(Invoice invoice, Cycle cycle, boolean isChanged) {
  private static final BigFraction CENTS = BigFraction.of(3, 2);

  /**
   * Returns the first period of a stream, if the cycle after it is whole and longer.
   *
   * @param first the invoice for the period
   * @param later the later invoices of the stream, in order
   */
  static Optional<FirstPeriod> of(Invoice first, List<Invoice> later, BillingMonths months) {
    Instant end = first.serviceEnd();
    if (first.netMinor() <= 0) {
      return Optional.empty();
    }
    boolean isChanged =
        later.stream()
            .anyMatch(
                invoice ->
                    BillingMonths.near(invoice.serviceEnd(), end)
                        || (invoice.straddles() && BillingMonths.near(invoice.usageEnd(), end)));
    return later.stream()
        .filter(invoice -> !invoice.startsAnew() && BillingMonths.near(invoice.anchor(), end))
        .filter(invoice -> months.isWhole(invoice.anchor(), invoice.serviceEnd()))
        .findFirst()
        .map(
            next -> {
              Instant start = BillingMonths.minusSame(end, next.anchor(), next.serviceEnd());
              BigFraction length = months.between(next.anchor(), next.serviceEnd());
              return new FirstPeriod(first, new Cycle(start, end, length), isChanged);
            })
        .filter(period -> period.cycle().start().isBefore(first.serviceStart()));
  }

  /** Returns whether an invoice bills a change of the period together with the next cycle. */
  boolean isChangedBy(Invoice straddle) {
    return BillingMonths.near(straddle.usageEnd(), cycle.end())
        && !straddle.usageStart().isBefore(cycle.start());
  }

  /**
   * Returns the layer of the period, priced by its share, unless the next cycle contradicts that
   * price.
   */
  Optional<LayerDraft> slice(NextCycle next) {
    Optional<Long> exact = exact(next);
    if (exact.isEmpty() && !isChanged) {
      return Optional.empty();
    }
    LayerDraft slice =
        new LayerDraft(
            invoice,
            Layer.Kind.CYCLE,
            cycle,
            invoice.serviceStart(),
            cycle.end(),
            share(),
            exact.orElseGet(() -> roundest(next.months().inexactSeconds())),
            new Calculation(this, next));
    return Optional.of(
        exact.isPresent() ? slice : slice.low(LowConfidenceReason.BROKEN_FIRST_PERIOD));
  }

  /**
   * Returns the roundest price per month that fits the invoice, within the precision of the times.
   */
  private long roundest(long inexactSeconds) {
    if (inexactSeconds == 0) {
      return MinorUnits.round(price());
    }
    return prices(inexactSeconds).monthly(cycle.months());
  }

  private PriceRange prices(long inexactSeconds) {
    BigFraction half = BigFraction.of(1, 2);
    BigFraction net = BigFraction.of(invoice.netMinor());
    long seconds = BillingMonths.seconds(invoice.serviceStart(), cycle.end());
    long ofCycle = BillingMonths.seconds(cycle.start(), cycle.end());
    return new PriceRange(
        PriceRange.within(
                net.subtract(half), net, BigFraction.of(seconds + inexactSeconds, ofCycle))
            .least(),
        PriceRange.within(net, net.add(half), BigFraction.of(seconds - inexactSeconds, ofCycle))
            .most());
  }

  /**
   * Returns the price of the next cycle, if it equals the price from the share within whole cents.
   */
  Optional<Long> exact(NextCycle next) {
    return next.confirm(price(), uncertainty(), cycle);
  }

  /** Returns the largest amount of the invoice that rounding can explain. */
  BigFraction roundingLimit(NextCycle next) {
    BigFraction inexact = price().multiply(cycle.months()).multiply(next.months().inexactSeconds());
    long seconds = BillingMonths.seconds(cycle.start(), cycle.end());
    return share().add(CENTS).add(inexact.divide(seconds));
  }

  BigFraction share() {
    return cycle.part(invoice.serviceStart(), cycle.end());
  }

  BigFraction price() {
    return BigFraction.of(invoice.netMinor()).divide(share());
  }

  BigFraction uncertainty() {
    return CENTS.divide(share()).add(1);
  }

  /** Derives the price from the share. */
  private record Calculation(FirstPeriod period, NextCycle next) implements PriceDerivation {
    @Override
    public String reason(LayerDraft slice) {
      return "The first period is shorter than the next cycle: it bills the prorated share of a"
          + " full cycle that ends with it.";
    }

    @Override
    public String certainty(LayerDraft slice) {
      return "the next cycle's price equals the full price computed from the share";
    }

    @Override
    public void show(LayerDraft slice, CalculationSteps steps) {
      Invoice invoice = period.invoice();
      Cycle cycle = period.cycle();
      steps.amount("net", invoice.netMinor(), "invoice " + invoice.invoiceId());
      steps.part("part", "", next.months(), cycle, invoice.serviceStart(), cycle.end());
      steps.amount("price", "net / part", period.price(), "per month");
      if (period.exact(next).isEmpty()) {
        showChanged(slice, steps);
        return;
      }
      next.showCandidate(steps, cycle);
      String formula = "(1.5 / part + 1) * " + steps.smallest().toPlainString();
      next.showDistance(steps, period.price(), formula, period.uncertainty(), cycle);
      BigFraction mrr = BigFraction.of(slice.mrrMinor);
      steps.amount("mrr", "next_price", mrr, "within the uncertainty: exactly this price");
    }

    private void showChanged(LayerDraft slice, CalculationSteps steps) {
      long inexactSeconds = next.months().inexactSeconds();
      if (inexactSeconds == 0) {
        steps.rounded("price", slice.mrrMinor, "");
        return;
      }
      PriceRange prices = period.prices(inexactSeconds);
      String half = steps.half(true);
      steps.amount(
          "price_least",
          "ceil((net" + half + ") * cycle_seconds / (seconds + " + inexactSeconds + "))",
          BigFraction.of(prices.least()),
          "the lowest full price that fits the invoice");
      steps.amount(
          "price_most",
          "floor((net"
              + steps.half(false)
              + ") * cycle_seconds / (seconds - "
              + inexactSeconds
              + "))",
          BigFraction.of(prices.most()),
          "the highest full price that fits the invoice");
      steps.amount("middle", "(price_least + price_most) / 2", prices.middle(), "of a full cycle");
      long unit = prices.unit();
      String rounded = unit == 1 ? "round(middle)" : "round(middle / " + unit + ") * " + unit;
      BigFraction whole = BigFraction.of(prices.roundest());
      steps.amount("whole_price", rounded, whole, "the roundest price in this range");
      String formula = "round(whole_price / cycle_months)";
      steps.amount("mrr", formula, BigFraction.of(slice.mrrMinor), "per month");
    }
  }
}
