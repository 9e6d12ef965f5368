package io.tidemark.testing;

import io.tidemark.mrr.engine.Layer.Confidence;
import io.tidemark.mrr.engine.Layer.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * First cycles whose invoice may bill more or less than the cycle: a setup fee, or a credit for
 * something from before the file. A second reading of decisions 82, 89 and 90.
 */
final class FirstCycles {
  private static final Set<Kind> OPENING =
      Set.of(Kind.CYCLE, Kind.RESET, Kind.RESTART_DOWN, Kind.STRADDLE);

  private final List<Piece> pieces;
  private final List<Piece> opened;
  private final SectionThree layers;

  private FirstCycles(SectionThree layers) {
    this.layers = layers;
    this.pieces = layers.pieces();
    this.opened = pieces.stream().filter(piece -> OPENING.contains(piece.kind)).toList();
  }

  static FirstCycles of(SectionThree layers) {
    return new FirstCycles(layers);
  }

  /** The first cycle, if it starts anew and costs what its invoice bills; else null. */
  private Piece first() {
    if (opened.isEmpty() || opened.get(0).kind != Kind.CYCLE) {
      return null;
    }
    Piece first = opened.get(0);
    boolean isWhole = first.start.equals(first.cycle.period().start());
    boolean isPlain = isWhole && Shape.startsAnew(first.invoice) && first.invoice.netMinor() > 0;
    return isPlain && first.mrr == billed(first) ? first : null;
  }

  private static long billed(Piece piece) {
    return Piece.rounded(BigFraction.of(piece.invoice.netMinor()).divide(piece.cycle.months()));
  }

  /** What comes after it would be plain if a fee were in it. */
  void doubtContradicted() {
    Piece first = first();
    if (first == null) {
      return;
    }
    int restarts = 0;
    while (restarts + 1 < opened.size()
        && Set.of(Kind.RESET, Kind.RESTART_DOWN).contains(opened.get(restarts + 1).kind)) {
      restarts++;
    }
    Piece last = opened.get(restarts);
    boolean isOverpriced =
        restarts > 0
            && opened.size() > restarts + 1
            && renews(last, opened.get(restarts + 1))
            && opened.get(restarts + 1).mrr < last.mrr;
    if (isOverpriced) {
      opened.subList(1, restarts + 1).forEach(Piece::doubt);
    }
    boolean bills = opened.size() > 1 && opened.get(1).mayFollowFee();
    Piece latest = pieces.stream().filter(piece -> piece != first).reduce((a, b) -> b).orElse(null);
    boolean isLeft =
        opened.size() == 1 && latest != null && latest.mrr < 0 && Piece.sum(pieces) > 0;
    if (isOverpriced || bills || isLeft) {
      first.doubt();
    }
  }

  /**
   * Returns whether it was doubted: its customer is older than the file, and then it costs more.
   */
  boolean doubtCredited(Instant customerCreatedAt, Instant dataFrom) {
    Piece first = first();
    boolean isOld = customerCreatedAt != null && customerCreatedAt.isBefore(dataFrom);
    Instant aYearIn = dataFrom.atZone(ZoneOffset.UTC).plusMonths(12).toInstant();
    if (first == null || !isOld || !first.start.isBefore(aYearIn) || opened.size() < 2) {
      return false;
    }
    Piece next = opened.get(1);
    boolean isNamed =
        next.invoice.usageStart() != null
            && next.invoice.usageStart().isBefore(next.invoice.usageEnd())
            && Period.isAt(next.invoice.usageStart(), first.start)
            && next.kind == Kind.CYCLE
            && Period.isAt(next.invoice.usageEnd(), next.start)
            && Period.isBefore(next.start, first.cycle.period().end());
    boolean isReduced =
        next.mrr > first.mrr
            && staysAs(first)
            && (isNamed || (renews(first, next) && !isOff(first, next)));
    if (isReduced) {
      first.doubt();
    }
    return isReduced;
  }

  /** The first cycle bills a fee, or is dearer than the one after it. */
  boolean paidFee() {
    boolean isReduced =
        !pieces.isEmpty()
            && opened.stream()
                .limit(1)
                .anyMatch(
                    piece ->
                        piece.kind == Kind.CYCLE
                            && piece.start.equals(piece.cycle.period().start())
                            && piece.mrr != billed(piece));
    Piece first = first();
    boolean isDearer =
        first != null
            && opened.size() > 1
            && renews(first, opened.get(1))
            && opened.get(1).mrr < first.mrr;
    return isReduced || isDearer;
  }

  /** Nothing later confirms it. */
  void doubtUnconfirmed() {
    Piece first = first();
    if (first == null) {
      return;
    }
    Piece next = opened.size() > 1 ? opened.get(1) : null;
    boolean isRenewed =
        next != null
            && Period.isAt(next.start, first.cycle.period().end())
            && Set.of(Kind.STRADDLE, Kind.CYCLE).contains(next.kind);
    boolean isConfirmed = next != null && !next.isLow() && (isRenewed || next.isToldAsCharged());
    if (!isConfirmed) {
      first.doubt();
      if (next != null && next.kind == Kind.RESET) {
        next.doubt();
      }
    }
  }

  /** Until when something ran that no invoice in the file bills; none is empty. */
  List<Instant> unseenUntil(boolean isCredited, Instant dataFrom) {
    List<Instant> until = new ArrayList<>();
    if (isCredited) {
      until.add(Objects.requireNonNull(first()).start);
    }
    layers.firstCredit(dataFrom).ifPresent(credit -> until.add(credit.serviceStart()));
    return until;
  }

  /** Nothing changes it while it runs. */
  private boolean staysAs(Piece piece) {
    return pieces.stream().allMatch(p -> p == piece || !p.cycle.equals(piece.cycle));
  }

  /** 5, 10, ... 95 percent off, give or take a cent. */
  private static boolean isOff(Piece first, Piece next) {
    for (long paid = 5; paid < 100; paid += 5) {
      BigFraction reduced =
          BigFraction.of(next.invoice.netMinor()).multiply(BigFraction.of(paid, 100));
      BigFraction off = reduced.subtract(BigFraction.of(first.invoice.netMinor())).abs();
      if (off.subtract(BigFraction.of(3, 2)).signum() <= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean renews(Piece before, Piece next) {
    return next.kind == Kind.CYCLE
        && staysAs(before)
        && !Shape.startsAnew(next.invoice)
        && Period.isAt(next.start, before.cycle.period().end())
        && next.cycle.months().equals(before.cycle.months());
  }

  /** The layer, cut where the days before {@code until} end; those of the file are low. */
  static List<Slice> split(Slice slice, Instant from, Instant until) {
    Instant start = slice.start().isAfter(from) ? slice.start() : from;
    Instant end = slice.end().isBefore(until) ? slice.end() : until;
    if (slice.confidence() == Confidence.LOW || !start.isBefore(end)) {
      return List.of(slice);
    }
    List<Slice> parts = new ArrayList<>();
    if (slice.start().isBefore(start)) {
      parts.add(slice.over(slice.start(), start, slice.confidence()));
    }
    parts.add(slice.over(start, end, Confidence.LOW));
    if (end.isBefore(slice.end())) {
      parts.add(slice.over(end, slice.end(), slice.confidence()));
    }
    return parts;
  }
}
