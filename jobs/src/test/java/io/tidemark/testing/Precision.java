package io.tidemark.testing;

import io.tidemark.mrr.engine.Invoice;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How exact the times of a subscription are: seconds, or minutes where no time has seconds.
 *
 * @param slackSeconds by how much a period may be longer or shorter than it is written
 */
record Precision(long slackSeconds) {
  private static final long MINUTE = 60;

  static Precision of(Collection<Invoice> invoices) {
    boolean isToMinutes =
        invoices.stream()
            .flatMap(Precision::times)
            .filter(Objects::nonNull)
            .allMatch(time -> time.getEpochSecond() % MINUTE == 0);
    return new Precision(isToMinutes ? MINUTE - 1 : 0);
  }

  boolean isExact() {
    return slackSeconds == 0;
  }

  /** As written, then the shortest and the longest it may stand for; never empty. */
  List<Long> lengths(Period period) {
    Set<Long> lengths = new LinkedHashSet<>();
    lengths.add(period.seconds());
    lengths.add(Math.max(1, period.seconds() - slackSeconds));
    lengths.add(period.seconds() + slackSeconds);
    return List.copyOf(lengths);
  }

  private static Stream<Instant> times(Invoice invoice) {
    return Stream.of(
        invoice.serviceStart(), invoice.serviceEnd(), invoice.usageStart(), invoice.usageEnd());
  }
}
