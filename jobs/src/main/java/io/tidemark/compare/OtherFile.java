package io.tidemark.compare;

import io.tidemark.compare.RejectedRow.Reason;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The MRR of customers by month and currency in the file of another system. */
final class OtherFile {
  private final SortedMap<String, SortedMap<String, SortedMap<YearMonth, Long>>> mrr =
      new TreeMap<>();
  private final SortedSet<YearMonth> months = new TreeSet<>();
  private final Map<Reason, RejectedRow> rejects = new EnumMap<>(Reason.class);
  private long rows;

  /** Adds an amount; several amounts of a customer, month and currency add up. */
  void add(String customerId, String currency, YearMonth month, long minor) {
    mrr.computeIfAbsent(customerId, key -> new TreeMap<>())
        .computeIfAbsent(currency, key -> new TreeMap<>())
        .merge(month, minor, Math::addExact);
    months.add(month);
  }

  void addMonth(YearMonth month) {
    months.add(month);
  }

  void countRow() {
    rows++;
  }

  void reject(Reason reason, long line, String example) {
    rejects.merge(
        reason,
        new RejectedRow(reason.name(), 1, line, example),
        (first, next) ->
            new RejectedRow(first.reason(), first.rows() + 1, first.line(), first.example()));
  }

  /**
   * Replaces changes of MRR by their running sums, at the end of each month from the first change
   * to the last month.
   */
  void accumulate(YearMonth last) {
    if (months.isEmpty()) {
      return;
    }
    YearMonth first = months.first();
    months.clear();
    for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
      months.add(month);
    }
    for (SortedMap<String, SortedMap<YearMonth, Long>> currencies : mrr.values()) {
      currencies.replaceAll((currency, changes) -> sums(changes));
    }
  }

  private SortedMap<YearMonth, Long> sums(SortedMap<YearMonth, Long> changes) {
    SortedMap<YearMonth, Long> sums = new TreeMap<>();
    long sum = 0;
    for (YearMonth month : months) {
      sum = Math.addExact(sum, changes.getOrDefault(month, 0L));
      sums.put(month, sum);
    }
    return sums;
  }

  /** Returns the ids of all customers, in order. */
  Iterable<String> customers() {
    return mrr.keySet();
  }

  boolean isEmpty() {
    return mrr.isEmpty();
  }

  boolean has(String customerId) {
    return mrr.containsKey(customerId);
  }

  /** Returns the currencies of a customer's amounts. */
  SortedSet<String> currencies(String customerId) {
    return new TreeSet<>(mrr.getOrDefault(customerId, new TreeMap<>()).keySet());
  }

  /** Returns the currencies of all amounts. */
  SortedSet<String> currencies() {
    SortedSet<String> currencies = new TreeSet<>();
    mrr.values().forEach(ofCustomer -> currencies.addAll(ofCustomer.keySet()));
    return currencies;
  }

  /** Returns the MRR of a customer in minor units; 0 if the file has none. */
  long mrrMinor(String customerId, String currency, YearMonth month) {
    return mrr.getOrDefault(customerId, new TreeMap<>())
        .getOrDefault(currency, new TreeMap<>())
        .getOrDefault(month, 0L);
  }

  SortedSet<YearMonth> months() {
    return months;
  }

  long rows() {
    return rows;
  }

  List<RejectedRow> rejects() {
    return new ArrayList<>(rejects.values());
  }
}
