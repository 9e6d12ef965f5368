package io.tidemark.mrr.engine;

import static io.tidemark.mrr.engine.Invoices.time;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.numbers.fraction.BigFraction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillingMonthsTest {
  @ParameterizedTest
  @CsvSource({
    "2025-02-28, 2025-03-31, 1",
    "2024-02-29, 2024-03-31, 1",
    "2025-01-31, 2025-02-28, 1",
    "2025-02-28, 2025-03-28, 1",
    "2024-02-29, 2025-02-28, 12",
    "2025-01-01, 2026-01-01, 12",
    "2025-01-01, 2025-04-01, 3",
    "2025-03-30 00:30, 2025-04-29 23:45, 1",
    "2025-01-01, 2025-01-16, 15/31",
    "2025-01-01, 2025-02-15, 1 14/28",
    "2025-01-01, 2025-01-01 00:10, 600/2678400"
  })
  void calendarMonths(String start, String end, String months) {
    assertThat(BillingMonths.calendar().between(time(start), time(end)))
        .isEqualTo(fraction(months));
  }

  @ParameterizedTest
  @CsvSource({
    "2025-01-01 2025-01-31 2025-03-02, 2025-03-02 2025-04-01, 360/365",
    "2025-01-01 2025-01-08 2025-01-15, 2025-01-15 2025-01-22, 12/52",
    "2025-06-01 2025-07-01, 2025-06-01 2025-07-01, 1",
    "2025-02-01 2025-03-01 2025-04-01, 2025-02-01 2025-03-01, 1",
    "2025-01-01 2025-01-31 2025-03-05, 2025-01-01 2025-01-31, 30/31"
  })
  void aPlanOfFixedDaysIsDecidedFromAllItsCycles(String cycles, String period, String months) {
    String[] bounds = cycles.split(" ");
    List<Cycle> all =
        Stream.iterate(1, index -> index < bounds.length, index -> index + 1)
            .map(i -> Cycle.of(time(bounds[i - 1]), time(bounds[i]), BillingMonths.calendar()))
            .toList();
    String[] asked = period.split(" ");

    assertThat(BillingMonths.decide(all).between(time(asked[0]), time(asked[1])))
        .isEqualTo(fraction(months));
  }

  @ParameterizedTest(name = "{0} to {1}, {2}: whole {3}")
  @DisplayName("A period is whole in months of the calendar or in cycles of fixed days")
  @CsvSource({
    "2025-01-01, 2025-02-01, 0, true",
    "2025-01-01, 2025-01-31, 0, false",
    "2025-01-01, 2025-01-31, 30, true",
    "2025-01-01, 2025-03-02, 30, true",
    "2025-01-01, 2025-02-01, 30, true",
    "2025-01-01, 2025-02-02, 30, false",
    "2025-01-01, 2025-01-30 12:00, 30, false"
  })
  void isWhole(String start, String end, long planDays, boolean isWhole) {
    BillingMonths months =
        planDays == 0 ? BillingMonths.calendar() : BillingMonths.decide(cycles(planDays, planDays));

    assertThat(months.isWhole(time(start), time(end))).isEqualTo(isWhole);
  }

  @ParameterizedTest(name = "cycles of {0} days: fixed days {1}")
  @DisplayName("Two cycles in a row with the same days, or an only cycle, decide on fixed days")
  @CsvSource({
    "10 30 30, true",
    "10 30, false",
    "30 10 10, true",
    "30 30, true",
    "10, true",
    "31, false",
    "31 28 31, false",
    "7 7 5 7 7, true"
  })
  void decide(String days, boolean isFixed) {
    assertThat(BillingMonths.decide(cycles(days(days))).hasFixedDays()).isEqualTo(isFixed);
  }

  @ParameterizedTest(name = "cycles of {0} days: the {1}th has {2} months")
  @DisplayName("A cycle outside of a row of equally long ones is measured in months")
  @CsvSource({
    "7 7 5 7 7, 0, 12/52",
    "7 7 5 7 7, 2, 5/31",
    "7 7 5 7 7, 4, 12/52",
    "30 10 10, 0, 30/31",
    "30 10 10, 2, 120/365",
    "30 30 30 31 30, 2, 360/365",
    "30 30 30 31 30, 3, 1 1/31"
  })
  void eachRowDecidesForItself(String days, int index, String months) {
    List<Cycle> cycles = cycles(days(days));
    Cycle cycle = cycles.get(index);

    assertThat(BillingMonths.decide(cycles).between(cycle.start(), cycle.end()))
        .isEqualTo(fraction(months));
  }

  @ParameterizedTest(name = "{0} to {1} and {2} to {3}: {4}")
  @DisplayName("Two periods are equally long in months, at month ends too, or in whole days")
  @CsvSource({
    "2025-01-01, 2025-02-01, 2025-03-15, 2025-04-15, true",
    "2025-01-01, 2025-02-01, 2025-03-15, 2025-05-15, false",
    "2025-01-31, 2025-02-28, 2025-02-28, 2025-03-31, true",
    "2025-04-30, 2025-05-28, 2025-05-28, 2025-06-28, true",
    "2025-04-30, 2025-05-28 02:00, 2025-05-28, 2025-06-28, false",
    "2025-04-30, 2025-05-27, 2025-05-28, 2025-06-28, false",
    "2025-04-29, 2025-05-28, 2025-05-28, 2025-06-28, false",
    "2025-02-28, 2025-02-28 00:30, 2025-02-28, 2025-02-28 00:30, false",
    "2025-02-01, 2025-03-01, 2025-03-01, 2025-03-29, true",
    "2025-01-01, 2025-02-01, 2025-03-01, 2025-03-29, false",
    "2025-04-01, 2025-05-01, 2025-01-01, 2025-01-31, true",
    "2025-01-01, 2025-01-08, 2025-03-01, 2025-03-08 01:00, true",
    "2025-01-01, 2025-01-08, 2025-03-01, 2025-03-08 01:01, false",
    "2025-01-01, 2025-01-08 12:00, 2025-03-01, 2025-03-08 12:00, false"
  })
  void areEquallyLong(String start, String end, String otherStart, String otherEnd, boolean are) {
    assertThat(
            BillingMonths.areEquallyLong(time(start), time(end), time(otherStart), time(otherEnd)))
        .isEqualTo(are);
    assertThat(
            BillingMonths.areEquallyLong(time(otherStart), time(otherEnd), time(start), time(end)))
        .isEqualTo(are);
  }

  @ParameterizedTest(name = "{0} to {1} divides {2} to {3}: {4}")
  @DisplayName("Whole months divide longer ones, and whole weeks divide longer periods of days")
  @CsvSource({
    "2025-02-01, 2025-03-01, 2025-01-01, 2026-01-01, true",
    "2025-02-01, 2025-05-01, 2025-01-01, 2026-01-01, true",
    "2025-02-01, 2025-07-01, 2025-01-01, 2026-01-01, false",
    "2025-01-01, 2026-01-01, 2025-01-01, 2026-01-01, false",
    "2025-01-01, 2026-01-01, 2025-02-01, 2025-03-01, false",
    "2025-01-01, 2025-01-08, 2025-01-01, 2025-01-15, true",
    "2025-01-01, 2025-01-15, 2025-01-01, 2025-01-15, false",
    "2025-01-01, 2025-01-29, 2025-01-01, 2025-01-15, false",
    "2025-01-01, 2025-01-11, 2025-01-01, 2025-01-21, false",
    "2025-02-01, 2025-02-08, 2025-02-01, 2025-03-01, true",
    "2025-01-01, 2025-01-08, 2025-01-01, 2025-01-31, false",
    "2025-01-01, 2025-01-08, 2025-01-01, 2025-01-15 12:00, false",
    "2025-01-01, 2025-01-08 12:00, 2025-01-01, 2025-01-15, false"
  })
  void divides(String start, String end, String longerStart, String longerEnd, boolean divides) {
    assertThat(BillingMonths.divides(time(start), time(end), time(longerStart), time(longerEnd)))
        .isEqualTo(divides);
  }

  @ParameterizedTest(name = "{0} days: usual {1}, whole weeks {2}")
  @DisplayName("Usual plans are whole weeks, or at least as long as a month")
  @CsvSource({
    "7, true, true",
    "14, true, true",
    "10, false, false",
    "27, false, false",
    "28, true, true",
    "29, true, false",
    "90, true, false"
  })
  void isUsualPlan(long days, boolean isUsual, boolean isWeeks) {
    Instant start = time("2025-01-01");
    Instant end = start.plus(days, ChronoUnit.DAYS);
    Instant noon = end.plus(12, ChronoUnit.HOURS);

    assertThat(BillingMonths.isUsualPlan(start, end)).isEqualTo(isUsual);
    assertThat(BillingMonths.isWholeDays(start, end, 7)).isEqualTo(isWeeks);
    assertThat(BillingMonths.isUsualPlan(start, noon)).isFalse();
    assertThat(BillingMonths.isWholeDays(start, noon, 7)).isFalse();
  }

  @ParameterizedTest(name = "as long as {1} to {2}: from {0} to {3}, up to it from {4}")
  @DisplayName("The period after or before a time is as long in months, else in seconds")
  @CsvSource({
    "2025-01-31, 2024-12-31, 2025-01-31, 2025-02-28, 2024-12-31",
    "2025-03-31, 2025-04-30, 2025-05-28, 2025-04-30, 2025-02-28",
    "2025-03-08, 2025-01-01, 2025-01-08, 2025-03-15, 2025-03-01",
    "2025-03-08, 2025-01-01, 2026-01-01, 2026-03-08, 2024-03-08"
  })
  void plusAndMinusSame(String at, String start, String end, String after, String before) {
    assertThat(BillingMonths.plusSame(time(at), time(start), time(end))).isEqualTo(time(after));
    assertThat(BillingMonths.minusSame(time(at), time(start), time(end))).isEqualTo(time(before));
  }

  private static long[] days(String text) {
    return Stream.of(text.split(" ")).mapToLong(Long::parseLong).toArray();
  }

  /** Cycles in a row from New Year on. */
  private static List<Cycle> cycles(long... days) {
    Instant start = time("2025-01-01");
    List<Cycle> cycles = new ArrayList<>();
    for (long each : days) {
      Instant end = start.plus(each, ChronoUnit.DAYS);
      cycles.add(Cycle.of(start, end, BillingMonths.calendar()));
      start = end;
    }
    return cycles;
  }

  private static BigFraction fraction(String text) {
    return Stream.of(text.split(" "))
        .map(BigFraction::parse)
        .reduce(BigFraction.ZERO, BigFraction::add);
  }
}
