package io.tidemark.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;

import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.engine.Cycle;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.tables.InvoiceStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What subscriptions that bill several intervals tell of the future; data from Jan 1 to Mar 15. */
class ForecastSumsTest {
  private static final LocalDate ORIGIN = LocalDate.parse("2025-03-15");
  private static final LocalDate BEFORE = LocalDate.parse("2025-02-20");
  private static final DataWindow WINDOW =
      new DataWindow(
          Instant.parse("2025-01-01T00:00:00Z"),
          Instant.parse("2025-03-16T12:00:00Z"),
          ORIGIN,
          ZoneOffset.UTC);

  /** A yearly licence from Jan 5 and a monthly add-on from Jan 20, which ends on Feb 20. */
  private static final Layer LICENCE = layer("sub_1", 0, "2025-01-05", "2026-01-05", 12, 5_000);

  private static final Layer ADD_ON = layer("sub_1", 1, "2025-01-20", "2025-02-20", 1, 700);

  @Test
  @DisplayName("Each interval of a subscription is a line, a renewal and an arrival by itself")
  void parallelIntervals() {
    Layer renewed = layer("sub_1", 1, "2025-02-20", "2025-03-20", 1, 700);
    Renewals found = gathered(Map.of(ORIGIN, List.of(LICENCE, ADD_ON, renewed))).renewals();

    assertThat(found.lines())
        .extracting(line -> line.rhythm() + " " + line.mrrMinor() + " to " + line.periodEnd())
        .containsExactly(
            "BillingFrequency[months=1, days=0] 700 to 2025-03-20",
            "BillingFrequency[months=12, days=0] 5000 to 2026-01-05");
    assertThat(found.cycles()).containsExactly(month(1));
    assertThat(found.newcomers("EUR"))
        .containsExactly(
            new Renewals.Newcomer(new BillingFrequency(1, 0), 1, 700),
            new Renewals.Newcomer(new BillingFrequency(12, 0), 1, 5_000));
    assertThat(found.begun("EUR", 70)).as("Jan 5 to Mar 15").startsWith(1).contains(1, atIndex(15));
  }

  @Test
  @DisplayName("An add-on that is not renewed is lost, although its licence runs on")
  void anAddOnEnds() {
    Renewals found = gathered(Map.of(ORIGIN, List.of(LICENCE, ADD_ON))).renewals();

    assertThat(found.lines()).extracting(LineGroup::mrrMinor).containsExactly(5_000L);
    assertThat(found.cycles()).containsExactly(month(0));
  }

  @Test
  @DisplayName("Invoices without a subscription are a line of their customer")
  void consolidated() {
    Layer first = layer(null, 0, "2025-03-01", "2025-04-01", 1, 400);
    Layer second = layer(null, 1, "2025-03-01", "2025-06-01", 3, 400);
    Renewals found = gathered(Map.of(ORIGIN, List.of(first, second))).renewals();

    assertThat(found.lines())
        .extracting(line -> line.lines() + " of " + line.rhythm().months())
        .containsExactly("1 of 1", "1 of 3");
  }

  @Test
  @DisplayName("What an interval became counts if that interval was known, or began since")
  void actuals() {
    Layer unseen = unseen(layer("sub_1", 1, "2024-03-01", "2025-03-01", 12, 900));
    Layer renewal = unseen(layer("sub_1", 1, "2025-03-01", "2026-03-01", 12, 900));
    Layer later = layer("sub_1", 2, "2025-03-01", "2025-04-01", 1, 30);

    Snapshot before =
        gathered(
            Map.of(BEFORE, List.of(LICENCE), ORIGIN, List.of(LICENCE, unseen, renewal, later)),
            BEFORE);

    assertThat(before.actualMinor("EUR", 14)).isEqualTo(5_030);
    assertThat(before.isKnown(30)).isFalse();
  }

  private static Snapshot gathered(Map<LocalDate, List<Layer>> known) {
    return gathered(known, ORIGIN);
  }

  private static Snapshot gathered(Map<LocalDate, List<Layer>> known, LocalDate day) {
    HistoryCollector gatherer = TestGatherer.of(WINDOW, BEFORE);
    ForecastSums sums = gatherer.empty();
    SortedMap<LocalDate, List<ForecastLine>> lines = new TreeMap<>();
    gatherer.add(new TreeMap<>(known), null, lines, sums);
    lines.forEach((of, ofDay) -> ofDay.forEach(sums.on(of).renewals()::add));
    return sums.on(day);
  }

  private static Renewals.Dues month(double ratio) {
    return new Renewals.Dues(
        new Renewals.Due(IntervalClass.MONTH, 0, Renewals.size(700), ratio), 1);
  }

  private static Layer layer(
      String subscription, int stream, String start, String end, int months, long mrrMinor) {
    Instant from = Instant.parse(start + "T00:00:00Z");
    Instant to = Instant.parse(end + "T00:00:00Z");
    Invoice invoice =
        new Invoice(
            "in_" + start,
            "cus_1",
            subscription,
            "EUR",
            InvoiceStatus.PAID,
            true,
            false,
            from,
            null,
            from,
            null,
            from,
            to,
            null,
            null,
            mrrMinor * months);
    BigFraction weight = BigFraction.of(months);
    return new Layer(
        invoice,
        stream,
        from,
        to,
        new Cycle(from, to, weight),
        weight,
        mrrMinor,
        mrrMinor * months,
        0,
        Layer.Kind.CYCLE,
        Layer.Basis.INVOICED,
        Layer.Confidence.HIGH,
        false);
  }

  private static Layer unseen(Layer layer) {
    return new Layer(
        layer.invoice(),
        layer.stream(),
        layer.start(),
        layer.end(),
        layer.cycle(),
        layer.weight(),
        layer.mrrMinor(),
        layer.billedMinor(),
        layer.creditMinor(),
        layer.kind(),
        layer.basis(),
        layer.confidence(),
        true);
  }
}
