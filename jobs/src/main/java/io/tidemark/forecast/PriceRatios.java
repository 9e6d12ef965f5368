package io.tidemark.forecast;

import io.tidemark.stats.SeededRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The ratios by which renewals changed prices. Small subscriptions grow by other ratios than large
 * ones, so each size class draws from the renewals nearest to it in size.
 */
final class PriceRatios {
  /** The minimum number of renewals that a size class draws from, if there are that many. */
  private static final int ENOUGH = 60;

  private static final Pool NOTHING_CHANGES = new Pool(new double[] {1}, new int[] {1});

  private final List<Pool> pools;

  /** Observed ratios with their number of occurrences, the most frequent first. */
  private record Pool(double[] values, int[] counts) {
    static Pool of(List<Renewals.Dues> cycles) {
      Map<Integer, Seen> byClass = new TreeMap<>();
      for (Renewals.Dues each : cycles) {
        double ratio = each.due().ratio();
        Seen seen = new Seen(each.count(), each.count() * ratio);
        byClass.merge(Renewals.ratioClass(ratio), seen, Seen::plus);
      }
      List<Seen> ordered =
          byClass.values().stream()
              .sorted(Comparator.comparingInt(Seen::count).reversed())
              .toList();
      return new Pool(
          ordered.stream().mapToDouble(Seen::mean).toArray(),
          ordered.stream().mapToInt(Seen::count).toArray());
    }
  }

  /** Ratios of one class. */
  private record Seen(int count, double sum) {
    Seen plus(Seen other) {
      return new Seen(count + other.count, sum + other.sum);
    }

    double mean() {
      return sum / count;
    }
  }

  private PriceRatios(List<Pool> pools) {
    this.pools = pools;
  }

  static PriceRatios of(List<Renewals.Dues> cycles) {
    List<Renewals.Dues> renewed = cycles.stream().filter(each -> each.due().isRenewed()).toList();
    return new PriceRatios(
        IntStream.rangeClosed(0, Long.SIZE).mapToObj(size -> pool(size, renewed)).toList());
  }

  private static Pool pool(int size, List<Renewals.Dues> renewed) {
    List<Renewals.Dues> nearest =
        renewed.stream()
            .sorted(Comparator.comparingInt(cycle -> Math.abs(cycle.due().size() - size)))
            .toList();
    List<Renewals.Dues> pool = new ArrayList<>();
    int taken = 0;
    int distance = 0;
    for (Renewals.Dues cycle : nearest) {
      int away = Math.abs(cycle.due().size() - size);
      if (taken >= ENOUGH && away > distance) {
        break;
      }
      distance = away;
      taken += cycle.count();
      pool.add(cycle);
    }
    return pool.isEmpty() ? NOTHING_CHANGES : Pool.of(pool);
  }

  /** Returns these ratios, weighted for one path. */
  Weighted weigh(long seed, int path) {
    return new Weighted(seed, path);
  }

  /** The ratios of one path. */
  final class Weighted {
    private final OfSize[] bySize = new OfSize[pools.size()];
    private final long seed;
    private final int path;

    private Weighted(long seed, int path) {
      this.seed = seed;
      this.path = path;
    }

    /** Returns the ratios for lines of a price, in minor units. */
    OfSize of(double mrrMinor) {
      int size = Renewals.size((long) mrrMinor);
      if (bySize[size] == null) {
        Pool pool = pools.get(size);
        bySize[size] =
            new OfSize(
                pool, BayesianBootstrap.weigh(pool.counts(), new SeededRandom(seed, path, size)));
      }
      return bySize[size];
    }
  }

  /** The ratios of one size class, weighted for one path, the most frequent first. */
  static final class OfSize {
    private final double[] values;
    private final BayesianBootstrap weights;

    private OfSize(Pool pool, BayesianBootstrap weights) {
      this.values = pool.values();
      this.weights = weights;
    }

    int size() {
      return values.length;
    }

    double at(int position) {
      return values[position];
    }

    double first() {
      return values[0];
    }

    /** Returns the probability of the first ratio. */
    double firstShare() {
      return values.length == 1 ? 1 : weights.share(0);
    }

    /** Draws a ratio other than the first. */
    double drawBeyondFirst(SeededRandom draws) {
      return values[weights.drawBeyondFirst(draws)];
    }

    /** Draws a number of ratios other than the first; returns how many are at each position. */
    int[] drawBeyondFirst(int number, SeededRandom draws) {
      return weights.drawBeyondFirst(number, draws);
    }
  }
}
