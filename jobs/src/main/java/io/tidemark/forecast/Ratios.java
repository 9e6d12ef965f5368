package io.tidemark.forecast;

import io.tidemark.insights.Draws;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What renewals changed prices by. Small subscriptions grow by other ratios than large ones, so
 * each size class draws from the renewals nearest to it in size.
 */
final class Ratios {
  /** As many renewals as a size class draws from, at least, if there are so many. */
  private static final int ENOUGH = 60;

  private final List<Pool> pools;

  /** Ratios that were seen, and how often. */
  private record Pool(double[] values, int[] counts) {}

  private Ratios(List<Pool> pools) {
    this.pools = pools;
  }

  static Ratios of(List<Renewals.Due> cycles) {
    List<Renewals.Due> renewed = cycles.stream().filter(Renewals.Due::isRenewed).toList();
    return new Ratios(
        IntStream.rangeClosed(0, Long.SIZE).mapToObj(size -> pool(size, renewed)).toList());
  }

  private static Pool pool(int size, List<Renewals.Due> renewed) {
    Map<Double, Integer> counts = new TreeMap<>();
    List<Renewals.Due> nearest =
        renewed.stream()
            .sorted(Comparator.comparingInt(cycle -> Math.abs(cycle.size() - size)))
            .toList();
    int taken = 0;
    int distance = 0;
    for (Renewals.Due cycle : nearest) {
      int away = Math.abs(cycle.size() - size);
      if (taken >= ENOUGH && away > distance) {
        break;
      }
      distance = away;
      taken += cycle.count();
      counts.merge(cycle.ratio(), cycle.count(), Integer::sum);
    }
    if (counts.isEmpty()) {
      counts.put(1.0, 1);
    }
    return new Pool(
        counts.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
        counts.values().stream().mapToInt(Integer::intValue).toArray());
  }

  /** The same ratios, weighed anew for one future. */
  Weighed weigh(long seed, int path) {
    return new Weighed(seed, path);
  }

  /** Draws ratios of one future. */
  final class Weighed {
    private final Resample[] bySize = new Resample[pools.size()];
    private final long seed;
    private final int path;

    private Weighed(long seed, int path) {
      this.seed = seed;
      this.path = path;
    }

    double draw(double mrrMinor, Draws draws) {
      int size = Renewals.size((long) mrrMinor);
      Pool pool = pools.get(size);
      if (bySize[size] == null) {
        bySize[size] = Resample.weigh(pool.counts(), new Draws(seed, path, size));
      }
      return pool.values()[bySize[size].draw(draws)];
    }
  }
}
