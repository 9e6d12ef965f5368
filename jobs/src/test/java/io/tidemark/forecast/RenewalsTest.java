package io.tidemark.forecast;

import static io.tidemark.forecast.Simulation.Assumption.AS_BEFORE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.tidemark.stats.SeededRandom;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** What a window from Jan 1 to Mar 15 tells of single subscriptions, and what is made of it. */
class RenewalsTest {
  private static final LocalDate FROM = LocalDate.parse("2025-01-01");
  private static final LocalDate ORIGIN = LocalDate.parse("2025-03-15");
  private static final Simulation.Scope SCOPE =
      new Simulation.Scope(90, 200, new double[] {0, 0.5, 1}, 3);

  @Test
  void aSubscriptionThatBeganInTheWindowAndRenewedAtAHigherPrice() {
    Renewals found =
        gathered(
            List.of(
                month("s", "2025-01-10", 1_000),
                month("s", "2025-02-10", 1_500),
                month("s", "2025-03-10", 1_500)));

    assertThat(found.lines())
        .singleElement()
        .returns(1, LineGroup::lines)
        .returns(1_500L, LineGroup::mrrMinor)
        .returns(LocalDate.parse("2025-04-10"), LineGroup::periodEnd)
        .returns(3, group -> group.alike().nextRenewal());
    assertThat(found.cycles())
        .extracting(cycles -> cycles.due().band(), cycles -> cycles.due().ratio())
        .containsExactly(tuple(0, 1.5), tuple(1, 1.0));
    assertThat(begun(found)).containsExactly(LocalDate.parse("2025-01-10"));
    assertThat(found.newcomers("EUR"))
        .containsExactly(new Renewals.Newcomer(new BillingFrequency(1, 0), 1, 1_000));
  }

  @Test
  void oneThatEndedIsALostCycleAndNoLine() {
    Renewals found = gathered(List.of(month("s", "2025-01-10", 1_000)));

    assertThat(found.lines()).isEmpty();
    assertThat(found.cycles()).singleElement().returns(false, cycles -> cycles.due().isRenewed());
  }

  @Test
  void oneThatBeganBeforeIsNoArrivalAndItsUnseenCycleDoesNotCount() {
    ForecastLayer implied = strand("s", "2024-12-20", "2025-01-20", 1, 1_000, false, true, 5);
    Renewals found =
        gathered(
            List.of(
                implied,
                strand("s", "2025-01-20", "2025-02-20", 1, 1_000, true, false, 6),
                strand("s", "2025-02-20", "2025-03-20", 1, 1_000, true, false, 7)));

    assertThat(begun(found)).isEmpty();
    assertThat(found.cycles()).singleElement().returns(2, cycles -> cycles.due().band());
  }

  @Test
  void oneThatCameBackAfterAPauseArrivedAgain() {
    Renewals found =
        gathered(List.of(month("s", "2025-01-02", 1_000), month("s", "2025-03-02", 1_000)));

    assertThat(begun(found))
        .containsExactly(LocalDate.parse("2025-01-02"), LocalDate.parse("2025-03-02"));
  }

  /** Nobody ever left and nobody came: MRR stays, in every future. */
  @Test
  void theBridgeLeadsFromWhatIsContractedToWhatIsExpected() {
    SimulatedPaths futures = futures(List.of(month("s", "2025-03-10", 1_000), year("y", 5_000)));
    SimulatedPaths.Bridge bridge = futures.bridge(1, 60);

    assertThat(bridge.committed()).isEqualTo(5_000);
    assertThat(bridge.atRenewal()).isEqualTo(1_000);
    assertThat(bridge.expansion()).isZero();
    double mean = Arrays.stream(futures.levels(1, 60)).average().orElseThrow();
    assertThat(bridge.committed() + bridge.atRenewal() + bridge.churn() + bridge.fresh())
        .isEqualTo(mean, within(1e-6));
  }

  @Test
  void anIntervalNeverSeenToRenewDoesSoByScenario() {
    ForecastLayer ending = strand("y", "2024-04-01", "2025-04-01", 12, 5_000, true, false, 0);
    SimulatedPaths futures = futures(List.of(ending));

    assertThat(futures.bridge(0, 90).churn()).isEqualTo(-5_000);
    assertThat(futures.bridge(1, 90).churn()).isBetween(-3_200.0, -1_800.0);
    assertThat(futures.bridge(2, 90).churn()).isZero();
    assertThat(futures.bridge(0, 10).churn()).isZero();
  }

  @Test
  void equalSeedsDrawEqualFutures() {
    List<ForecastLayer> lines = List.of(month("s", "2025-03-10", 1_000), year("y", 5_000));

    assertThat(futures(lines).levels(1, 90)).isEqualTo(futures(lines).levels(1, 90));
  }

  @Test
  void fewRenewalsSayLittleAndManySayMuch() {
    RenewalRates few = RenewalRates.of(List.of(due(1, 0), due(1, 1)));
    RenewalRates many = RenewalRates.of(List.of(due(100, 0), due(900, 1)));

    assertThat(spread(few)).isGreaterThan(5 * spread(many));
  }

