package io.tidemark.mrr.engine;

import io.tidemark.config.Policy;
import io.tidemark.simulate.Rates;
import io.tidemark.simulate.TrueMrr;
import io.tidemark.simulate.World;
import io.tidemark.simulate.WorldOptions;
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

/**
 * A window cut out of three years of lives of one billing interval, against the true daily MRR of
 * all of them: two months for intervals up to a month, for the others one interval and a month.
 *
 * @param mostAfter the most that any day is off from the warm-up end on, as a share of MRR
 * @param averageBefore what the average day is off before that
 * @param naiveAverageBefore the same where only what is invoiced is read
 * @param naiveFirst what the first day is off then
 */
record WindowProof(
    double mostAfter, double averageBefore, double naiveAverageBefore, double naiveFirst) {
  private static final OffsetDateTime END = OffsetDateTime.parse("2024-10-10T11:00:00Z");

  private static final Comparator<Invoice> BY_CREATION = Comparator.comparing(Invoice::createdAt);

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

  /** How long the window of an interval is. */
  static Period window(Period interval) {
    return interval.toTotalMonths() > 1 ? interval.plusMonths(1) : Period.ofMonths(2);
  }

  /** Simulates lives of an interval, some of which change their price, and reads the window. */
  static WindowProof of(String interval, Period length, boolean changing, int lives) {
    World world =
        World.simulate(
            WorldOptions.of(300, lives, END.minusYears(3).toInstant(), END.toInstant())
                .withWindow(END.minus(window(length)).toInstant(), END.toInstant())
                .withRates(rates(interval, changing)));
    List<Invoice> invoices = Worlds.invoices(world);
    LocalDate first = date(Collections.min(invoices, BY_CREATION).createdAt());
    LocalDate visible = first.plus(length);
    LocalDate last = END.toLocalDate();
    Days truth = new Days();
    for (TrueMrr part : world.truth()) {
      truth.add(part.validFrom(), part.validTo(), part.mrrMinor());
    }
    Days read = read(world, invoices, "implied");
    Days naive = read(world, invoices, "invoiced");
    return new WindowProof(
        read.mostError(visible, last, truth),
        read.averageError(first, visible, truth),
        naive.averageError(first, visible, truth),
        naive.error(first, truth));
  }

  private static Days read(World world, List<Invoice> invoices, String history) {
    Map<String, Instant> creations = Worlds.creations(world);
    Policy policy = Policy.of(Map.of("history", history));
    Instant from = Collections.min(invoices, BY_CREATION).createdAt();
    Instant through = Collections.max(invoices, BY_CREATION).createdAt();
    LayerPolicy rules = LayerPolicy.of(policy, from, through);
    Days days = new Days();
    invoices.stream()
        .filter(invoice -> invoice.subscriptionId() != null)
        .collect(Collectors.groupingBy(Invoice::subscriptionId))
        .values()
        .forEach(
            group ->
                SubscriptionResult.of(group, creations.get(group.get(0).customerId()), rules)
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
