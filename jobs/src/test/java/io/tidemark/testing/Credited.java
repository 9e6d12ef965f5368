package io.tidemark.testing;

import io.tidemark.mrr.engine.Layer.Confidence;
import io.tidemark.testing.Piece.Cycle;
import io.tidemark.testing.Sequel.Outlook;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** The price of a new cycle whose invoice was reduced by the credit for the old one. */
record Credited(BigFraction mrr, Confidence confidence, boolean isConfirmed) {

  /** Whose period is hidden too: known only where what follows agrees. */
  static Credited hidden(
      BigFraction gross, List<Piece> credited, Cycle cycle, Optional<Outlook> outlook) {
    Optional<Outlook> agreed = outlook.filter(Outlook::isAgreed);
    boolean isKnown =
        agreed.filter(found -> found.isOne(cycle)).isPresent() && isTheirsOwn(credited);
    boolean isConfirmed = agreed.isPresent() && isTheirsOwn(credited);
    return of(agreed, gross.divide(cycle.months()), cycle, isKnown, isConfirmed);
  }

  /** Known also where the price credited is, and all prices that fit are one a month. */
  static Credited shown(List<Piece> credited, Cycle cycle, Outlook outlook) {
    Outlook taken = outlook.isDisputed() ? outlook.untold() : outlook;
    boolean isConfirmed = taken.isAgreed() && isTheirsOwn(credited);
    boolean isTrusted = isConfirmed || credited.stream().noneMatch(Piece::isLow);
    boolean isKnown = isTrusted && taken.isOne(cycle);
    return of(
        Optional.of(taken), taken.estimate().divide(cycle.months()), cycle, isKnown, isConfirmed);
  }

  private static Credited of(
      Optional<Outlook> taken,
      BigFraction price,
      Cycle cycle,
      boolean isKnown,
      boolean isConfirmed) {
    return new Credited(
        taken.map(found -> found.monthly(cycle)).orElse(price),
        isKnown ? Confidence.HIGH : Confidence.LOW,
        isConfirmed);
  }

  /** What is credited did not get its price from what follows. */
  private static boolean isTheirsOwn(List<Piece> credited) {
    return credited.stream().noneMatch(Piece::isOverruled);
  }
}
