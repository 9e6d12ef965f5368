package io.tidemark.testing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Months in a service period, after section 2 and what section 8 says of odd cycles.
 *
 * <p>Where the text leaves a choice: days are whole within one hour, as everything else; a row that
 * loses its edges to a monthly plan is still a row of two or more; a period that is no cycle is
 * measured as the cycles of as many days; and two periods are "equally long" when both are the same
 * number of whole calendar months (28 days of February and 31 of January) or equal within one hour.
 */
final class SectionTwo {
  private final List<Period> cycles;
  private final Set<Period> inDays;

  private SectionTwo(List<Period> cycles, Set<Period> inDays) {
    this.cycles = cycles;
    this.inDays = inDays;
  }

  /** Before the cycles are known: by calendar. */
  static SectionTwo byCalendar() {
    return new SectionTwo(List.of(), Set.of());
  }

  /** Decides for each cycle of a subscription, given in order. */
  static SectionTwo decidedBy(Collection<Period> all) {
    List<Period> cycles = new ArrayList<>(new LinkedHashSet<>(all));
    Set<Period> inDays = new HashSet<>();
    int from = 0;
    while (from < cycles.size()) {
      int to = from + 1;
      long days = cycles.get(from).wholeDays();
      while (to < cycles.size() && days > 0 && cycles.get(to).wholeDays() == days) {
        to++;
      }
      if (days > 0) {
        inDays.addAll(withoutMonthlyEdges(cycles, from, to));
      }
      from = to;
    }
    return new SectionTwo(cycles, inDays);
  }

  private static List<Period> withoutMonthlyEdges(List<Period> cycles, int start, int end) {
    int from = start;
    int to = end;
    if (cycles.subList(from, to).stream().allMatch(cycle -> wholeMonths(cycle) > 0)) {
      return List.of();
    }
    while (from < to && from > 0 && areAsManyMonths(cycles.get(from), cycles.get(from - 1))) {
      from++;
    }
    while (from < to && to < cycles.size() && areAsManyMonths(cycles.get(to - 1), cycles.get(to))) {
      to--;
    }
    boolean isRow = to - from > 1 || cycles.size() == 1;
    return isRow ? cycles.subList(from, to) : List.of();
  }

  private static boolean areAsManyMonths(Period one, Period other) {
    return wholeMonths(one) > 0 && wholeMonths(one) == wholeMonths(other);
  }

  boolean isInDays(Period period) {
    for (Period cycle : cycles) {
      if (Period.isAt(cycle.start(), period.start()) && Period.isAt(cycle.end(), period.end())) {
        return inDays.contains(cycle);
      }
    }
    long days = period.wholeDays();
    return days > 0 && inDays.stream().anyMatch(cycle -> cycle.wholeDays() == days);
  }

  /** The number of whole calendar months from start to end, or 0 where it is none. */
  static int wholeMonths(Period period) {
    for (int months = 1; ; months++) {
      Instant forward = plusMonths(period.start(), months);
      Instant backward = plusMonths(period.end(), -months);
      if (Period.isAt(forward, period.end()) || Period.isAt(backward, period.start())) {
        return months;
      }
      if (forward.isAfter(period.end()) && backward.isBefore(period.start())) {
        return 0;
      }
    }
  }

  /** Months of a period, exact; the period is not empty. */
  BigFraction months(Period period) {
    if (isInDays(period)) {
      long days = period.wholeDays();
      return days % 7 == 0 ? BigFraction.of(days / 7 * 12, 52) : BigFraction.of(days * 12, 365);
    }
    int whole = wholeMonths(period);
    if (whole > 0) {
      return BigFraction.of(whole);
    }
    int before = 0;
    while (!plusMonths(period.start(), before + 1).isAfter(period.end())) {
      before++;
    }
    Instant from = plusMonths(period.start(), before);
    Period rest = new Period(from, period.end());
    Period month = new Period(from, plusMonths(period.start(), before + 1));
    return BigFraction.of(before).add(BigFraction.of(rest.seconds(), month.seconds()));
  }

  static boolean areEquallyLong(Period one, Period other) {
    int months = wholeMonths(one);
    return (months > 0 && months == wholeMonths(other)) || one.isAsLongAs(other);
  }

  static Instant plusMonths(Instant time, int months) {
    return OffsetDateTime.ofInstant(time, ZoneOffset.UTC).plusMonths(months).toInstant();
  }
}
