package io.tidemark.stats;

/**
 * How many events a day has: Poisson, with a gamma rate where days differ more than that explains
 * (variance above 1.2 times the mean).
 *
 * @param events seen in all
 * @param days they were seen on, at least 1
 * @param shape of the day's rate around its mean; infinite where Poisson explains the days
 */
public record DailyCount(long events, int days, double shape) {
  private static final double OVER_DISPERSED = 1.2;

  /** From the counts of days; at least one. */
  public static DailyCount of(int... counts) {
    long events = 0;
    for (int count : counts) {
      events += count;
    }
    double mean = (double) events / counts.length;
    double squares = 0;
    for (int count : counts) {
      squares += (count - mean) * (count - mean);
    }
    double variance = counts.length > 1 ? squares / (counts.length - 1) : 0;
    boolean isOverDispersed = mean > 0 && variance > OVER_DISPERSED * mean;
    double shape = isOverDispersed ? mean * mean / (variance - mean) : Double.POSITIVE_INFINITY;
    return new DailyCount(events, counts.length, shape);
  }

  /** Events of an average day. */
  public double mean() {
    return (double) events / days;
  }

  /** Returns the shape of the gamma distribution of the mean: what is known of it. */
  double shapeOfMean() {
    return events + 0.5;
  }

  /** A mean that could have shown these days: the rate is known only as well as they tell it. */
  public double drawMean(SeededRandom draws) {
    return draws.gamma(shapeOfMean()) / days;
  }

  /** Events of one day. */
  public int draw(SeededRandom draws, double drawnMean) {
    double rate = Double.isInfinite(shape) ? 1 : draws.gamma(shape) / shape;
    return draws.poisson(drawnMean * rate);
  }
}
