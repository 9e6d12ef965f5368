package io.tidemark.audit;

import io.tidemark.insights.CustomerHistory;
import io.tidemark.insights.HistoryScope;
import io.tidemark.insights.TestCustomer;
import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.CustomerFacts;
import io.tidemark.mrr.MrrInterval;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.mrr.engine.CustomerPostings;
import io.tidemark.tables.Movement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Customers of the first half of 2025 whose accounts are written out, contradictions included. */
final class LiteralCustomers {
  static final HistoryScope SCOPE = TestCustomer.scope("2025-01-01", "2025-06-30");

  private LiteralCustomers() {}

  /**
   * Returns a customer with the accounts of these lines: {@code EUR 2025-01-01 2025-02-01 100} is
   * an interval, first day, first day after and minor units; {@code EUR 2025-01-01 new 0 100} is a
   * movement; {@code EUR/converted} is the account that is converted to EUR.
   */
  static CustomerHistory customer(String customerId, String lines) {
    SortedMap<AccountKey, List<MrrInterval>> intervals = new TreeMap<>();
    SortedMap<AccountKey, List<MrrMovement>> movements = new TreeMap<>();
    lines
        .lines()
        .map(line -> line.split(" +"))
        .forEach(
            words -> {
              AccountKey key = new AccountKey(words[0].substring(0, 3), words[0].length() > 3);
              intervals.computeIfAbsent(key, x -> new ArrayList<>());
              movements.computeIfAbsent(key, x -> new ArrayList<>());
              if (words.length == 4) {
                intervals.get(key).add(interval(words));
              } else {
                movements.get(key).add(movement(words));
              }
            });
    List<Account> accounts = new ArrayList<>();
    intervals.forEach((key, own) -> accounts.add(new Account(key, own, movements.get(key))));
    return new CustomerHistory(
        SCOPE,
        new CustomerFacts(customerId, false, null, null, null, null),
        List.of(),
        List.of(),
        List.of(),
        accounts,
        CustomerPostings.EMPTY);
  }

  private static MrrInterval interval(String[] words) {
    long mrrMinor = Long.parseLong(words[3]);
    return new MrrInterval(
        LocalDate.parse(words[1]), LocalDate.parse(words[2]), mrrMinor, 0, 0, 0, false);
  }

  private static MrrMovement movement(String[] words) {
    return new MrrMovement(
        LocalDate.parse(words[1]),
        Movement.valueOf(words[2].toUpperCase(Locale.ROOT)),
        Long.parseLong(words[3]),
        Long.parseLong(words[4]));
  }
}
