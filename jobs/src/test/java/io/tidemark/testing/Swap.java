package io.tidemark.testing;

import io.tidemark.mrr.engine.Invoice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * An invoice that takes back a share of one price and charges a share of another: a whole-cent
 * price fits if it explains the net amount to within {@code doubt} for one of the shares.
 *
 * @param shares at the written times, then at the shortest and the longest that these may stand for
 */
record Swap(long net, List<Shares> shares, BigFraction doubt) {
  private static final BigFraction HALF = BigFraction.of(1, 2);

  /** Of a whole cycle. */
  record Shares(BigFraction takenBack, BigFraction charged) {}

  /** Two lines for the rest of a cycle, rounded by themselves. */
  static Swap ofRest(long net, Period left, Period cycle, Precision precision) {
    List<Shares> shares =
        shares(left, cycle, precision).map(share -> new Shares(share, share)).toList();
    return new Swap(net, shares, precision.isExact() ? HALF : BigFraction.ONE);
  }

  /** One line for a part of a cycle. */
  static Swap ofPart(long net, Period part, Period cycle, Precision precision) {
    List<Shares> shares =
        shares(part, cycle, precision).map(share -> new Shares(BigFraction.ZERO, share)).toList();
    return new Swap(net, shares, HALF);
  }

  /** A whole new cycle, less lines of credit. */
  static Swap forWhole(long net, Period left, Period cycle, int credits, Precision precision) {
    List<Shares> shares =
        shares(left, cycle, precision).map(share -> new Shares(share, BigFraction.ONE)).toList();
    return new Swap(net, shares, HALF.multiply(BigFraction.of(precision.isExact() ? 1 : credits)));
  }

  /** Two lines for the rest of a cycle, and one for a whole one. */
  static Swap ofRestAndWhole(long net, Period left, Period cycle, Precision precision) {
    List<Shares> shares =
        shares(left, cycle, precision)
            .map(share -> new Shares(share, share.add(BigFraction.ONE)))
            .toList();
    return new Swap(net, shares, precision.isExact() ? HALF : BigFraction.ONE);
  }

  private static Stream<BigFraction> shares(Period left, Period cycle, Precision precision) {
    return precision.lengths(left).stream()
        .map(seconds -> BigFraction.of(seconds, cycle.seconds()));
  }

  /** A whole new cycle for the rest of what it credits, where all of that is of one time. */
  static Optional<Swap> ofCredited(Invoice invoice, List<Piece> credited, Precision precision) {
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
    Period cycle = new Period(time.get(0), time.get(1));
    return Optional.of(forWhole(invoice.netMinor(), left, cycle, credited.size(), precision));
  }

  Span priceAfter(Span before) {
    List<BigFraction> bounds = new ArrayList<>();
    for (Shares share : shares) {
      for (long price : List.of(before.least(), before.most())) {
        BigFraction charge = price(net).add(line(price, share.takenBack));
        bounds.add(charge.subtract(doubt).divide(share.charged));
        bounds.add(charge.add(doubt).divide(share.charged));
      }
    }
    return Span.over(bounds);
  }

  Span priceBefore(Span after) {
    List<BigFraction> bounds = new ArrayList<>();
    for (Shares share : shares) {
      for (long price : List.of(after.least(), after.most())) {
        BigFraction credit = line(price, share.charged).subtract(price(net));
        bounds.add(credit.subtract(doubt).divide(share.takenBack));
        bounds.add(credit.add(doubt).divide(share.takenBack));
      }
    }
    return Span.over(bounds);
  }

  /** A line whose times are exact is known to the cent. */
  private BigFraction line(long price, BigFraction share) {
    BigFraction exact = share.multiply(price(price));
    return shares.size() == 1 ? price(Piece.rounded(exact)) : exact;
  }

  /** At the written times, without any rounding. */
  BigFraction estimateAfter(BigFraction before) {
    Shares written = shares.get(0);
    return written.takenBack.multiply(before).add(price(net)).divide(written.charged);
  }

  BigFraction estimateBefore(BigFraction after) {
    Shares written = shares.get(0);
    return written.charged.multiply(after).subtract(price(net)).divide(written.takenBack);
  }

  private static BigFraction price(long minor) {
    return BigFraction.of(minor);
  }
}
