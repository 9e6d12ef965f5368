package io.tidemark.testing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Months in a service period, after section 2, for one subscription.
 *
 * <p>Where the text leaves a choice: the days of a fixed-day plan are whole within one hour, as
 * everything else; its rate holds for periods of exactly that many days, any other is counted by
 * calendar; and two periods are "equally long" when both are the same number of whole calendar
 * months (28 days of February and 31 of January) or equal within one hour.
 */
final class SectionTwo {
  private final long planDays;

  private SectionTwo(long planDays) {
    this.planDays = planDays;
  }

  /** Before the cycles are known: by calendar. */
  static SectionTwo byCalendar() {
    return new SectionTwo(0);
  }

  /**
   * Decides once, from all cycles of the subscription in order, whether it is a fixed-day plan. Of
   * three or more a first cycle shorter than the second leads up to the day of billing and does not
   * decide.
   */
  static SectionTwo decidedBy(Collection<Period> all) {
    List<Period> cycles = new ArrayList<>(new LinkedHashSet<>(all));
    if (cycles.size() > 2 && cycles.get(0).seconds() < cycles.get(1).seconds()) {
      cycles.remove(0);
    }
    long days = cycles.stream().mapToLong(Period::wholeDays).max().orElse(0);
    boolean sameDays = cycles.stream().allMatch(cycle -> cycle.wholeDays() == days);
    boolean allCalendar = cycles.stream().allMatch(cycle -> wholeMonths(cycle) > 0);
    return new SectionTwo(sameDays && !allCalendar ? days : 0);
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
    if (planDays > 0 && period.wholeDays() == planDays) {
      return planDays % 7 == 0
          ? BigFraction.of(planDays / 7 * 12, 52)
          : BigFraction.of(planDays * 12, 365);
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
