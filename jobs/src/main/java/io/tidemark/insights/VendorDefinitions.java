package io.tidemark.insights;

import io.tidemark.insights.VendorDefinition.Figure;
import io.tidemark.mrr.Account;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.MrrMovement;
import io.tidemark.tables.ComparisonTables;
import io.tidemark.tables.Movement;
import io.tidemark.tables.RowBuilder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;

/**
 * Computes {@link ComparisonTables#VENDOR_DEFINITIONS}: each month under the definitions that
 * ChartMogul, Stripe, Baremetrics and ProfitWell publish. If the files cannot support a definition,
 * the row has a reason instead of a figure. Requires {@link
 * io.tidemark.tables.InsightTables#CHURN_BY_MONTH}.
 */
public record VendorDefinitions(MonthRange months) implements Metric<KeyedSums<AccountKey>> {
  private static final Set<Movement> LOSSES = EnumSet.of(Movement.CHURN, Movement.CONTRACTION);

  /** The number of sums per month of an account: {@link #LEFT} to {@link #CAPPED_LOST}. */
  static final int COLUMNS = 3;

  /** Customers who left in the month, including those who began in it. */
  static final int LEFT = 0;

  /** Customers who paid for the first time. */
  static final int NEW = 1;

  /**
   * Churn and contraction as a positive amount, minor units; of each customer at most the MRR at
   * the start of the month.
   */
  static final int CAPPED_LOST = 2;

  @Override
  public KeyedSums<AccountKey> empty() {
    return new KeyedSums<>(COLUMNS * months.count());
  }

  @Override
  public void observe(CustomerHistory customer, KeyedSums<AccountKey> sums) {
    for (Account account : customer.accounts()) {
      long[] row = sums.row(account.key());
      count(account.movements(), row);
      addCappedLosses(account.movements(), customer.monthEnds(account), row);
    }
  }

  private void addCappedLosses(List<MrrMovement> movements, long[] ends, long[] row) {
    long[] lost = new long[ends.length];
    for (MrrMovement movement : movements) {
      if (LOSSES.contains(movement.movement())) {
        int month = months.index(movement.date());
        lost[month] = Math.subtractExact(lost[month], movement.changeMinor());
      }
    }
    for (int month = 1; month < lost.length; month++) {
      int column = COLUMNS * month + CAPPED_LOST;
      row[column] = Math.addExact(row[column], Math.min(lost[month], ends[month - 1]));
    }
  }

  private void count(List<MrrMovement> movements, long[] counts) {
    long churnMinor = 0;
    for (int index = 0; index < movements.size(); index++) {
      MrrMovement movement = movements.get(index);
      int month = months.index(movement.date());
      if (movement.movement() == Movement.NEW) {
        counts[COLUMNS * month + NEW]++;
      } else if (movement.movement() == Movement.CHURN) {
        churnMinor = Math.addExact(churnMinor, movement.changeMinor());
      }
      boolean isLastOfMonth =
          index + 1 == movements.size() || months.index(movements.get(index + 1).date()) != month;
      if (isLastOfMonth) {
        if (churnMinor < 0 && movement.afterMinor() == 0) {
          counts[COLUMNS * month + LEFT]++;
        }
        churnMinor = 0;
      }
    }
  }

  @Override
  public List<TableRows> finish(KeyedSums<AccountKey> sums, Results results) {
    List<Row> rows = new ArrayList<>();
    RowBuilder builder = RowBuilder.of(ComparisonTables.VENDOR_DEFINITIONS);
    for (VendorMonth month : VendorMonth.of(results, months, sums)) {
      for (VendorDefinition definition : VendorDefinition.ALL) {
        rows.add(row(month, definition, builder));
      }
    }
    return List.of(new TableRows(ComparisonTables.VENDOR_DEFINITIONS, rows));
  }

  private static Row row(VendorMonth month, VendorDefinition definition, RowBuilder row) {
    Figure figure = definition.figure().apply(month);
    return row.set("month", month.month())
        .set("currency", month.account().currency())
        .set("is_converted", month.account().isConverted())
        .set("metric", definition.metric())
        .set("vendor", definition.vendor())
        .set("amount_minor", figure.amount())
        .set("rate", figure.rate())
        .set("numerator", figure.numerator())
        .set("denominator", figure.denominator())
        .set("definition", definition.words())
        .set("source", definition.source())
        .set("reason", figure.reason())
        .set("is_partial", month.isPartial())
        .build();
  }
}
