package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** The layers that were cut at a time, with the loss of each. */
record Cut(List<Loss> losses) {

  /**
   * The loss of one layer.
   *
   * @param slice the layer that was cut
   * @param from its new end
   * @param to its previous end
   * @param worth value of the time between, in minor units
   */
  record Loss(LayerDraft slice, Instant from, Instant to, BigFraction worth) {}

  /** Cuts every layer at {@code time}. */
  static Cut of(List<LayerDraft> slices, Instant time, Ending.Manner manner, Invoice by) {
    return new Cut(slices.stream().map(slice -> slice.cutAt(time, manner, by)).toList());
  }

  /** Returns the loss of each layer, in minor units. */
  List<BigFraction> worths() {
    return losses.stream().map(Loss::worth).toList();
  }

  /** Returns the total loss, in minor units. */
  BigFraction worth() {
    return worths().stream().reduce(BigFraction.ZERO, BigFraction::add);
  }

  List<LayerDraft> slices() {
    return losses.stream().map(Loss::slice).toList();
  }

  /** Returns the sum of the months that the layers lost. */
  BigFraction months() {
    return losses.stream()
        .map(loss -> loss.slice().cycle.part(loss.from(), loss.to()))
        .reduce(BigFraction.ZERO, BigFraction::add);
  }

  /** Returns whether a layer lost more than its price per month. */
  boolean isMoreThanAMonth() {
    return losses.stream()
        .filter(loss -> loss.worth().compareTo(BigFraction.ZERO) > 0)
        .anyMatch(loss -> loss.worth().compareTo(BigFraction.of(loss.slice().mrrMinor)) > 0);
  }

  /**
   * Returns the invoice as a credit for all layers and a charge for a whole new cycle, if all
   * layers lost the same period.
   */
  Optional<CreditAndCharge> exchange(Invoice invoice, BillingMonths months) {
    boolean isOneTime =
        losses.stream()
                .map(loss -> List.of(loss.slice().cycle, loss.from(), loss.to()))
                .distinct()
                .count()
            == 1;
    return losses.stream()
        .findFirst()
        .filter(loss -> isOneTime)
        .map(
            loss ->
                new CreditAndCharge(
                    invoice,
                    loss.slice().cycle,
                    loss.from(),
                    loss.to(),
                    CreditAndCharge.Charged.WHOLE,
                    months.inexactSeconds()));
  }

  boolean creditsLow() {
    return losses.stream().map(Loss::slice).anyMatch(LayerDraft::isLow);
  }
}
