package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** What a new cycle ends. */
record Cut(List<Loss> losses) {

  /**
   * What a slice lost.
   *
   * @param from its new end
   * @param to its old end
   * @param worth of the time between, minor units
   */
  record Loss(LayerDraft slice, Instant from, Instant to, BigFraction worth) {}

  /** Cuts every slice at {@code time}. */
  static Cut of(List<LayerDraft> slices, Instant time, Ending.Manner manner, Invoice by) {
    return new Cut(slices.stream().map(slice -> slice.cutAt(time, manner, by)).toList());
  }

  /** What each of them lost, in minor units. */
  List<BigFraction> worths() {
    return losses.stream().map(Loss::worth).toList();
  }

  /** What all of them lost, in minor units. */
  BigFraction worth() {
    return worths().stream().reduce(BigFraction.ZERO, BigFraction::add);
  }

  List<LayerDraft> slices() {
    return losses.stream().map(Loss::slice).toList();
  }

  /** The months that all of them lost, each by itself. */
  BigFraction months() {
    return losses.stream()
        .map(loss -> loss.slice().cycle.part(loss.from(), loss.to()))
        .reduce(BigFraction.ZERO, BigFraction::add);
  }

  /** Something lost more than a month's price. */
  boolean isMoreThanAMonth() {
    return losses.stream()
        .filter(loss -> loss.worth().compareTo(BigFraction.ZERO) > 0)
        .anyMatch(loss -> loss.worth().compareTo(BigFraction.of(loss.slice().mrrMinor)) > 0);
  }

  /** An invoice that credits all of it for a whole new cycle, where they lost the same time. */
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
