package io.tidemark.mrr;

import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A price that is not billed but seen on others: theirs, less what came on top of it.
 *
 * @param reason why it must be so, in one plain sentence
 * @param of what has the price
 * @param changes what came on top of it
 */
record Repeated(String reason, List<Slice> of, List<Slice> changes) implements Arithmetic {
  Repeated {
    of = List.copyOf(of);
    changes = List.copyOf(changes);
  }

  static Repeated of(String reason, List<Slice> of) {
    return new Repeated(reason, of, List.of());
  }

  long mrrMinor() {
    return Minor.sum(of) - Minor.sum(changes);
  }

  @Override
  public String reason(Slice slice) {
    return reason;
  }

  @Override
  public String certainty(Slice slice) {
    return "the repeated layer has high confidence";
  }

  @Override
  public void show(Slice slice, Steps steps) {
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
