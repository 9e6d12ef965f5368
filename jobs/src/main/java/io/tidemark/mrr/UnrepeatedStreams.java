package io.tidemark.mrr;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Items billed once: a stream that began inside the cycle of another one and has one period, never
 * changed, is not recurring, unless the file ends before it could be repeated.
 */
final class UnrepeatedStreams {
  private static final int DAYS_A_WEEK = 7;

  private UnrepeatedStreams() {}

  static Streams removeFrom(
      List<BillingStream> streams, Map<String, ExclusionReason> exclusions, Rules rules) {
    List<BillingStream> repeated = new ArrayList<>();
    List<Streams.Span> doubtful = new ArrayList<>();
    for (BillingStream stream : streams) {
      if (!stream.beganInside() || !stream.isUnrepeated() || !stream.hasPrice()) {
        repeated.add(stream);
        continue;
      }
      Invoice only = stream.opener();
      boolean isRegular = isWholeMonths(only) || isWholeWeeks(only);
      if (isRegular && couldStillBeRepeated(only, rules)) {
        stream.doubt(only, Doubt.NOT_YET_REPEATED);
        repeated.add(stream);
        continue;
      }
      exclusions.put(only.invoiceId(), ExclusionReason.ONE_OFF_PERIOD);
      if (isWholeMonths(only) || endsWholeMonthsIn(only, streams)) {
        doubtful.add(new Streams.Span(only.serviceStart(), only.serviceEnd()));
      }
    }
    return new Streams(repeated, exclusions, doubtful);
  }

  private static boolean couldStillBeRepeated(Invoice invoice, Rules rules) {
    Instant due =
        invoice.isInArrears()
            ? Months.plusSame(invoice.serviceEnd(), invoice.serviceStart(), invoice.serviceEnd())
            : invoice.serviceEnd();
    return !due.plus(Duration.ofDays(rules.renewalGraceDays())).isBefore(rules.dataThrough());
  }

  private static boolean isWholeMonths(Invoice invoice) {
    return Months.calendar().isWhole(invoice.serviceStart(), invoice.serviceEnd());
  }

  private static boolean isWholeWeeks(Invoice invoice) {
    return Months.isWholeDays(invoice.serviceStart(), invoice.serviceEnd(), DAYS_A_WEEK);
  }

  private static boolean endsWholeMonthsIn(Invoice invoice, List<BillingStream> streams) {
    return streams.stream()
        .flatMap(stream -> stream.invoices().stream())
        .filter(other -> !other.equals(invoice))
        .filter(other -> !other.anchor().isAfter(invoice.serviceStart()))
        .filter(other -> invoice.serviceStart().isBefore(other.serviceEnd()))
        .anyMatch(other -> Months.calendar().isWhole(other.anchor(), invoice.serviceEnd()));
  }
}
