package io.tidemark.forecast;

import io.tidemark.insights.KeyedSums;
import io.tidemark.insights.Mergeable;
import java.io.Serializable;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Aggregates of subscriptions that paths are simulated from, as known on one day: groups of running
 * lines, cycles that came up for renewal, and new subscriptions. Their number is bounded by days,
 * price classes and ratios.
 */
final class Renewals implements Mergeable<Renewals> {
  private static final long serialVersionUID = 1L;

  /** Tenure bands: the first renewal, the second and third, and later ones. */
  static final int BANDS = 3;

  /** New subscriptions of this many days are the basis of future ones. */
  static final int RECENT_DAYS = 365;

  /** The number of the first renewal of the last band. */
  static final int FIRST_OF_LAST_BAND = 4;

  private static final int FAR_DAYS = 366;
  private static final int CLASSES_AN_OCTAVE = 4;
  private static final int BITS_OF_A_QUARTER = 50;
  private static final double HUNDREDTHS = 100;
  private static final double RATIO_STEP = StrictMath.log(1.05);

  private final LocalDate origin;
  private final int horizonDays;
  private final KeyedSums<LineGroup.Alike> lines = new KeyedSums<>(2);
  private final KeyedSums<Outcome> cycles = new KeyedSums<>(2);
  private final KeyedSums<Begun> begun = new KeyedSums<>(1);
  private final KeyedSums<Kind> kinds = new KeyedSums<>(2);

  /**
   * A cycle that ended.
   *
   * @param size size class of its MRR: the power of two above it
   * @param ratio MRR after the cycle over MRR at its start, rounded to a hundredth; 0 if the cycle
   *     was not renewed
   */
  record Due(IntervalClass interval, int band, int size, double ratio) {
    boolean isRenewed() {
      return ratio > 0;
    }
  }

  /** A number of cycles with the same outcome, and their mean ratio. */
  record Dues(Due due, int count) {}

  private record Outcome(IntervalClass interval, int band, int size, int ratioClass)
      implements Comparable<Outcome>, Serializable {
    private static final Comparator<Outcome> ORDER =
        Comparator.comparing(Outcome::interval)
            .thenComparingInt(Outcome::band)
            .thenComparingInt(Outcome::size)
            .thenComparingInt(Outcome::ratioClass);

    @Override
    public int compareTo(Outcome other) {
      return ORDER.compare(this, other);
    }
  }

  /** A subscription that was paid for the first time, or again after a gap, on a day. */
  record Arrival(LocalDate date, String currency, BillingFrequency rhythm, long mrrMinor) {}

  /** A day on which subscriptions began. */
  private record Begun(String currency, int daysAgo) implements Comparable<Begun>, Serializable {
    @Override
    public int compareTo(Begun other) {
      int byCurrency = currency.compareTo(other.currency);
      return byCurrency != 0 ? byCurrency : Integer.compare(daysAgo, other.daysAgo);
    }
  }

  private record Kind(String currency, BillingFrequency rhythm, int priceClass)
      implements Comparable<Kind>, Serializable {
    private static final Comparator<Kind> ORDER =
        Comparator.comparing(Kind::currency)
            .thenComparing(Kind::rhythm)
            .thenComparing(Kind::priceClass);

    @Override
    public int compareTo(Kind other) {
      return ORDER.compare(this, other);
    }
  }

  /** A number of new subscriptions of one billing frequency and price class. */
  record Newcomer(BillingFrequency rhythm, int count, double meanMinor) {}

  /**
   * @param origin the last known day
   * @param horizonDays number of days to simulate
   */
  Renewals(LocalDate origin, int horizonDays) {
    this.origin = origin;
    this.horizonDays = horizonDays;
  }

  /** Returns the tenure band of a renewal number. */
  static int band(int renewal) {
    if (renewal <= 1) {
      return 0;
    }
    return renewal < FIRST_OF_LAST_BAND ? 1 : 2;
  }

  /** Returns the size class of an MRR above 0: the exponent of the power of two above it. */
  static int size(long mrrMinor) {
    return Long.SIZE - Long.numberOfLeadingZeros(mrrMinor);
  }

  /**
   * Returns the price class of an MRR above 0. Each size class has four price classes, so prices of
   * a class differ by at most 25 %.
   */
  static int priceClass(double mrrMinor) {
    // The exponent of a double and the first two bits after the leading bit.
    long quarters = Double.doubleToRawLongBits(mrrMinor) >>> BITS_OF_A_QUARTER;
    return (int) quarters - CLASSES_AN_OCTAVE * (Double.MAX_EXPONENT - 1);
  }

