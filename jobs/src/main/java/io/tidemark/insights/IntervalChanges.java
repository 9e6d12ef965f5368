package io.tidemark.insights;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.Movement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Splits the changes of a customer's MRR by billing interval. The changes of a day add up to the
 * customer's movement exactly. If one interval gains what another one loses, only the difference is
 * a movement. The rest is a transfer, and the transfers of a day add up to zero. If several
 * intervals change in the same direction, the movement is allocated to the largest change first.
 */
final class IntervalChanges {
  private IntervalChanges() {}

  /** A change of an interval on a day, before transfers are separated. */
  private record Delta(String billingInterval, long minor) {}

  /** Returns the changes from the opening day to the as-of date, by currency, day and interval. */
  static List<IntervalChange> of(CustomerHistory customer) {
    SortedMap<String, SortedMap<LocalDate, SortedMap<String, Long>>> byCurrency = new TreeMap<>();
    MonthRange months = customer.scope().months();
    for (MrrLayer layer : customer.layers()) {
      boolean reachesIn = layer.endDate().isAfter(months.openingDay());
      if (reachesIn && layer.startDate().isBefore(layer.endDate())) {
        SortedMap<LocalDate, SortedMap<String, Long>> days =
            byCurrency.computeIfAbsent(layer.currency(), x -> new TreeMap<>());
        boolean wasThere = layer.startDate().isBefore(months.openingDay());
        LocalDate start = wasThere ? months.openingDay() : layer.startDate();
        add(days, start, layer.billingInterval(), layer.mrrMinor());
        add(days, layer.endDate(), layer.billingInterval(), -layer.mrrMinor());
      }
    }
    List<IntervalChange> changes = new ArrayList<>();
    byCurrency.forEach(
        (currency, days) -> {
          withoutZeros(days.headMap(months.asOf().plusDays(1)));
          SortedMap<LocalDate, SortedMap<String, Long>> shown =
              withoutNegativeTotals(days.headMap(months.asOf().plusDays(1)));
          Map<LocalDate, Movement> movements = movements(customer, currency);
          shown.forEach(
              (day, deltas) -> changes.addAll(ofDay(day, currency, deltas, movements.get(day))));
        });
    return changes;
  }

  private static void add(
      SortedMap<LocalDate, SortedMap<String, Long>> days,
      LocalDate day,
      String interval,
      long minor) {
    days.computeIfAbsent(day, x -> new TreeMap<>()).merge(interval, minor, Math::addExact);
  }

  private static void withoutZeros(SortedMap<LocalDate, SortedMap<String, Long>> days) {
    days.values().forEach(deltas -> deltas.values().removeIf(minor -> minor == 0));
    days.values().removeIf(Map::isEmpty);
  }

  /**
   * Raises negative totals to zero. While the total of a customer is below zero, its MRR is zero,
   * so the missing amount is added to the interval with the credit.
   */
  private static SortedMap<LocalDate, SortedMap<String, Long>> withoutNegativeTotals(
      SortedMap<LocalDate, SortedMap<String, Long>> days) {
    String credited = creditedInterval(days);
    if (credited == null) {
      return days;
    }
    SortedMap<LocalDate, SortedMap<String, Long>> filled = new TreeMap<>();
    long total = 0;
    for (Map.Entry<LocalDate, SortedMap<String, Long>> day : days.entrySet()) {
      long missingBefore = Math.max(-total, 0);
      total = Math.addExact(total, sum(day.getValue()));
      long missing = Math.max(-total, 0) - missingBefore;
      SortedMap<String, Long> deltas = new TreeMap<>(day.getValue());
      deltas.merge(credited, missing, Math::addExact);
      filled.put(day.getKey(), deltas);
    }
    withoutZeros(filled);
    return filled;
  }

  /**
   * Returns the interval of the largest decrease on a day with a total below zero; null if there is
   * none.
   */
  private static String creditedInterval(SortedMap<LocalDate, SortedMap<String, Long>> days) {
    Delta largest = null;
    long total = 0;
    for (SortedMap<String, Long> deltas : days.values()) {
      total = Math.addExact(total, sum(deltas));
      if (total < 0) {
        for (Map.Entry<String, Long> delta : deltas.entrySet()) {
          if (largest == null || delta.getValue() < largest.minor()) {
            largest = new Delta(delta.getKey(), delta.getValue());
          }
        }
      }
    }
    return largest == null ? null : largest.billingInterval();
  }

  private static Map<LocalDate, Movement> movements(CustomerHistory customer, String currency) {
    Map<LocalDate, Movement> movements = new HashMap<>();
    for (Account account : customer.accounts()) {
      if (!account.isConverted() && account.key().currency().equals(currency)) {
        for (MrrMovement movement : account.movements()) {
          movements.put(movement.date(), movement.movement());
        }
      }
    }
    return movements;
  }

  private static List<IntervalChange> ofDay(
      LocalDate day, String currency, SortedMap<String, Long> deltas, Movement movement) {
    long total = sum(deltas);
    int direction = Long.signum(total);
    List<Delta> mostFirst =
        deltas.entrySet().stream()
            .map(delta -> new Delta(delta.getKey(), delta.getValue()))
            .sorted(
                Comparator.comparingLong((Delta delta) -> -direction * delta.minor())
                    .thenComparing(Delta::billingInterval))
            .toList();
    List<IntervalChange> changes = new ArrayList<>();
    long left = Math.abs(total);
    for (Delta delta : mostFirst) {
      long gain = direction * delta.minor();
      long change = direction * Math.max(Math.min(gain, left), 0);
      left -= gain;
      changes.add(
          new IntervalChange(
              day, currency, delta.billingInterval(), movement, change, delta.minor() - change));
    }
    return changes;
  }

  private static long sum(SortedMap<String, Long> deltas) {
    return deltas.values().stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
  }
}
