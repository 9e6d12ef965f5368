package io.tidemark.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A subscription as known on a day: its line, the cycles that came up for renewal, and its start.
 * The code uses plain loops, because it runs for each subscription and each forecast origin.
 */
final class OneSubscription {
  private static final Comparator<ForecastLayer> BY_START =
      Comparator.comparing(ForecastLayer::start)
          .thenComparing(ForecastLayer::cycleStart)
          .thenComparing(ForecastLayer::mrrMinor);

  private final List<ForecastLayer> strands;
  private final LocalDate from;
  private final List<Ended> ended = new ArrayList<>();
  private final List<Renewals.Arrival> arrivals = new ArrayList<>();

  /** A cycle that came up for renewal on a day. */
  private record Ended(LocalDate date, Renewals.Due due) {}

  /**
   * @param strands of one currency, in any order
   * @param from the first day of the window
   */
  OneSubscription(List<ForecastLayer> strands, LocalDate from) {
    this.strands = new ArrayList<>(strands);
    this.strands.sort(BY_START);
    this.from = from;
    for (ForecastLayer strand : this.strands) {
      if (strand.isCycle()) {
        due(strand).ifPresent(due -> ended.add(new Ended(strand.cycleEnd(), due)));
        arrival(strand).ifPresent(arrivals::add);
      }
    }
  }

  List<ForecastLayer> strands() {
    return strands;
  }

  /** Adds the cycles that ended and the arrivals up to the origin, the last known day. */
  void addTo(Renewals found, LocalDate origin) {
    for (Ended cycle : ended) {
      if (!cycle.date().isAfter(origin)) {
        found.add(cycle.due());
      }
    }
    for (Renewals.Arrival arrival : arrivals) {
      if (!arrival.date().isAfter(origin)) {
        found.add(arrival);
      }
    }
  }

  /** Returns the line that runs on a day, if any. */
  Optional<ForecastLine> line(LocalDate origin) {
    long mrr = mrrOn(origin);
    ForecastLayer last = null;
    for (ForecastLayer strand : strands) {
      boolean isLater = last == null || strand.cycleEnd().compareTo(last.cycleEnd()) > 0;
      last = strand.runsOn(origin) && isLater ? strand : last;
    }
    if (last == null || mrr == 0) {
      return Optional.empty();
    }
    LocalDate due = last.cycleEnd().isAfter(origin) ? last.cycleEnd() : origin.plusDays(1);
    return Optional.of(
        new ForecastLine(
            last.subscriptionId(),
            last.customerId(),
            last.currency(),
            last.rhythm(),
            mrr,
            due,
            renewalAfter(last)));
  }

  /** Returns the outcome of a cycle that was visible from its start. */
  private Optional<Renewals.Due> due(ForecastLayer cycle) {
    long before = mrrOn(cycle.cycleStart());
    if (cycle.cycleStart().isBefore(from) || before <= 0) {
      return Optional.empty();
    }
    double ratio = Math.max(0, rounded((double) mrrOn(cycle.cycleEnd()) / before));
    int band = Renewals.band(renewalAfter(cycle));
    return Optional.of(
        new Renewals.Due(cycle.rhythm().intervalClass(), band, Renewals.size(before), ratio));
  }

  private static double rounded(double ratio) {
    return Math.round(ratio * 100) / 100.0;
  }

  /** Returns the number of the renewal at the end of a cycle. */
  private int renewalAfter(ForecastLayer cycle) {
    int seen = 0;
    for (ForecastLayer other : strands) {
      seen += other.isCycle() && other.start().isBefore(cycle.start()) ? 1 : 0;
    }
    if (!beganUnseen()) {
      return seen + 1;
    }
    int before = strands.get(0).cyclesBefore();
    return before < 0 ? 4 : seen + Math.max(1, before) + 1;
  }

  /**
   * Returns the arrival that a cycle begins, if any. A subscription that restarts within its first
   * day arrives once, with the MRR at the end of that day.
   */
  private Optional<Renewals.Arrival> arrival(ForecastLayer cycle) {
    boolean isOpening = cycle.start().equals(strands.get(0).start()) && beganUnseen();
    boolean isInWindow = !cycle.start().isBefore(from);
    boolean staysThatDay = cycle.runsOn(cycle.start());
    if (!isInWindow || isOpening || !staysThatDay || mrrOn(cycle.start().minusDays(1)) > 0) {
      return Optional.empty();
    }
    long mrr = mrrOn(cycle.start());
    return mrr > 0
        ? Optional.of(new Renewals.Arrival(cycle.start(), cycle.currency(), cycle.rhythm(), mrr))
        : Optional.empty();
  }

  /** Returns whether it began before the files. */
  boolean beganUnseen() {
    return strands.get(0).beganUnseen() || strands.get(0).isImplied();
  }

  /** Returns its MRR on a day, minor units. */
  long mrrOn(LocalDate date) {
    long sum = 0;
    for (ForecastLayer strand : strands) {
      sum += strand.runsOn(date) ? strand.mrrMinor() : 0;
    }
    return sum;
  }
}
