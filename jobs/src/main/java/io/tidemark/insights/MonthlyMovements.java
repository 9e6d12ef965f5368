package io.tidemark.insights;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.Movement;
import io.tidemark.tables.RowBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/**
 * The movements of a customer in a month, summed by type.
 *
 * @param month its first day
 * @param beforeMinor MRR at the end of the previous month, minor units
 * @param afterMinor MRR at the end of the month, minor units
 * @param changesMinor sums by type, minor units
 */
public record MonthlyMovements(
    AccountKey account,
    LocalDate month,
    long beforeMinor,
    long afterMinor,
    Map<Movement, Long> changesMinor) {

  /** Returns the sum of all movements, minor units. */
  public long changeMinor() {
    long sum = 0;
    for (long change : changesMinor.values()) {
      sum = Math.addExact(sum, change);
    }
    return sum;
  }

  /** Returns the months with a movement, by account and month. */
  static List<MonthlyMovements> of(CustomerHistory customer) {
    List<MonthlyMovements> all = new ArrayList<>();
    for (Account account : customer.accounts()) {
      addMonths(customer, account, all);
    }
    return all;
  }

  private static void addMonths(
      CustomerHistory customer, Account account, List<MonthlyMovements> all) {
    MonthRange months = customer.scope().months();
    long[] ends = customer.monthEnds(account);
    List<MrrMovement> movements = account.movements();
    int next = 0;
    while (next < movements.size()) {
      int month = months.index(movements.get(next).date());
      Map<Movement, Long> changes = new EnumMap<>(Movement.class);
      while (next < movements.size() && months.index(movements.get(next).date()) == month) {
        MrrMovement movement = movements.get(next);
        changes.merge(movement.movement(), movement.changeMinor(), Math::addExact);
        next++;
      }
      long before = month == 0 ? 0L : ends[month - 1];
      LocalDate first = months.month(month);
      all.add(new MonthlyMovements(account.key(), first, before, ends[month], changes));
    }
  }

  /**
   * Returns the customer's rows of {@link InsightTables#CUSTOMER_MONTHLY_MOVEMENTS}, by account,
   * month and movement. Months without a movement have no row.
   *
   * @param builder of the table's rows, packed or not
   */
  static List<Row> rows(CustomerHistory customer, RowBuilder builder) {
    List<Row> rows = new ArrayList<>();
    for (MonthlyMovements month : customer.monthlyMovements()) {
      // Revaluations of a month that cancel each other out are a row of zero.
      for (Map.Entry<Movement, Long> change : month.changesMinor().entrySet()) {
        rows.add(
            builder
                .set("month", month.month())
                .set("customer_id", customer.customerId())
                .set("currency", month.account().currency())
                .set("is_converted", month.account().isConverted())
                .set("movement", change.getKey().text())
                .set("mrr_before_minor", month.beforeMinor())
                .set("mrr_after_minor", month.afterMinor())
                .set("change_minor", change.getValue())
                .build());
      }
    }
    return rows;
  }
}
