package io.tidemark.mrr.engine;

/** How a rule came to a price: kept with what it made, so that it can be shown. */
interface PriceDerivation {
  /** Why it was this rule, in one plain sentence; {@code slice} is what it made. */
  String reason(LayerDraft slice);

  /** Why the price can be trusted, where no {@link LowConfidenceReason} stands against it. */
  String certainty(LayerDraft slice);

  /** Every number up to {@code mrr}, the price a month of {@code slice}. */
  void show(LayerDraft slice, CalculationSteps steps);
}
