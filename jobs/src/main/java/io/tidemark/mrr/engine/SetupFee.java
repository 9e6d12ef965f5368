package io.tidemark.mrr.engine;

import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A first cycle that costs more than the next one. Two equally long cycles at the same lower price
 * after it show that it includes a fee.
 *
 * @param price the invoice for the next cycle
 * @param isShown whether the next two cycles have the same price
 */
record SetupFee(Invoice invoice, Cycle cycle, BillingMonths months, Invoice price, boolean isShown)
    implements PriceDerivation {

  /** Returns the fee; empty if the next cycle is not cheaper. */
  static Optional<SetupFee> of(Invoice invoice, Cycle cycle, NextCycle next) {
    boolean isFirst = invoice.startsAnew() && next.shows(cycle);
    if (!isFirst || next.following().get(0).netMinor() >= invoice.netMinor()) {
      return Optional.empty();
    }
    List<Invoice> following = next.following();
    Invoice second = following.get(0);
    NextCycle later = new NextCycle(following.subList(1, following.size()), next.months());
    Cycle nextCycle = Cycle.of(second.serviceStart(), second.serviceEnd(), next.months());
    boolean isShown =
        second.netMinor() > 0
            && later.shows(nextCycle)
            && later.following().get(0).netMinor() == second.netMinor();
    return Optional.of(new SetupFee(invoice, cycle, next.months(), second, isShown));
  }

  /** Returns the amount by which the first cycle costs more, in minor units. */
  BigFraction amount() {
    return BigFraction.of(invoice.netMinor()).subtract(price.netMinor());
  }

  long mrrMinor() {
    return MinorUnits.round(BigFraction.of(price.netMinor()).divide(cycle.months()));
  }

  @Override
  public String reason(LayerDraft slice) {
    return "The first cycle costs more than the two after it, which cost the same: the difference is"
        + " a setup fee.";
  }

  @Override
  public String certainty(LayerDraft slice) {
    return "the next two cycles cost the same";
  }

  @Override
  public void show(LayerDraft slice, CalculationSteps steps) {
    steps.amount("net", invoice.netMinor(), "invoice " + invoice.invoiceId());
    steps.amount("next_net", price.netMinor(), "invoice " + price.invoiceId());
    steps.amount("fee", "net - next_net", amount(), "the setup fee");
    steps.months("months", months, cycle.start(), cycle.end());
    BigFraction perMonth = BigFraction.of(price.netMinor()).divide(cycle.months());
    steps.amount("price", "(net - fee) / months", perMonth, "per month");
    steps.rounded("price", slice.mrrMinor, "");
  }
}
