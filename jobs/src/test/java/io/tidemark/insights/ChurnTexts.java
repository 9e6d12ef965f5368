package io.tidemark.insights;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.Movement;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.RowBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/** Makes rows of churn by month from literal customers, as texts. */
final class ChurnTexts {
  static final HistoryScope SCOPE = TestCustomer.scope("2024-01-01", "2024-05-30");

  private ChurnTexts() {}

  static CustomerHistory customer(String name, String layers) {
    return TestCustomer.named(name).layers(layers).in(SCOPE);
  }

  static boolean isConverted(Row row) {
    return row.getAs("is_converted");
  }

  static Predicate<Row> inMonth(String month) {
    return row -> row.getAs("month").equals(LocalDate.parse(month));
  }

  /** Rows of the first of January to May 30, with the euro as the reporting currency. */
  static List<String> texts(
      List<CustomerHistory> customers, Predicate<Row> isIncluded, String... columns) {
    return texts(new Churn(SCOPE.months(), "EUR"), customers, isIncluded, columns);
  }

  /** Columns of the rows that are included, in their order; rates with four digits. */
  static List<String> texts(
      Churn churn, List<CustomerHistory> customers, Predicate<Row> isIncluded, String... columns) {
    Coverage coverage = new Coverage(SCOPE.window());
    CoverageSums covered = coverage.empty();
    KeyedSums<ChurnKey> sums = churn.empty();
    for (CustomerHistory customer : customers) {
      coverage.observe(customer, covered);
      churn.observe(customer, sums);
    }
    Results results = new Results();
    results.add(new TableRows(MrrTables.DAILY_MRR, days(customers, churn.months())));
    coverage.finish(covered, results).forEach(results::add);
    TableRows table = churn.finish(sums, results).get(0);
    return table.rows().stream().filter(isIncluded).map(row -> text(row, columns)).toList();
  }

  private static String text(Row row, String... columns) {
    return Stream.of(columns)
        .map(name -> row.get(row.fieldIndex(name)))
        .map(
            value ->
                value instanceof Double rate ? String.format(Locale.ROOT, "%.4f", rate) : value)
        .map(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  /** Daily MRR of all accounts; it warms up all the time. */
  private static List<Row> days(List<CustomerHistory> customers, MonthRange months) {
    List<Account> accounts = customers.stream().flatMap(each -> each.accounts().stream()).toList();
    List<Row> rows = new ArrayList<>();
    for (AccountKey key : new TreeSet<>(accounts.stream().map(Account::key).toList())) {
      List<Account> ofKey = accounts.stream().filter(each -> each.key().equals(key)).toList();
      months
          .openingDay()
          .datesUntil(months.asOf().plusDays(1))
          .forEach(day -> rows.add(day(day, key, ofKey)));
    }
    return rows;
  }

  private static Row day(LocalDate day, AccountKey key, List<Account> accounts) {
    RowBuilder row = RowBuilder.of(MrrTables.DAILY_MRR);
    for (Movement movement : Movement.values()) {
      row.set(
          movement.column(),
          accounts.stream()
              .flatMap(account -> account.movements().stream())
              .filter(each -> each.date().equals(day) && each.movement() == movement)
              .mapToLong(MrrMovement::changeMinor)
              .sum());
    }
    return row.set("date", day)
        .set("currency", key.currency())
        .set("is_converted", key.isConverted())
        .set("mrr_minor", accounts.stream().mapToLong(account -> account.mrrOn(day)).sum())
        .set("customers", accounts.stream().filter(account -> account.mrrOn(day) > 0).count())
        .set("is_warming_up", true)
        .build();
  }
}
