package io.tidemark.export;

import io.tidemark.audit.CustomerDay;
import io.tidemark.mrr.AccountKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up MRR per day, from rows in the order of their days. */
final class DailySum {
  private final List<CustomerDay> days = new ArrayList<>();
  private final Map<AccountKey, long[]> ofDay = new TreeMap<>();
  private LocalDate day;
  private long rows;

  void add(LocalDate date, AccountKey account, long mrrMinor) {
    if (!date.equals(day)) {
      endDay();
      day = date;
    }
    long[] sums = ofDay.computeIfAbsent(account, key -> new long[2]);
    sums[0] = Math.addExact(sums[0], mrrMinor);
    sums[1]++;
    rows++;
  }

  private void endDay() {
    ofDay.forEach((account, sums) -> days.add(new CustomerDay(day, account, sums[0], sums[1])));
    ofDay.clear();
  }

  long rows() {
    return rows;
  }

  /** Returns the sums. */
  List<CustomerDay> days() {
    endDay();
    return days;
  }
}
