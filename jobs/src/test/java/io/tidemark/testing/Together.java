package io.tidemark.testing;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer.Confidence;
import io.tidemark.mrr.engine.Layer.Kind;
import io.tidemark.testing.Piece.Cycle;
import io.tidemark.testing.Sequel.Outlook;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.fraction.BigFraction;

/** A renewal billed together with changes before it: one, or as it turns out later, two. */
final class Together {
  private final Invoice invoice;
  private final Cycle old;
  private final Cycle cycle;
  private final Period changed;
  private final BigFraction net;
  private final BigFraction before;
  private final BigFraction n;
  private final BigFraction f;
  private BigFraction price;
  private Confidence confidence = Confidence.LOW;
  private boolean isOverruled;

  Together(Invoice invoice, long before, Cycle old, Cycle cycle) {
    this.invoice = invoice;
    this.old = old;
    this.cycle = cycle;
    this.changed = new Period(invoice.serviceStart(), cycle.period().start());
    this.net = BigFraction.of(invoice.netMinor());
    this.before = BigFraction.of(before);
    this.n = cycle.months();
    this.f = old.part(changed.start(), changed.end());
  }

  /** True-ups, then the straddle; {@code outlook} where old and new cycle are as long. */
  List<Piece> pieces(Shape shape, Invoice next, Optional<Outlook> outlook) {
    BigFraction ofOneChange = net.add(f.multiply(before)).divide(n.add(f));
    BigFraction doubt = BigFraction.of(2).divide(n.add(f)).add(BigFraction.ONE);
    Optional<BigFraction> exact = shape.exact(ofOneChange, doubt, invoice, next, cycle.period());
    price = BigFraction.of(Piece.rounded(exact.orElse(ofOneChange)));
    if (next != null && Shape.isNextCycle(next, invoice, cycle.period())) {
      price = shape.priceOf(next);
      isOverruled = exact.isEmpty();
      confidence = isOverruled ? Confidence.LOW : Confidence.HIGH;
    } else if (exact.isEmpty()) {
      outlook.filter(found -> !found.price().isEmpty()).ifPresent(this::take);
    }
    List<Piece> pieces = new ArrayList<>(isOverruled ? severalTrueUps() : oneTrueUp());
    BigFraction paid = price.subtract(net.subtract(n.multiply(price)).divide(f));
    boolean isLess = paid.signum() >= 0 && paid.compareTo(before) < 0;
    pieces.add(
        piece(Kind.STRADDLE, cycle.period(), cycle, price).followsFee(isOverruled && isLess));
    if (isOverruled) {
      pieces.forEach(Piece::overrule);
    }
    return pieces;
  }

  /** What ran before was never seen, but the price is: what it leaves was for the change. */
  static List<Piece> ofUnseen(Invoice invoice, Cycle old, Cycle cycle, BigFraction price) {
    Together together = new Together(invoice, 0, old, cycle);
    BigFraction left = together.net.subtract(together.n.multiply(price));
    return List.of(
        together.piece(Kind.TRUE_UP, together.changed, old, left.divide(together.f)),
        together.piece(Kind.STRADDLE, cycle.period(), cycle, price));
  }

  private void take(Outlook outlook) {
    price = outlook.monthly(cycle);
    isOverruled = outlook.isOverruled();
    boolean isKnown = outlook.isAgreed() && outlook.isOne(cycle);
    confidence = isKnown ? Confidence.HIGH : Confidence.LOW;
  }

  private List<Piece> oneTrueUp() {
    return List.of(piece(Kind.TRUE_UP, changed, old, price.subtract(before)));
  }

  private List<Piece> severalTrueUps() {
    BigFraction change = net.subtract(n.multiply(price)).divide(f);
    BigFraction average = before.add(change);
    Optional<Period> second = TwoAtOnce.second(changed, average, price);
    if (second.isEmpty()) {
      return List.of(piece(Kind.TRUE_UP, changed, old, change));
    }
    Period one = new Period(changed.start(), second.get().start());
    BigFraction first = TwoAtOnce.firstPrice(changed, one, average, price);
    BigFraction whole = BigFraction.of(Piece.rounded(first));
    return List.of(
        piece(Kind.TRUE_UP, one, old, whole.subtract(before)),
        piece(Kind.TRUE_UP, second.get(), old, price.subtract(before)));
  }

  private Piece piece(Kind kind, Period life, Cycle of, BigFraction mrr) {
    return new Piece(invoice, kind, life, of, mrr, confidence);
  }
}
