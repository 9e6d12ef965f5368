package io.tidemark.mrr;

/** How a rule came to a price: kept with what it made, so that it can be shown. */
interface Arithmetic {
  /** Why it was this rule, in one plain sentence; {@code slice} is what it made. */
  String reason(Slice slice);

  /** Why the price can be trusted, where no {@link Doubt} stands against it. */
  String certainty(Slice slice);

  /** Every number up to {@code mrr}, the price a month of {@code slice}. */
  void show(Slice slice, Steps steps);
}
