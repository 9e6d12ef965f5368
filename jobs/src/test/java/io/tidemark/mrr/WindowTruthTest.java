package io.tidemark.mrr;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.simulate.Rates;
import io.tidemark.simulate.SimulationOptions;
import io.tidemark.simulate.TrueMrr;
import io.tidemark.simulate.World;
import io.tidemark.testing.Worlds;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A window cut out of three years of 1,500 lives, one billing interval at a time, against the true
 * daily MRR of all of them: two months for intervals up to a month, for the others one interval and
 * a month.
 *
 * <p>From its warm-up end on, {@code data_from} plus its length, an interval is what it truly is.
 * Unchanging subscriptions are off by at most 0.4 % of MRR on any day, weekly ones by 2.4 %: a
 * renewal put aside as a draft is carried as pending, and a cycle voided within the window is
 * implied by the next. Those that change price in every fifth cycle are off by at most 2.5 %,
 * weekly ones by 5.5 %: changes that no invoice has billed yet, and several billed together.
 *
 * <p>Before, reading only what is invoiced misses 86 to 99 % of MRR on the first day and 41 to 52 %
 * on an average one. With the implied cycle it is 1 to 7 %: who left before renewing never shows.
 */
class WindowTruthTest {
  private static final OffsetDateTime END = OffsetDateTime.parse("2024-10-10T11:00:00Z");

  private static final Comparator<Invoice> BY_CREATION = Comparator.comparing(Invoice::createdAt);

  /** Shares of MRR: the most any day is off after the warm-up, the average day before it. */
  private static final String BOUNDS =
      """
      WEEK      P7D  unchanging 0.024  0.018
      WEEK      P7D  changing   0.055  0.028
      DAYS_30   P30D unchanging 0.004  0.060
      DAYS_30   P30D changing   0.017  0.066
      MONTH     P1M  unchanging 0.003  0.023
      MONTH     P1M  changing   0.025  0.013
      QUARTER   P3M  unchanging 0.001  0.037
      QUARTER   P3M  changing   0.017  0.017
      HALF_YEAR P6M  unchanging 0.0001 0.015
      HALF_YEAR P6M  changing   0.005  0.013
      YEAR      P1Y  unchanging 0.0001 0.013
      YEAR      P1Y  changing   0.006  0.031
      """;

  private record Days(Map<LocalDate, Long> mrr) {
    Days() {
      this(new HashMap<>());
    }

    void add(LocalDate from, LocalDate to, long mrrMinor) {
      if (from.isBefore(to)) {
        from.datesUntil(to).forEach(day -> mrr.merge(day, mrrMinor, Long::sum));
      }
    }

    /** How far a day is off, as a share of the truth. */
    double error(LocalDate day, Days truth) {
      long right = truth.mrr.get(day);
      return (double) Math.abs(mrr.getOrDefault(day, 0L) - right) / right;
    }

    double mostError(LocalDate from, LocalDate to, Days truth) {
      return from.datesUntil(to).mapToDouble(day -> error(day, truth)).max().orElseThrow();
    }

    double averageError(LocalDate from, LocalDate to, Days truth) {
      return from.datesUntil(to).mapToDouble(day -> error(day, truth)).average().orElseThrow();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyInterval() {
    return BOUNDS
        .lines()
        .map(line -> line.split(" +"))
        .map(
            line ->
                DynamicTest.dynamicTest(
                    line[0] + " " + line[2],
                    () ->
                        check(
                            Period.parse(line[1]),
                            rates(line[0], line[2].equals("changing")),
                            Double.parseDouble(line[3]),
                            Double.parseDouble(line[4]))));
  }

  private static void check(Period interval, Rates rates, double mostAfter, double averageBefore) {
    Period window = interval.toTotalMonths() > 1 ? interval.plusMonths(1) : Period.ofMonths(2);
    World world =
        World.simulate(
            SimulationOptions.of(300, 1_500, END.minusYears(3).toInstant(), END.toInstant())
                .withWindow(END.minus(window).toInstant(), END.toInstant())
                .withRates(rates));
    List<Invoice> invoices = Worlds.invoices(world);
    LocalDate first = date(Collections.min(invoices, BY_CREATION).createdAt());
    LocalDate visible = first.plus(interval);
    LocalDate last = END.toLocalDate();
    Days truth = new Days();
    for (TrueMrr part : world.truth()) {
      truth.add(part.validFrom(), part.validTo(), part.mrrMinor());
    }
    Days read = read(world, invoices, "implied");
    Days naive = read(world, invoices, "invoiced");

    assertThat(read.mostError(visible, last, truth)).isLessThan(mostAfter);
    assertThat(read.averageError(first, visible, truth)).isLessThan(averageBefore);
    assertThat(naive.averageError(first, visible, truth)).isBetween(0.41, 0.52);
    assertThat(naive.error(first, truth)).isGreaterThan(0.86);
  }

  private static Days read(World world, List<Invoice> invoices, String history) {
    Map<String, Instant> creations = Worlds.creations(world);
    Policy policy = Policy.of(Map.of("history", history));
    Instant from = Collections.min(invoices, BY_CREATION).createdAt();
    Instant through = Collections.max(invoices, BY_CREATION).createdAt();
    Rules rules = Rules.of(policy, from, through);
    Days days = new Days();
    invoices.stream()
        .filter(invoice -> invoice.subscriptionId() != null)
        .collect(Collectors.groupingBy(Invoice::subscriptionId))
        .values()
        .forEach(
            group ->
                Reading.of(group, creations.get(group.get(0).customerId()), rules)
                    .layers()
                    .forEach(
                        layer ->
                            days.add(date(layer.start()), date(layer.end()), layer.mrrMinor())));
    return days;
  }

  /** Ordinary lives in euros, all of one interval that they never leave. */
  private static Rates rates(String interval, boolean changing) {
    Rates ordinary = Rates.defaults();
    Rates.Changes changes =
        changing ? new Rates.Changes(0.12, 0.02, 0.10, 0.10, 0) : new Rates.Changes(0, 0, 0, 0, 0);
    Rates.Mix mix =
        new Rates.Mix(
            interval.equals("YEAR") ? 1 : 0,
            interval.equals("HALF_YEAR") ? 1 : 0,
            interval.equals("QUARTER") ? 1 : 0,
            interval.equals("WEEK") ? 1 : 0,
            interval.equals("DAYS_30") ? 1 : 0,
            0.02,
            0.10,
            0.15,
            0.40,
            0,
            0.04,
            0.06,
            0.005,
            0.25);
    return new Rates(changes, ordinary.endings(), ordinary.payments(), mix);
  }

  private static LocalDate date(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
