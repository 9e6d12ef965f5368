package io.tidemark.forecast;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the subscriptions of the window tell about the future.
 *
 * @param lines what runs on the origin day
 * @param cycles those that came up for renewal inside the window
 * @param arrivals subscriptions that began inside the window
 */
record Renewals(List<Line> lines, List<Due> cycles, List<Arrival> arrivals) {
  /** First renewal, second and third, later ones. */
  static final int BANDS = 3;

  private static final Comparator<Line> LARGEST_FIRST =
      Comparator.comparingLong((Line line) -> -line.mrrMinor())
          .thenComparing(Line::subscriptionId)
          .thenComparing(Line::periodEnd);

  /**
   * A running subscription.
   *
   * @param periodEnd the first day that is not paid for
   * @param nextRenewal the number of the renewal due then, from 1; 0 where it ends for certain
   */
  record Line(
      String subscriptionId,
      String customerId,
      String currency,
      Rhythm rhythm,
      long mrrMinor,
      LocalDate periodEnd,
      int nextRenewal)
      implements Serializable {
    Line withMrr(long otherMinor) {
      return new Line(
          subscriptionId, customerId, currency, rhythm, otherMinor, periodEnd, nextRenewal);
    }
  }

  /**
   * Cycles that ended alike.
   *
   * @param size of their MRR: the power of two below it
   * @param ratio MRR after over that at the start; 0 where it was not renewed
   */
  record Due(IntervalClass interval, int band, int size, double ratio, int count)
      implements Serializable {
    static final Comparator<Due> ORDER =
        Comparator.comparing(Due::interval)
            .thenComparing(Due::band)
            .thenComparing(Due::size)
            .thenComparing(Due::ratio);

    Due times(int times) {
      return new Due(interval, band, size, ratio, count * times);
    }

    boolean isRenewed() {
      return ratio > 0;
    }
  }

  /** Subscriptions that were first paid for, or again, on one day at one price. */
  record Arrival(LocalDate date, String currency, Rhythm rhythm, long mrrMinor, int count)
      implements Serializable {
    static final Comparator<Arrival> ORDER =
        Comparator.comparing(Arrival::date)
            .thenComparing(Arrival::currency)
            .thenComparing(Arrival::rhythm)
            .thenComparing(Arrival::mrrMinor);

    Arrival times(int times) {
      return new Arrival(date, currency, rhythm, mrrMinor, count * times);
    }
  }

  /** The tenure band of a renewal, from its number. */
  static int band(int renewal) {
    if (renewal <= 1) {
      return 0;
    }
    return renewal <= 3 ? 1 : 2;
  }

  /** The size class of an MRR above 0. */
  static int size(long mrrMinor) {
    return Long.SIZE - Long.numberOfLeadingZeros(mrrMinor);
  }

  /** Nothing known, to be added to. */
  static Renewals none() {
    return new Renewals(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /**
   * From layers.
   *
   * @param from the first day of the window
   * @param origin the last day that is known
   */
  static Renewals of(Collection<Strand> strands, LocalDate from, LocalDate origin) {
    Renewals found = none();
    Map<String, List<Strand>> bySubscription =
        strands.stream()
            .collect(
                Collectors.groupingBy(
                    strand -> strand.currency() + " " + strand.subscriptionId(),
                    TreeMap::new,
                    Collectors.toList()));
    for (List<Strand> subscription : bySubscription.values()) {
      OneSubscription.of(subscription, from, origin).addTo(found);
    }
    return found;
  }

  /** A correction by hand that holds on a day: it stays until its end, and ends there. */
  static Optional<Line> adjustment(Strand strand, LocalDate origin) {
    return strand.runsOn(origin)
        ? Optional.of(
            new Line(
                strand.subscriptionId(),
                strand.customerId(),
                strand.currency(),
                strand.rhythm(),
                strand.mrrMinor(),
                strand.end(),
                0))
        : Optional.empty();
  }

  /**
   * Lines without those below zero: they reduce what their customer pays otherwise, the largest
   * line first, and never below nothing.
   */
  static List<Line> settled(List<Line> lines) {
    Map<String, Long> owed = new TreeMap<>();
    for (Line line : lines) {
      if (line.mrrMinor() < 0) {
        owed.merge(line.currency() + " " + line.customerId(), -line.mrrMinor(), Long::sum);
      }
    }
    List<Line> settled = new ArrayList<>();
    for (Line line : lines.stream().sorted(LARGEST_FIRST).toList()) {
      String account = line.currency() + " " + line.customerId();
      long taken = Math.min(owed.getOrDefault(account, 0L), line.mrrMinor());
      if (taken < line.mrrMinor()) {
        settled.add(taken == 0 ? line : line.withMrr(line.mrrMinor() - taken));
      }
      if (line.mrrMinor() > 0 && taken > 0) {
        owed.merge(account, -taken, Long::sum);
      }
    }
    return settled;
  }
}