  @Test
  void tooLittleHistoryIsSaidSoAndShowsWhatIsContracted() {
    Snapshot snapshot = PlainSnapshots.of(List.of(month("s", "2025-03-10", 1_000)), FROM, ORIGIN);
    String reason = HistoryCheck.objection(snapshot, FROM).orElseThrow();
    List<Row> rows =
        Outlook.contracted(
            Series.of(
                new TreeSet<>(List.of("EUR")), new Forecast.Conversion("EUR", Map.of()), ORIGIN),
            snapshot,
            30,
            reason);

    assertThat(reason)
        .isEqualTo("too little history: 0 cycles due for renewal, at least 10 required");
    assertThat(HistoryCheck.objection(snapshot, ORIGIN.minusDays(9)))
        .contains("too little history: 10 full days, at least 35 required");
    assertThat(rows)
        .hasSize(30)
        .allMatch(row -> row.isNullAt(8) && row.getString(3).equals("contracted"));
    assertThat(rows.get(24).getLong(11)).as("Apr 9").isEqualTo(1_000);
    assertThat(rows.get(25).getLong(11)).as("Apr 10").isZero();
    assertThat(rows.get(25).getLong(12)).isEqualTo(1_000);
  }

  @Test
  void daysAheadAreDailyThenMonthEnds() {
    assertThat(Outlook.days(ORIGIN, 90)).hasSize(90).endsWith(90);
    assertThat(Outlook.days(ORIGIN, 200)).hasSize(95).contains(107, 138, 169, 199, 200);
  }

  @Test
  void convertedIsTheSumOfPathsAtTheFactors() {
    List<Series> series =
        Series.of(
            new TreeSet<>(List.of("EUR", "USD")),
            FixedRates.of("EUR", Map.of("EUR", 1.0, "USD", 0.5, "JPY", 9.0)),
            ORIGIN);
    Map<String, SimulatedPaths> futures =
        Map.of("EUR", futures(List.of(year("y", 1_000))), "USD", futures(List.of(year("y", 600))));

    assertThat(series).extracting(Series::isConverted).containsExactly(false, false, true);
    assertThat(series.get(2).levels(futures, 1, 5)).containsOnly(1_300);
    assertThat(series.get(2).bridge(futures, 1, 5).committed()).isEqualTo(1_300);
  }

  private static double spread(RenewalRates rates) {
    SeededRandom draws = new SeededRandom(5);
    double least = 1;
    double most = 0;
    for (int draw = 0; draw < 100; draw++) {
      double rate = rates.draw(draws)[IntervalClass.MONTH.ordinal()][0];
      least = Math.min(least, rate);
      most = Math.max(most, rate);
    }
    return most - least;
  }

  private static Renewals.Dues due(int count, double ratio) {
    return new Renewals.Dues(new Renewals.Due(IntervalClass.MONTH, 0, 10, ratio), count);
  }

  private static Renewals gathered(List<ForecastLayer> strands) {
    return PlainSnapshots.of(strands, FROM, ORIGIN).renewals();
  }

  /** The days on which subscriptions began. */
  private static List<LocalDate> begun(Renewals found) {
    List<LocalDate> days = FROM.datesUntil(ORIGIN.plusDays(1)).toList();
    int[] counts = found.begun("EUR", days.size());
    return days.stream().filter(day -> counts[days.indexOf(day)] > 0).toList();
  }

  /** Drawn from a window in which one other monthly subscription renewed. */
  private static SimulatedPaths futures(List<ForecastLayer> strands) {
    Renewals known = PlainSnapshots.empty(FROM, ORIGIN).renewals();
    for (ForecastLayer strand : strands) {
      known.add(new OneSubscription(List.of(strand), FROM).line(ORIGIN).orElseThrow());
    }
    known.add(due(50, 1).due(), 50);
    return Simulation.of(known, "EUR", FROM, ORIGIN, SCOPE, AS_BEFORE);
  }

  private static ForecastLayer month(String subscription, String start, long mrr) {
    LocalDate end = LocalDate.parse(start).plusMonths(1);
    return strand(subscription, start, end.toString(), 1, mrr, true, false, 0);
  }

  private static ForecastLayer year(String subscription, long mrr) {
    return strand(subscription, "2025-02-01", "2026-02-01", 12, mrr, true, false, 0);
  }

  private static ForecastLayer strand(
      String subscription,
      String start,
      String end,
      int months,
      long mrr,
      boolean isCycle,
      boolean isImplied,
      int cyclesBefore) {
    LocalDate first = LocalDate.parse(start);
    LocalDate after = LocalDate.parse(end);
    return new ForecastLayer(
        subscription,
        "customer of " + subscription,
        "EUR",
        first,
        after,
        first,
        after,
        months,
        mrr,
        isCycle,
        isImplied,
        isImplied,
        cyclesBefore);
  }
}
