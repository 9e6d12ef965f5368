package io.tidemark.insights;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.MrrInterval;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The MRR of a customer at the end of each month, from which customer counts and retention are
 * computed.
 */
final class CustomerMonths {
  private CustomerMonths() {}

  /**
   * The months of a billing interval of a customer, in native currency.
   *
   * @param ends MRR at the end of each month, minor units; a credit may take an interval below zero
   *     if another interval compensates for it
   * @param transfers MRR transferred from other intervals in each month, minor units
   */
  record OfInterval(String currency, String billingInterval, long[] ends, long[] transfers) {}

  /** Returns the MRR of an account at the end of each month, minor units. */
  static long[] ends(Account account, MonthRange months) {
    long[] ends = new long[months.count()];
    for (MrrInterval interval : account.intervals()) {
      LocalDate from = interval.validFrom();
      int first = from.isAfter(months.openingDay()) ? months.index(from) : 0;
      for (int month = first; month < ends.length; month++) {
        LocalDate last = months.lastDay(month);
        if (!interval.validTo().isAfter(last)) {
          break;
        }
        if (interval.covers(last)) {
          ends[month] = interval.mrrMinor();
        }
      }
    }
    return ends;
  }

  /** Returns the months of each currency and billing interval whose MRR changed at least once. */
  static List<OfInterval> ofIntervals(CustomerHistory customer) {
    MonthRange months = customer.scope().months();
    SortedMap<String, OfInterval> found = new TreeMap<>();
    for (IntervalChange change : customer.intervalChanges()) {
      OfInterval interval =
          found.computeIfAbsent(
              change.currency() + " " + change.billingInterval(),
              x ->
                  new OfInterval(
                      change.currency(),
                      change.billingInterval(),
                      new long[months.count()],
                      new long[months.count()]));
      int month = months.index(change.date());
      interval.transfers()[month] += change.transferMinor();
      for (int later = month; later < months.count(); later++) {
        interval.ends()[later] += change.deltaMinor();
      }
    }
    return new ArrayList<>(found.values());
  }
}
