package io.tidemark.testing;

import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.tables.InvoiceStatus;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/** A layer in the making: it may still be cut. */
final class Piece {
  final Invoice invoice;
  final Layer.Kind kind;
  final Cycle cycle;
  final long mrr;
  Layer.Confidence confidence;
  final Instant start;
  final boolean isMarked;
  private Instant end;
  private boolean isCut;
  private boolean isOverruled;
  private boolean mayFollowFee;
  private boolean isToldAsCharged;

  Piece(
      Invoice invoice,
      Layer.Kind kind,
      Period life,
      Cycle cycle,
      BigFraction mrr,
      Layer.Confidence confidence) {
    this.invoice = invoice;
    this.kind = kind;
    this.cycle = cycle;
    this.mrr = rounded(mrr);
    this.confidence = confidence;
    this.start = life.start();
    this.isMarked =
        invoice.status() == InvoiceStatus.UNCOLLECTIBLE
            && invoice.uncollectibleAt().isBefore(life.end());
    this.end = isMarked ? invoice.uncollectibleAt() : life.end();
  }

  /** A billing cycle and its months. */
  record Cycle(Period period, BigFraction months) {
    /** The share of the cycle, in months. */
    BigFraction part(Instant from, Instant to) {
      return months.multiply(BigFraction.of(new Period(from, to).seconds(), period.seconds()));
    }
  }

  /** To the nearest whole minor unit, halves away from zero. */
  static long rounded(BigFraction amount) {
    return new BigDecimal(amount.getNumerator())
        .divide(new BigDecimal(amount.getDenominator()), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  /** A charge and a credit off by half a cent each leave no choice between two whole cents. */
  static boolean isOneWholeCent(BigFraction price, BigFraction months) {
    BigFraction cent = BigFraction.ONE.divide(months);
    return rounded(price.add(cent)) == rounded(price.subtract(cent));
  }

  static boolean isUnseen(List<Piece> running) {
    return running.stream().anyMatch(piece -> piece.kind == Layer.Kind.ORPHAN_PRORATION);
  }

  static long sum(List<Piece> running) {
    return running.stream().mapToLong(piece -> piece.mrr).sum();
  }

  Instant end() {
    return end;
  }

  boolean isEmpty() {
    return !start.isBefore(end);
  }

  boolean isCut() {
    return isCut;
  }

  /** What one invoice makes it is not what later ones tell, and these are believed. */
  void overrule() {
    isOverruled = true;
  }

  boolean isOverruled() {
    return isOverruled;
  }

  /** Low from now on. */
  void doubt() {
    confidence = Layer.Confidence.LOW;
  }

  /** Had less been paid before, what is billed with it would be one change. */
  Piece followsFee(boolean may) {
    mayFollowFee = may;
    return this;
  }

  boolean mayFollowFee() {
    return mayFollowFee;
  }

  /** What it credits and charges agrees with what later invoices tell. */
  Piece toldAsCharged(boolean isTold) {
    isToldAsCharged = isTold;
    return this;
  }

  boolean isToldAsCharged() {
    return isToldAsCharged;
  }

  boolean isLow() {
    return confidence == Layer.Confidence.LOW;
  }

  boolean runsAt(Instant time) {
    return !start.isAfter(time) && time.isBefore(end);
  }

  /** Running or later at {@code time}: there is something to cut. */
  boolean lastsBeyond(Instant time) {
    return !isEmpty() && time.isBefore(end);
  }

  /** What the customer paid for and does not get when it is cut at {@code time}. */
  BigFraction creditFrom(Instant time) {
    Instant from = start.isAfter(time) ? start : time;
    return cycle.part(from, end).multiply(BigFraction.of(mrr));
  }

  static List<Piece> lasting(List<Piece> pieces, Instant time) {
    return pieces.stream().filter(piece -> piece.lastsBeyond(time)).toList();
  }

  /** The same of all of them that last beyond it. */
  static BigFraction creditFrom(List<Piece> pieces, Instant time) {
    return pieces.stream()
        .filter(piece -> piece.lastsBeyond(time))
        .map(piece -> piece.creditFrom(time))
        .reduce(BigFraction.ZERO, BigFraction::add);
  }

  void cutAt(Instant time) {
    if (lastsBeyond(time)) {
      end = time;
      isCut = true;
    }
  }

  Slice slice() {
    return new Slice(
        invoice.subscriptionId(),
        invoice.customerId(),
        invoice.currency(),
        start,
        end,
        mrr,
        kind,
        Layer.Basis.INVOICED,
        confidence,
        invoice.invoiceId());
  }
}
