package io.tidemark.forecast;

import io.tidemark.stats.SeededRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.distribution.BetaDistribution;

/** Renewal rates by billing interval and tenure band, with their uncertainty. */
final class RenewalRates {
  /** The weight of the prior in each estimate, as a number of renewals. */
  private static final double WEIGHT = 8;

  private static final double JEFFREYS = 0.5;

  private final Map<IntervalClass, Count[]> counts = new EnumMap<>(IntervalClass.class);
  private final Count pooled;

  /** The number of cycles that came up for renewal, and of those that renewed. */
  record Count(int due, int renewed) {
    static final Count NONE = new Count(0, 0);

    Count plus(Count other) {
      return new Count(due + other.due, renewed + other.renewed);
    }

    int lost() {
      return due - renewed;
    }

    /**
     * Returns a bound of the Jeffreys interval.
     *
     * @param share of the posterior below the bound
     */
    double jeffreys(double share) {
      if ((renewed == 0 && share < 0.5) || (lost() == 0 && share > 0.5)) {
        return renewed == 0 ? 0 : 1;
      }
      return new BetaDistribution(renewed + JEFFREYS, lost() + JEFFREYS)
          .inverseCumulativeProbability(share);
    }
  }

  private RenewalRates(List<Renewals.Dues> cycles) {
    for (Renewals.Dues each : cycles) {
      Renewals.Due cycle = each.due();
      Count[] bands = counts.computeIfAbsent(cycle.interval(), interval -> none());
      bands[cycle.band()] =
          bands[cycle.band()].plus(new Count(each.count(), cycle.isRenewed() ? each.count() : 0));
    }
    this.pooled = counts.keySet().stream().map(this::of).reduce(Count.NONE, Count::plus);
  }

  static RenewalRates of(List<Renewals.Dues> cycles) {
    return new RenewalRates(cycles);
  }

  private static Count[] none() {
    Count[] none = new Count[Renewals.BANDS];
    Arrays.fill(none, Count.NONE);
    return none;
  }

  /** Returns whether any cycle of the interval came up for renewal. */
  boolean isSeen(IntervalClass interval) {
    return counts.containsKey(interval);
  }

  /** Returns the count of all bands of an interval. */
  Count of(IntervalClass interval) {
    return isSeen(interval)
        ? List.of(counts.get(interval)).stream().reduce(Count.NONE, Count::plus)
        : Count.NONE;
  }

  /** Returns the count of one band of an interval. */
  Count of(IntervalClass interval, int band) {
    return isSeen(interval) ? counts.get(interval)[band] : Count.NONE;
  }

  Count pooled() {
    return pooled;
  }

  /**
   * Draws renewal probabilities that are consistent with the observed cycles, by interval and band.
   * Each is a Beta posterior around the pooled rate, which is uncertain itself. The result is NaN
   * for intervals without cycles that came up for renewal.
   */
  double[][] draw(SeededRandom draws) {
    double[][] rates = new double[IntervalClass.values().length][Renewals.BANDS];
    double overall = draws.beta(pooled.renewed() + JEFFREYS, pooled.lost() + JEFFREYS);
    for (IntervalClass interval : IntervalClass.values()) {
      Count all = of(interval);
      double rate =
          draws.beta(
              WEIGHT * overall + all.renewed() + 1e-6, WEIGHT * (1 - overall) + all.lost() + 1e-6);
      for (int band = 0; band < Renewals.BANDS; band++) {
        Count count = of(interval, band);
        double drawn =
            draws.beta(
                WEIGHT * rate + count.renewed() + 1e-6, WEIGHT * (1 - rate) + count.lost() + 1e-6);
        rates[interval.ordinal()][band] = isSeen(interval) ? drawn : Double.NaN;
      }
    }
    return rates;
  }
}
