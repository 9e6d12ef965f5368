package io.tidemark.insights.days;

import io.tidemark.insights.days.MovementDay.Change;
import io.tidemark.stats.SeededRandom;
import io.tidemark.tables.Movement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Days of a kind of business that another day is compared with.
 *
 * @param isWeekend whether the other day is one of a weekend
 * @param day from its number and chance
 */
record DayShape(
    String name, int days, boolean isWeekend, BiFunction<Integer, SeededRandom, MovementDay> day) {
  private static final LocalDate MONDAY = LocalDate.parse("2025-03-03");
  private static final NormalDistribution NORMAL = new NormalDistribution();

  static final List<DayShape> ALL =
      List.of(
          new DayShape(
              "few large movements",
              60,
              false,
              (day, draws) -> day(day, signed(0.4, some(0.7, 90_000, 170_000, draws), draws))),
          new DayShape(
              "many small movements",
              90,
              false,
              (day, draws) -> day(day, signed(0.3, some(60, 2_900, 4_900, draws), draws))),
          new DayShape(
              "days that differ in the number of movements",
              90,
              false,
              (day, draws) ->
                  day(day, signed(0.4, some(day % 17 == 3 ? 40 : 3, 2_900, 4_900, draws), draws))),
          new DayShape(
              "one day with a batch of losses",
              50,
              false,
              (day, draws) ->
                  day(day, day == 21 ? repeated(60, -2_900) : some(0.3, 4_900, 4_900, draws))),
          new DayShape(
              "one huge customer who came and left",
              90,
              false,
              (day, draws) -> {
                long[] small = signed(0.3, some(3, 2_900, 4_900, draws), draws);
                long huge = day == 30 ? 10_000_000 : -9_000_000;
                return day(day, day == 30 || day == 70 ? and(small, huge) : small);
              }),
          new DayShape(
              "days without movements",
              40,
              false,
              (day, draws) ->
                  day % 4 == 1
                      ? day(day, 2_900 + 10L * day)
                      : day(day, day % 13 == 2 ? new long[] {-4_900} : new long[0])),
          new DayShape(
              "six weekend days that differ",
              25,
              true,
              (day, draws) ->
                  day % 7 < 5
                      ? day(day, some(2, 4_900, 4_900, draws))
                      : day(day, day % 14 == 5 ? new long[] {4_900, 3_900, 2_900} : new long[0])),
          new DayShape(
              "a rest of movements that are not listed",
              90,
              false,
              (day, draws) ->
                  rest(
                      day(day, signed(0.4, some(30, 2_900, 4_900, draws), draws)),
                      Math.round(
                          12_000 + 4_000 * NORMAL.inverseCumulativeProbability(draws.uniform())))),
          new DayShape(
              "revaluations of some cents and sales",
              90,
              false,
              (day, draws) ->
                  day(
                      day,
                      and(
                          signed(0.5, some(40, 1, 20, draws), draws),
                          some(0.5, 29_000, 129_000, draws)))),
          new DayShape(
              "amounts of all sizes",
              90,
              false,
              (day, draws) -> {
                long[] amounts = some(8, 3_000, 3_000, draws);
                for (int index = 0; index < amounts.length; index++) {
                  amounts[index] =
                      Math.round(
                          amounts[index]
                              * Math.exp(2 * NORMAL.inverseCumulativeProbability(draws.uniform())));
                }
                return day(day, signed(0.4, amounts, draws));
              }));

  /** Returns the days, from a Monday on. */
  List<MovementDay> all() {
    SeededRandom draws = new SeededRandom(11);
    List<MovementDay> all = new ArrayList<>();
    for (int number = 0; number < days; number++) {
      all.add(day.apply(number, draws));
    }
    return all;
  }

  static MovementDay day(int number, long... amounts) {
    List<Change> changes = new ArrayList<>();
    for (long amount : amounts) {
      changes.add(new Change("cus_" + changes.size(), Movement.EXPANSION, amount));
    }
    return new MovementDay(MONDAY.plusDays(number), 0, changes, MovementDay.Rest.NONE);
  }

  private static MovementDay rest(MovementDay day, long minor) {
    return new MovementDay(day.date(), 0, day.changes(), new MovementDay.Rest(300, minor, 0, 0));
  }

  /** A Poisson number of amounts, evenly from a range. */
  private static long[] some(double mean, long from, long to, SeededRandom draws) {
    long[] amounts = new long[draws.poisson(mean)];
    Arrays.setAll(amounts, index -> from + (long) (draws.uniform() * (to - from + 1)));
    return amounts;
  }

  private static long[] signed(double losses, long[] amounts, SeededRandom draws) {
    return Arrays.stream(amounts)
        .map(amount -> draws.uniform() < losses ? -amount : amount)
        .toArray();
  }

  private static long[] repeated(int number, long amount) {
    long[] amounts = new long[number];
    Arrays.fill(amounts, amount);
    return amounts;
  }

  private static long[] and(long[] amounts, long... more) {
    return LongStream.concat(Arrays.stream(amounts), Arrays.stream(more)).toArray();
  }
}
