package io.tidemark.testing;

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
