package io.tidemark.insights;

import io.tidemark.mrr.Account;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.Movement;
import io.tidemark.tables.RowBuilder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Adds up the movements of a customer by month. */
final class MonthlyMovements {
  private MonthlyMovements() {}

  /**
   * Returns the customer's rows of {@link InsightTables#CUSTOMER_MONTHLY_MOVEMENTS}, by account,
   * month and movement. Months without a movement have none.
   *
   * @param builder of the table's rows, packed or not
   */
  static List<Row> of(CustomerHistory customer, RowBuilder builder) {
    List<Row> rows = new ArrayList<>();
    for (Account account : customer.accounts()) {
      addRows(customer, account, builder, rows);
    }
    return rows;
  }

  private static void addRows(
      CustomerHistory customer, Account account, RowBuilder builder, List<Row> rows) {
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
      // Revaluations of a month that cancel out are a row of zero.
      for (Map.Entry<Movement, Long> change : changes.entrySet()) {
        rows.add(
            builder
                .set("month", months.month(month))
                .set("customer_id", customer.customerId())
                .set("currency", account.key().currency())
                .set("is_converted", account.isConverted())
                .set("movement", change.getKey().text())
                .set("mrr_before_minor", month == 0 ? 0L : ends[month - 1])
                .set("mrr_after_minor", ends[month])
                .set("change_minor", change.getValue())
                .build());
      }
    }
  }
}