  void add(ForecastLine line) {
    add(line, 1);
  }

  /** Returns a copy without some of its lines. */
  Renewals without(List<ForecastLine> lost) {
    Renewals copy = new Renewals(origin, horizonDays);
    copy.merge(this);
    lost.forEach(line -> copy.add(line, -1));
    return copy;
  }

  private void add(ForecastLine line, int count) {
    int due = (int) Math.min(FAR_DAYS, ChronoUnit.DAYS.between(origin, line.periodEnd()));
    boolean isDrawn = due <= horizonDays;
    int number = Math.min(line.nextRenewal(), FIRST_OF_LAST_BAND);
    LineGroup.Alike alike =
        new LineGroup.Alike(
            line.currency(),
            line.rhythm(),
            due,
            isDrawn ? number : FIRST_OF_LAST_BAND,
            isDrawn ? priceClass(line.mrrMinor()) : 0);
    lines.add(alike, count, count * line.mrrMinor());
  }

  void add(Due due) {
    add(due, 1);
  }

  /** Adds a number of cycles with the same outcome. */
  void add(Due due, int count) {
    Outcome outcome = new Outcome(due.interval(), due.band(), due.size(), ratioClass(due.ratio()));
    cycles.add(outcome, count, count * Math.round(due.ratio() * HUNDREDTHS));
  }

  /**
   * Returns the class of a ratio. Ratios of a class are within 5 %; an unchanged price has a
   * separate class.
   */
  static int ratioClass(double ratio) {
    double steps = Math.floor(StrictMath.log(ratio) / RATIO_STEP);
    return (int) (ratio > 1 ? steps + 1 : steps);
  }

  /** Adds a new subscription. An arrival before {@link #RECENT_DAYS} is ignored. */
  void add(Arrival arrival) {
    long daysAgo = ChronoUnit.DAYS.between(arrival.date(), origin);
    if (daysAgo < RECENT_DAYS) {
      begun.add(new Begun(arrival.currency(), (int) daysAgo), 1);
      int priceClass = priceClass(arrival.mrrMinor());
      kinds.add(new Kind(arrival.currency(), arrival.rhythm(), priceClass), 1, arrival.mrrMinor());
    }
  }

  @Override
  public void merge(Renewals other) {
    lines.merge(other.lines);
    cycles.merge(other.cycles);
    begun.merge(other.begun);
    kinds.merge(other.kinds);
  }

  /** Returns the groups of lines in a fixed order. */
  List<LineGroup> lines() {
    List<LineGroup> groups = new ArrayList<>();
    lines
        .rows()
        .forEach(
            (alike, sums) -> {
              LocalDate periodEnd = origin.plusDays(alike.dueInDays());
              if (sums[0] > 0) {
                groups.add(new LineGroup(alike, periodEnd, Math.toIntExact(sums[0]), sums[1]));
              }
            });
    return groups;
  }

  /** Returns the cycles that came up for renewal, in a fixed order. */
  List<Dues> cycles() {
    List<Dues> found = new ArrayList<>();
    cycles
        .rows()
        .forEach(
            (outcome, sums) -> {
              double ratio = sums[1] / HUNDREDTHS / sums[0];
              Due due = new Due(outcome.interval(), outcome.band(), outcome.size(), ratio);
              found.add(new Dues(due, Math.toIntExact(sums[0])));
            });
    return found;
  }

  /**
   * Returns the number of new subscriptions of a currency on each of the last days, oldest first.
   */
  int[] begun(String currency, int days) {
    int[] counts = new int[days];
    for (int day = 0; day < days; day++) {
      counts[day] = (int) begun.get(new Begun(currency, days - 1 - day))[0];
    }
    return counts;
  }

  /** Returns the kinds of new subscriptions of a currency, in a fixed order. */
  List<Newcomer> newcomers(String currency) {
    List<Newcomer> found = new ArrayList<>();
    kinds
        .rows()
        .forEach(
            (kind, sums) -> {
              if (kind.currency().equals(currency)) {
                double mean = (double) sums[1] / sums[0];
                found.add(new Newcomer(kind.rhythm(), Math.toIntExact(sums[0]), mean));
              }
            });
    return found;
  }
}
