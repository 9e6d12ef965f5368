package io.tidemark.mrr.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Removes items billed once. A stream that began within the cycle of another one and has a single,
 * unchanged period is not recurring, unless the data ends before it could be repeated.
 */
final class UnrepeatedStreams {
  private static final int DAYS_A_WEEK = 7;

  private UnrepeatedStreams() {}

  static Streams removeFrom(
      List<BillingStream> streams, Map<String, ExclusionReason> exclusions, LayerPolicy rules) {
    List<BillingStream> repeated = new ArrayList<>();
    List<Streams.Span> doubtful = new ArrayList<>();
    List<Posting> parts = new ArrayList<>();
    for (BillingStream stream : streams) {
      if (!stream.beganInside() || !stream.isUnrepeated() || !stream.hasPrice()) {
        repeated.add(stream);
        continue;
      }
      Invoice only = stream.opener();
      boolean isRegular = isWholeMonths(only) || isWholeWeeks(only);
      if (isRegular && couldStillBeRepeated(only, rules)) {
        stream.doubt(only, LowConfidenceReason.NOT_YET_REPEATED);
        repeated.add(stream);
        continue;
      }
      if (isPartOfMore(only, stream, streams)) {
        parts.add(
            new Posting(
                only.invoiceId(),
                only.currency(),
                Posting.Line.ONE_OFF_PART,
                BigFraction.of(only.netMinor())));
      } else {
        exclusions.put(only.invoiceId(), ExclusionReason.ONE_OFF_PERIOD);
      }
      stream.invoices().stream()
          .filter(credit -> !credit.equals(only))
          .forEach(credit -> exclusions.put(credit.invoiceId(), ExclusionReason.ORPHAN_CREDIT));
      if (isWholeMonths(only) || endsWholeMonthsIn(only, streams)) {
        doubtful.add(
            new Streams.Span(
                only.serviceStart(), only.serviceEnd(), LowConfidenceReason.MAYBE_RECURRING));
      }
    }
    return new Streams(repeated, exclusions, parts, doubtful);
  }

  /** Returns whether the invoice also bills other streams. */
  private static boolean isPartOfMore(
      Invoice part, BillingStream stream, List<BillingStream> streams) {
    return streams.stream()
        .filter(other -> other != stream)
        .flatMap(other -> other.invoices().stream())
        .anyMatch(other -> other.invoiceId().equals(part.invoiceId()));
  }

  private static boolean couldStillBeRepeated(Invoice invoice, LayerPolicy rules) {
    Instant due =
        invoice.isInArrears()
            ? BillingMonths.plusSame(
                invoice.serviceEnd(), invoice.serviceStart(), invoice.serviceEnd())
            : invoice.serviceEnd();
    return !rules.dataEnd().isAfter(due.plus(Duration.ofDays(rules.renewalGraceDays())));
  }

  private static boolean isWholeMonths(Invoice invoice) {
    return BillingMonths.calendar().isWhole(invoice.serviceStart(), invoice.serviceEnd());
  }

  private static boolean isWholeWeeks(Invoice invoice) {
    return BillingMonths.isWholeDays(invoice.serviceStart(), invoice.serviceEnd(), DAYS_A_WEEK);
  }

  private static boolean endsWholeMonthsIn(Invoice invoice, List<BillingStream> streams) {
    return streams.stream()
        .flatMap(stream -> stream.invoices().stream())
        .filter(other -> !other.anchor().isAfter(invoice.serviceStart()))
        .filter(other -> invoice.serviceStart().isBefore(other.serviceEnd()))
        .anyMatch(other -> BillingMonths.calendar().isWhole(other.anchor(), invoice.serviceEnd()));
  }
}
