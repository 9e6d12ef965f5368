package io.tidemark.testing;

import io.tidemark.mrr.Layer.Confidence;
import io.tidemark.testing.Piece.Cycle;
import io.tidemark.testing.Sequel.Outlook;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** The price of a new cycle whose invoice was reduced by the credit for the old one. */
record Credited(BigFraction mrr, Confidence confidence) {

  /** Whose period is hidden too: known only where what follows agrees. */
  static Credited hidden(
      BigFraction gross, List<Piece> credited, Cycle cycle, Optional<Outlook> outlook) {
    Optional<Outlook> agreed = outlook.filter(Outlook::isAgreed);
    boolean isKnown =
        agreed.filter(found -> found.isOne(cycle)).isPresent() && isTheirsOwn(credited);
    return of(agreed, gross.divide(cycle.months()), cycle, isKnown);
  }

  /** Known also where the price credited is, and whole cents leave one price. */
  static Credited shown(
      BigFraction gross, List<Piece> credited, Cycle cycle, Optional<Outlook> outlook) {
    BigFraction price = gross.divide(cycle.months());
    boolean isSettled = Piece.isOneWholeCent(price, cycle.months());
    Optional<Outlook> taken =
        outlook
            .filter(found -> !found.price().isEmpty())
            .filter(found -> found.isAgreed() || (found.told() == null && !isSettled));
    boolean isConfirmed = taken.filter(Outlook::isAgreed).isPresent() && isTheirsOwn(credited);
    boolean isTrusted = isConfirmed || credited.stream().noneMatch(Piece::isLow);
    boolean isToTheCent = taken.map(found -> found.isOne(cycle)).orElse(isSettled);
    return of(taken, price, cycle, isTrusted && isToTheCent);
  }

  private static Credited of(
      Optional<Outlook> taken, BigFraction price, Cycle cycle, boolean isKnown) {
    return new Credited(
        taken.map(found -> found.monthly(cycle)).orElse(price),
        isKnown ? Confidence.HIGH : Confidence.LOW);
  }

  /** What is credited did not get its price from what follows. */
  private static boolean isTheirsOwn(List<Piece> credited) {
    return credited.stream().noneMatch(Piece::isOverruled);
  }
}
