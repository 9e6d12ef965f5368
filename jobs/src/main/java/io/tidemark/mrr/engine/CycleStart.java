package io.tidemark.mrr.engine;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A cycle that an invoice opens. Its price per month is the amount of the invoice plus the credit
 * in it, divided by the months of the cycle.
 *
 * @param credited the layers that the invoice cuts and credits; empty if it credits nothing
 * @param period the new period, if the credit hides it
 * @param inferredPrice the inferred price, if it is used
 */
record CycleStart(
    Invoice invoice,
    BillingMonths months,
    Cut credited,
    Optional<HiddenPeriod> period,
    Optional<PriceInference> inferredPrice)
    implements PriceDerivation {

  /** Returns a cycle whose invoice credits nothing. */
  static CycleStart ofNet(Invoice invoice, BillingMonths months) {
    return new CycleStart(invoice, months, new Cut(List.of()), Optional.empty(), Optional.empty());
  }

  /** Returns a cycle whose invoice is reduced by the credit for the cut layers. */
  static CycleStart ofCredit(
      Invoice invoice, BillingMonths months, Cut credited, Optional<HiddenPeriod> period) {
    return new CycleStart(invoice, months, credited, period, Optional.empty());
  }

  /** Returns this cycle with its price inferred if later invoices agree with it. */
  CycleStart confirmed(Cycle cycle, NextCycle next) {
    return withPriceIf(cycle, next, PriceInference::isAgreed);
  }

  /**
   * Returns this cycle with its price inferred if later invoices agree with it, or if none shows a
   * price and rounding leaves several.
   */
  CycleStart settled(Cycle cycle, NextCycle next) {
    boolean isSettled = isSettled(cycle);
    return withPriceIf(cycle, next, found -> found.isAgreed() || (found.isAlone() && !isSettled));
  }

  private CycleStart withPriceIf(Cycle cycle, NextCycle next, Predicate<PriceInference> isTaken) {
    Optional<LaterPrice> laterPrice = next.laterPrice(cycle);
    Optional<PriceInference> taken =
        credited
            .exchange(invoice, months)
            .map(exchange -> inferPrice(exchange, laterPrice))
            .filter(found -> !found.price().isEmpty())
            .filter(isTaken);
    return new CycleStart(invoice, months, credited, period, taken);
  }

  /**
   * Infers the price. If times are inexact, several prices fit, so later invoices that disagree are
   * ignored.
   */
  private PriceInference inferPrice(CreditAndCharge exchange, Optional<LaterPrice> laterPrice) {
    PriceInference found = new PriceInference(exchange, credited.slices(), laterPrice);
    boolean leavesOut = found.isDisputed() && months.inexactSeconds() > 0;
    return leavesOut ? new PriceInference(exchange, credited.slices(), Optional.empty()) : found;
  }

  BigFraction gross() {
    return credited.worth().add(invoice.netMinor());
  }

  long price(Cycle cycle) {
    return inferredPrice
        .map(found -> found.monthly(cycle.months()))
        .orElseGet(() -> MinorUnits.round(gross().divide(cycle.months())));
  }

  /**
   * Returns whether the price is exact to the minor unit although the invoice is reduced by a
   * credit.
   */
  boolean isExact(Cycle cycle) {
    return inferredPrice
        .map(found -> found.price().isOneMonthly(cycle.months()))
        .orElseGet(() -> isSettled(cycle));
  }

  private boolean isSettled(Cycle cycle) {
    BigFraction price = gross().divide(cycle.months());
    BigFraction perUnit = cycle.months().divide(inexact().add(1));
    return MinorUnits.isSettled(price, perUnit);
  }

  /** Returns the value of the seconds by which times may be off, in minor units. */
  private BigFraction inexact() {
    return credited.slices().stream()
        .map(
            slice ->
                slice.worth(slice.start, slice.start.plusSeconds(months.inexactSeconds())).abs())
        .reduce(BigFraction.ZERO, BigFraction::add);
  }

  /**
   * Returns whether later invoices confirm the price, regardless of the confidence of the credited
   * layers. They do not if they also determined the credited price.
   */
  boolean isConfirmed() {
    return inferredPrice.filter(PriceInference::isAgreed).isPresent()
        && credited.slices().stream()
            .flatMap(slice -> slice.doubt().stream())
            .noneMatch(LowConfidenceReason.SEVERAL_CHANGES::equals);
  }

  /** Returns why a reset at this price has low confidence, if it has. */
  Optional<LowConfidenceReason> doubt(Cycle cycle) {
    if (credited.creditsLow() && !isConfirmed()) {
      return Optional.of(LowConfidenceReason.CREDITS_LOW);
    }
    return isExact(cycle) ? Optional.empty() : Optional.of(LowConfidenceReason.FEW_CENTS);
  }

  /** Returns the largest amount of the invoice that rounding can explain. */
  BigFraction roundingLimit(Cycle cycle) {
    BigFraction ofPrice = MinorUnits.halfOf(cycle.months());
    return inferredPrice
        .map(found -> MinorUnits.halfOf(credited.months()).add(ofPrice).add(1).add(inexact()))
        .orElse(ofPrice);
  }

  @Override
  public String reason(LayerDraft slice) {
    return switch (slice.kind) {
      case RESTART_DOWN ->
          "It restarts the period, ends with the running cycle and is negative: a switch to a"
              + " shorter interval, hidden by the credit for the old cycle; "
              + period.orElseThrow().source()
              + ".";
      case RESET ->
          "It restarts the period during a running cycle: a new cycle, with an invoice reduced by"
              + " the credit for the cut cycle. The credit is added back.";
      case STRADDLE ->
          "It renews and also bills changes since its service start, but the previous price is not"
              + " in the data: the whole amount counts as the price of the new cycle.";
      default -> ofCycle();
    };
  }

  @Override
  public String certainty(LayerDraft slice) {
    if (inferredPrice.isPresent()) {
      return inferredPrice.get().certainty();
    }
    return slice.kind == Layer.Kind.RESET
        ? "the price of everything it credits is known, and rounding of cents does not change the"
            + " result"
        : "the invoice bills the full cycle";
  }

  private String ofCycle() {
    if (invoice.renews()) {
      return "A renewal: it bills one full cycle, its service period.";
    }
    return "It bills one full cycle, its service period, and changes no running cycle.";
  }

  @Override
  public void show(LayerDraft slice, CalculationSteps steps) {
    String amount = showGross(steps);
    steps.months("months", months, slice.cycle.start(), slice.cycle.end());
    BigFraction price = gross().divide(slice.cycle.months());
    steps.amount("price", amount + " / months", price, "per month");
    if (inferredPrice.isPresent()) {
      String prefix = credited.losses().size() == 1 ? "old_" : "old_1_";
      inferredPrice.get().show(steps, showBase(steps), prefix);
      BigFraction mrr = BigFraction.of(slice.mrrMinor);
      steps.amount("mrr", "round(whole_price / months)", mrr, inferredPrice.get().certainty());
      return;
    }
    if (slice.kind == Layer.Kind.RESET) {
      showBounds(price, slice.cycle, steps);
    }
    steps.rounded("price", slice.mrrMinor, "");
  }

  /** Shows the price per month of all credited layers and returns its symbol. */
  private String showBase(CalculationSteps steps) {
    int size = credited.losses().size();
    if (size == 1) {
      return "old_price";
    }
    String formula =
        IntStream.rangeClosed(1, size)
            .mapToObj(index -> "old_" + index + "_price")
            .collect(Collectors.joining(" + "));
    BigFraction sum = BigFraction.of(MinorUnits.sum(credited.slices()));
    steps.amount("old_price", formula, sum, "of everything it cuts, per month");
    return "old_price";
  }

  /** Returns the formula for the value of the seconds by which times may be off. */
  private String inexactFormula() {
    List<Cut.Loss> losses = credited.losses();
    return IntStream.rangeClosed(1, losses.size())
        .mapToObj(index -> losses.size() == 1 ? "old_" : "old_" + index + "_")
        .map(
            prefix ->
                String.format(
                    Locale.ROOT,
                    "%1$sprice * %1$scycle_months * %2$d / %1$scycle_seconds",
                    prefix,
                    months.inexactSeconds()))
        .collect(Collectors.joining(" + "));
  }

  private void showBounds(BigFraction price, Cycle cycle, CalculationSteps steps) {
    String unit = steps.smallest().toPlainString();
    if (months.inexactSeconds() > 0) {
      steps.amount("inexact", inexactFormula(), inexact(), "the credit for less than a minute");
      unit = "(" + unit + " + inexact)";
    }
    BigFraction open = inexact().add(1).divide(cycle.months());
    BigFraction least = BigFraction.of(MinorUnits.round(price.subtract(open)));
    BigFraction most = BigFraction.of(MinorUnits.round(price.add(open)));
    String remark = "if charge and credit were rounded differently";
    steps.amount("least", "round(price - " + unit + " / months)", least, remark);
    steps.amount("most", "round(price + " + unit + " / months)", most, remark);
  }

  /** Shows the amount before it was reduced by credits and returns its symbol. */
  String showGross(CalculationSteps steps) {
    steps.amount("net", invoice.netMinor(), "invoice " + invoice.invoiceId());
    List<Cut.Loss> losses = credited.losses();
    if (losses.isEmpty()) {
      return "net";
    }
    for (int index = 0; index < losses.size(); index++) {
      Cut.Loss loss = losses.get(index);
      String prefix = losses.size() == 1 ? "old_" : "old_" + (index + 1) + "_";
      String price = prefix + "price";
      steps.amount(price, loss.slice().mrrMinor, Wording.layer(loss.slice()) + ", per month");
      steps.part(prefix + "part", prefix, months, loss.slice().cycle, loss.from(), loss.to());
      String formula = price + " * " + prefix + "part";
      steps.amount(prefix + "credit", formula, loss.worth(), "for the cut service");
    }
    String credits =
        losses.size() == 1
            ? "old_credit"
            : IntStream.rangeClosed(1, losses.size())
                .mapToObj(index -> "old_" + index + "_credit")
                .collect(Collectors.joining(" + "));
    steps.amount("gross", "net + " + credits, gross(), "net plus credit");
    return "gross";
  }
}
