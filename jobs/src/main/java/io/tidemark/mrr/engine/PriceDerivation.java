package io.tidemark.mrr.engine;

/** The derivation of a price by a rule. It is kept with the layer so that it can be shown. */
interface PriceDerivation {
  /** Returns why this rule made the layer, as one sentence. */
  String reason(LayerDraft slice);

  /** Returns why the price has high confidence, if no {@link LowConfidenceReason} applies. */
  String certainty(LayerDraft slice);

  /** Shows every number up to {@code mrr}, the layer's price per month. */
  void show(LayerDraft slice, CalculationSteps steps);
}
