package io.tidemark.stats;

/**
 * The number of events per day: Poisson, with a gamma-distributed rate if days vary more than
 * Poisson explains (variance above 1.2 times the mean).
 *
 * @param events total number observed
 * @param days number of days observed, at least 1
 * @param shape of the gamma distribution of a day's rate; infinite if Poisson explains the days
 */
public record DailyCount(long events, int days, double shape) {
  private static final double OVER_DISPERSED = 1.2;

  /** Estimates the distribution from the counts of days, at least one. */
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

  /** Returns the mean number of events per day. */
  public double mean() {
    return (double) events / days;
  }

  /** Returns the shape of the gamma distribution of the mean, which expresses its uncertainty. */
  double shapeOfMean() {
    return events + 0.5;
  }

  /**
   * Draws a mean that is consistent with the observed days. Its spread is the uncertainty of the
   * estimate.
   */
  public double drawMean(SeededRandom draws) {
    return draws.gamma(shapeOfMean()) / days;
  }

  /** Draws the number of events of one day. */
  public int draw(SeededRandom draws, double drawnMean) {
    double rate = Double.isInfinite(shape) ? 1 : draws.gamma(shape) / shape;
    return draws.poisson(drawnMean * rate);
  }
}
