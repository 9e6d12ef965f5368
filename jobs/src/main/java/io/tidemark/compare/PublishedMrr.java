package io.tidemark.compare;

import io.tidemark.tables.Currencies;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRow;
import io.tidemark.warehouse.ExportRows;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The MRR of all customers of a run at the ends of months, by currency, in minor units. */
final class PublishedMrr {
  private static final List<String> COLUMNS =
      List.of("customer_id", "currency", "is_converted", "valid_from", "valid_to", "mrr");

  private final Map<String, SortedMap<YearMonth, SortedMap<String, Long>>> mrr = new HashMap<>();

  private PublishedMrr() {}

  /**
   * Reads the MRR of a run.
   *
   * @param dates the compared day of each month
   */
  static PublishedMrr of(ExportReader run, SortedMap<YearMonth, LocalDate> dates) {
    PublishedMrr published = new PublishedMrr();
    try (ExportRows rows = run.all(ExportReader.CUSTOMER_MRR, COLUMNS)) {
      rows.forEachRemaining(
          row -> {
            if (!row.isTrue("is_converted")) {
              published.add(row, dates);
            }
          });
    }
    return published;
  }

  private void add(ExportRow row, SortedMap<YearMonth, LocalDate> dates) {
    LocalDate from = row.date("valid_from");
    LocalDate to = row.date("valid_to");
    String currency = row.text("currency");
    long minor = row.amount("mrr").movePointRight(Currencies.decimals(currency)).longValueExact();
    dates
        .tailMap(YearMonth.from(from))
        .forEach(
            (month, date) -> {
              if (!date.isBefore(from) && date.isBefore(to)) {
                mrr.computeIfAbsent(row.text("customer_id"), key -> new TreeMap<>())
                    .computeIfAbsent(month, key -> new TreeMap<>())
                    .merge(currency, minor, Math::addExact);
              }
            });
  }

  /** Returns the ids of the customers with MRR in a compared month, in order. */
  SortedSet<String> customers() {
    return new TreeSet<>(mrr.keySet());
  }

  /** Returns the currencies in which a customer has MRR in a compared month. */
  SortedSet<String> currencies(String customerId) {
    SortedSet<String> currencies = new TreeSet<>();
    mrr.getOrDefault(customerId, new TreeMap<>())
        .values()
        .forEach(sums -> currencies.addAll(sums.keySet()));
    return currencies;
  }

  /** Returns the MRR of a customer by currency. */
  Map<String, Long> sums(String customerId, YearMonth month) {
    return mrr.getOrDefault(customerId, new TreeMap<>()).getOrDefault(month, new TreeMap<>());
  }
}
