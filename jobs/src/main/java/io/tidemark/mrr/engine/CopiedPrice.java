package io.tidemark.mrr.engine;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * The price of a layer that no invoice bills, copied from other layers less the changes on top of
 * it.
 *
 * @param reason why the price applies, as one sentence
 * @param of the layers that show the price
 * @param changes the layers on top of it
 */
record CopiedPrice(String reason, List<LayerDraft> of, List<LayerDraft> changes)
    implements PriceDerivation {
  CopiedPrice {
    of = List.copyOf(of);
    changes = List.copyOf(changes);
  }

  static CopiedPrice of(String reason, List<LayerDraft> of) {
    return new CopiedPrice(reason, of, List.of());
  }

  long mrrMinor() {
    return MinorUnits.sum(of) - MinorUnits.sum(changes);
  }

  @Override
  public String reason(LayerDraft slice) {
    return reason;
  }

  @Override
  public String certainty(LayerDraft slice) {
    return "the repeated layer has high confidence";
  }

  @Override
  public void show(LayerDraft slice, CalculationSteps steps) {
    BigFraction mrr = BigFraction.of(slice.mrrMinor);
    steps.sum("price", of, "the layer that shows it");
    if (changes.isEmpty()) {
      steps.amount("mrr", "price", mrr, "equal to the price");
    } else {
      steps.sum("changes", changes, "changes in the cycle");
      steps.amount("mrr", "price - changes", mrr, "before the changes");
    }
  }
}
