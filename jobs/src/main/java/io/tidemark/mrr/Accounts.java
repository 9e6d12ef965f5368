package io.tidemark.mrr;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes the MRR of a customer from its layers: the sum of the active layers in each currency,
 * and the total in the reporting currency. Each currency is converted and rounded separately.
 *
 * @param reporting the reporting currency
 * @param factors by currency
 */
public record Accounts(
    String reporting,
    Map<String, List<ExchangeFactor>> factors,
    LocalDate openingDay,
    LocalDate asOf)
    implements Serializable {

  /** Creates the accounts with the factors grouped by currency. */
  public static Accounts of(String reporting, List<ExchangeFactor> factors, DataWindow window) {
    Map<String, List<ExchangeFactor>> byCurrency = new TreeMap<>();
    for (ExchangeFactor factor : factors) {
      byCurrency.computeIfAbsent(factor.currency(), x -> new ArrayList<>()).add(factor);
    }
    return new Accounts(reporting, byCurrency, window.openingDay(), window.asOf());
  }

  /**
   * Returns the accounts with MRR on any day, in the order of their keys.
   *
   * @param layers of one customer
   * @param paidBefore whether the customer is known to have paid before the files begin
   */
  public List<Account> of(List<MrrLayer> layers, boolean paidBefore) {
    List<Account> accounts = new ArrayList<>();
    Balances converted = new Balances();
    TreeMap<LocalDate, Long> revaluations = new TreeMap<>();
    balances(layers)
        .forEach(
            (currency, balances) -> {
              List<MrrInterval> intervals = positive(balances);
              AccountKey key = new AccountKey(currency, false);
              add(accounts, key, intervals, new TreeMap<>(), paidBefore);
              List<ExchangeFactor> rates = factors.getOrDefault(currency, List.of());
              convert(intervals, rates, converted, revaluations);
            });
    List<MrrInterval> intervals = positive(converted.intervals(true));
    add(accounts, new AccountKey(reporting, true), intervals, revaluations, paidBefore);
    accounts.sort(Comparator.comparing(Account::key));
    return accounts;
  }

  /** Returns the sum of the layers of each currency. Sums can be zero or negative. */
  static Map<String, List<MrrInterval>> balances(List<MrrLayer> layers) {
    Map<String, Balances> byCurrency = new TreeMap<>();
    for (MrrLayer layer : layers) {
      byCurrency.computeIfAbsent(layer.currency(), x -> new Balances()).add(part(layer));
    }
    Map<String, List<MrrInterval>> sums = new TreeMap<>();
    byCurrency.forEach((currency, balances) -> sums.put(currency, balances.intervals(false)));
    return sums;
  }

  /**
   * Returns the first day of each period in which the layers of a currency add up to less than
   * zero.
   */
  public static List<LocalDate> negativeFrom(List<MrrLayer> layers) {
    boolean canBe = layers.stream().anyMatch(layer -> layer.mrrMinor() < 0);
    return !canBe
        ? List.of()
        : balances(layers).values().stream()
            .flatMap(List::stream)
            .filter(interval -> interval.mrrMinor() < 0)
            .map(MrrInterval::validFrom)
            .toList();
  }

  private static MrrInterval part(MrrLayer layer) {
    long mrr = layer.mrrMinor();
    return new MrrInterval(
        layer.startDate(),
        layer.endDate(),
        mrr,
        layer.isImplied() ? mrr : 0,
        layer.isPending() ? mrr : 0,
        layer.isLowConfidence() ? mrr : 0,
        layer.startsUnseen());
  }

  private static List<MrrInterval> positive(List<MrrInterval> balances) {
    return balances.stream().filter(interval -> interval.mrrMinor() > 0).toList();
  }

  private void add(
      List<Account> accounts,
      AccountKey key,
      List<MrrInterval> intervals,
      TreeMap<LocalDate, Long> revaluations,
      boolean paidBefore) {
    if (!intervals.isEmpty()) {
      Movements movements = new Movements(openingDay, asOf, paidBefore, revaluations);
      accounts.add(new Account(key, merged(intervals), movements.of(intervals)));
    }
  }

  /** Returns the intervals with adjoining ones of equal values merged. */
  private static List<MrrInterval> merged(List<MrrInterval> intervals) {
    List<MrrInterval> merged = new ArrayList<>();
    for (MrrInterval interval : intervals) {
      int last = merged.size() - 1;
      if (last >= 0 && merged.get(last).isContinuedBy(interval)) {
        merged.set(last, merged.get(last).until(interval.validTo()));
      } else {
        merged.add(interval);
      }
    }
    return merged;
  }

  /** Adds the value of a native account in the reporting currency, and its revaluations by day. */
  private void convert(
      List<MrrInterval> intervals,
      List<ExchangeFactor> rates,
      Balances converted,
      TreeMap<LocalDate, Long> revaluations) {
    for (MrrInterval interval : intervals) {
      for (ExchangeFactor rate : rates) {
        LocalDate from = later(interval.validFrom(), rate.from());
        LocalDate to = earlier(interval.validTo(), rate.to());
        if (from.isBefore(to)) {
          converted.add(convert(interval, rate, from, to));
        }
        if (goesThrough(interval, rate)) {
          revaluations.merge(rate.from(), rate.revaluation(interval.mrrMinor()), Math::addExact);
        }
      }
    }
  }

  private static MrrInterval convert(
      MrrInterval interval, ExchangeFactor rate, LocalDate from, LocalDate to) {
    return new MrrInterval(
        from,
        to,
        rate.convert(interval.mrrMinor()),
        rate.convert(interval.impliedMinor()),
        rate.convert(interval.pendingMinor()),
        rate.convert(interval.lowConfidenceMinor()),
        interval.startsUnseen());
  }

  /** Returns whether the rate changes while the interval runs or on the day on which it ends. */
  private boolean goesThrough(MrrInterval interval, ExchangeFactor rate) {
    return rate.previousNumerator() != null
        && rate.from().isAfter(openingDay)
        && interval.validFrom().isBefore(rate.from())
        && !rate.from().isAfter(interval.validTo());
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
