package io.tidemark.mrr.engine;

import io.tidemark.tables.BillingTolerances;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cycles of a billing stream that are measured in days: consecutive cycles with the same whole
 * number of days that are not all calendar months. A stream with a single cycle is measured in days
 * if that cycle is not a calendar month.
 */
final class FixedDayRows {
  private final List<Row> rows = new ArrayList<>();
  private final List<Cycle> others = new ArrayList<>();

  private FixedDayRows() {}

  /** Returns an instance without cycles. */
  static FixedDayRows none() {
    return new FixedDayRows();
  }

  /**
   * Finds the rows. A calendar month at the edge of a row is left out if the neighbouring cycle
   * outside has the same number of months.
   *
   * @param cycles all cycles of a stream, in order
   */
  static FixedDayRows of(List<Cycle> cycles) {
    FixedDayRows found = new FixedDayRows();
    int from = 0;
    while (from < cycles.size()) {
      int to = from + 1;
      while (to < cycles.size() && days(cycles.get(from)).equals(days(cycles.get(to)))) {
        to++;
      }
      found.add(cycles, from, to);
      from = to;
    }
    return found;
  }

  /** Adds the row in {@code cycles[from, to)}, which are equally long, if they form one. */
  private void add(List<Cycle> cycles, int from, int to) {
    int first = from;
    int end = to;
    while (first < end && first > 0 && isMonthly(cycles.get(first), cycles.get(first - 1))) {
      first++;
    }
    while (first < end && end < cycles.size() && isMonthly(cycles.get(end - 1), cycles.get(end))) {
      end--;
    }
    List<Cycle> row = cycles.subList(first, end);
    boolean allCalendar = row.stream().allMatch(cycle -> calendarMonths(cycle).isPresent());
    boolean isLongEnough = row.size() > 1 || cycles.size() == 1;
    boolean isRow = isLongEnough && !allCalendar && days(row.get(0)).isPresent();
    if (isRow) {
      rows.add(Row.of(row, days(row.get(0)).orElseThrow()));
    }
    others.addAll(cycles.subList(from, isRow ? first : to));
    others.addAll(cycles.subList(isRow ? end : to, to));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Returns the days of each cycle of the row that a period belongs to. */
  Optional<Long> daysOf(Instant start, Instant end) {
    boolean isOther =
        others.stream()
            .anyMatch(
                cycle ->
                    BillingMonths.near(cycle.start(), start)
                        && BillingMonths.near(cycle.end(), end));
    return rows.stream()
        .filter(row -> !isOther && row.holds(start, end))
        .map(Row::days)
        .findFirst();
  }

  private static boolean isMonthly(Cycle cycle, Cycle neighbour) {
    Optional<Long> months = calendarMonths(cycle);
    return months.isPresent() && months.equals(calendarMonths(neighbour));
  }

  private static Optional<Long> calendarMonths(Cycle cycle) {
    return BillingMonths.wholeMonths(cycle.start(), cycle.end());
  }

  private static Optional<Long> days(Cycle cycle) {
    return BillingMonths.wholeDays(cycle.start(), cycle.end());
  }

  /**
   * Consecutive cycles of the same length.
   *
   * @param days days of each cycle
   */
  private record Row(Instant start, Instant end, long days) {
    private static Row of(List<Cycle> row, long days) {
      return new Row(row.get(0).start(), row.get(row.size() - 1).end(), days);
    }

    /** Returns whether a period of whole cycles overlaps or adjoins the row. */
    private boolean holds(Instant from, Instant to) {
      return BillingMonths.wholeDays(from, to).filter(length -> length % days == 0).isPresent()
          && to.isAfter(start.minus(BillingTolerances.SAME_TIME))
          && from.isBefore(end.plus(BillingTolerances.SAME_TIME));
    }
  }
}
