package io.tidemark.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What one subscription tells about the future. Plain loops: it is asked of each, for each day that
 * is forecast from.
 *
 * @param strands by their start, of one currency
 */
record OneSubscription(List<Strand> strands, LocalDate from, LocalDate origin) {
  private static final Comparator<Strand> BY_START =
      Comparator.comparing(Strand::start)
          .thenComparing(Strand::cycleStart)
          .thenComparing(Strand::mrrMinor);

  /**
   * From its layers in any order.
   *
   * @param from the first day of the window
   * @param origin the last day that is known
   */
  static OneSubscription of(List<Strand> strands, LocalDate from, LocalDate origin) {
    List<Strand> ordered = new ArrayList<>(strands);
    ordered.sort(BY_START);
    return new OneSubscription(ordered, from, origin);
  }

  void addTo(Renewals found) {
    line().ifPresent(found.lines()::add);
    for (Strand strand : strands) {
      if (strand.isCycle()) {
        due(strand).ifPresent(found.cycles()::add);
        arrival(strand).ifPresent(found.arrivals()::add);
      }
    }
  }

  private Optional<Renewals.Line> line() {
    long mrr = mrrOn(origin);
    Strand last = null;
    for (Strand strand : strands) {
      boolean isLater = last == null || strand.cycleEnd().compareTo(last.cycleEnd()) > 0;
      last = strand.runsOn(origin) && isLater ? strand : last;
    }
    if (last == null || mrr == 0) {
      return Optional.empty();
    }
    LocalDate due = last.cycleEnd().isAfter(origin) ? last.cycleEnd() : origin.plusDays(1);
    return Optional.of(
        new Renewals.Line(
            last.subscriptionId(),
            last.customerId(),
            last.currency(),
            last.rhythm(),
            mrr,
            due,
            renewalAfter(last)));
  }

  /** A cycle seen from its beginning whose end has passed. */
  private Optional<Renewals.Due> due(Strand cycle) {
    boolean isSeen = !cycle.cycleStart().isBefore(from);
    if (!isSeen || cycle.cycleEnd().isAfter(origin)) {
      return Optional.empty();
    }
    long before = mrrOn(cycle.cycleStart());
    if (before <= 0) {
      return Optional.empty();
    }
    double ratio = Math.max(0, rounded((double) mrrOn(cycle.cycleEnd()) / before));
    int band = Renewals.band(renewalAfter(cycle));
    return Optional.of(
        new Renewals.Due(cycle.rhythm().intervalClass(), band, Renewals.size(before), ratio, 1));
  }

  private static double rounded(double ratio) {
    return Math.round(ratio * 100) / 100.0;
  }

  /** The number of the renewal that ends a cycle. */
  private int renewalAfter(Strand cycle) {
    int seen = 0;
    for (Strand other : strands) {
      seen += other.isCycle() && other.start().isBefore(cycle.start()) ? 1 : 0;
    }
    if (!beganUnseen()) {
      return seen + 1;
    }
    int before = strands.get(0).cyclesBefore();
    return before < 0 ? 4 : seen + Math.max(1, before) + 1;
  }

  /** Restarted within its first day, it arrives as what runs at the end of that day, once. */
  private Optional<Renewals.Arrival> arrival(Strand cycle) {
    boolean isOpening = cycle.start().equals(strands.get(0).start()) && beganUnseen();
    boolean isInWindow = !cycle.start().isBefore(from) && !cycle.start().isAfter(origin);
    boolean staysThatDay = cycle.runsOn(cycle.start());
    if (!isInWindow || isOpening || !staysThatDay || mrrOn(cycle.start().minusDays(1)) > 0) {
      return Optional.empty();
    }
    long mrr = mrrOn(cycle.start());
    return mrr > 0
        ? Optional.of(new Renewals.Arrival(cycle.start(), cycle.currency(), cycle.rhythm(), mrr, 1))
        : Optional.empty();
  }

  private boolean beganUnseen() {
    return strands.get(0).beganUnseen() || strands.get(0).isImplied();
  }

  private long mrrOn(LocalDate date) {
    long sum = 0;
    for (Strand strand : strands) {
      sum += strand.runsOn(date) ? strand.mrrMinor() : 0;
    }
    return sum;
  }
}
