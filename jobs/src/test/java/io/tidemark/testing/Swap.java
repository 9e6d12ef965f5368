package io.tidemark.testing;

import io.tidemark.mrr.Invoice;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An invoice that takes back a share of one price and charges a share of another, each rounded by
 * itself: the net is the one less the other.
 */
record Swap(long net, BigFraction takenBack, BigFraction charged) {

  static Swap ofRest(long net, Period left, Period cycle) {
    BigFraction share = BigFraction.of(left.seconds(), cycle.seconds());
    return new Swap(net, share, share);
  }

  static Swap forWhole(long net, Period left, Period cycle) {
    return new Swap(net, BigFraction.of(left.seconds(), cycle.seconds()), BigFraction.ONE);
  }

  static Swap ofRestAndWhole(long net, Period left, Period cycle) {
    BigFraction share = BigFraction.of(left.seconds(), cycle.seconds());
    return new Swap(net, share, share.add(BigFraction.ONE));
  }

  /** A whole new cycle for the rest of what it credits, where all of that is of one time. */
  static Optional<Swap> ofCredited(Invoice invoice, List<Piece> credited) {
    Instant start = invoice.serviceStart();
    Set<List<Instant>> times = new HashSet<>();
    for (Piece piece : credited) {
      Instant from = piece.start.isAfter(start) ? piece.start : start;
      Period cycle = piece.cycle.period();
      times.add(List.of(cycle.start(), cycle.end(), from, piece.end()));
    }
    if (times.size() != 1) {
      return Optional.empty();
    }
    List<Instant> time = times.iterator().next();
    Period left = new Period(time.get(2), time.get(3));
    return Optional.of(forWhole(invoice.netMinor(), left, new Period(time.get(0), time.get(1))));
  }

  Span priceAfter(Span before) {
    return Span.billedAs(
        net + line(before.least(), takenBack), net + line(before.most(), takenBack), charged);
  }

  Span priceBefore(Span after) {
    return Span.billedAs(
        line(after.least(), charged) - net, line(after.most(), charged) - net, takenBack);
  }

  private static long line(long price, BigFraction share) {
    return Piece.rounded(share.multiply(BigFraction.of(price)));
  }
}
