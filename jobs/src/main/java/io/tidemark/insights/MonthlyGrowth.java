package io.tidemark.insights;

import io.tidemark.tables.MrrTables;
import java.time.LocalDate;
import java.util.List;

/**
 * Computes {@link MrrTables#MONTHLY_GROWTH}: MRR at the start of each month, its movements, MRR at
 * the end, and the lifetime value of a customer. Lifetime value is ARPA over customer churn: 100.00
 * and 5 % per month give 2000.00. Without churn there is no lifetime and no value. The capped value
 * covers at most 60 months, as Stripe defines it.
 *
 * @param settledThrough the last day whose churn no late renewal can undo
 */
public record MonthlyGrowth(MonthRange months, LocalDate settledThrough) implements Metric<NoSums> {
  @Override
  public NoSums empty() {
    return new NoSums();
  }

  @Override
  public void observe(CustomerHistory customer, NoSums sums) {
    // The table is derived from other tables.
  }

  @Override
  public List<TableRows> finish(NoSums sums, Results results) {
    return List.of(GrowthRows.of(results, months, settledThrough));
  }
}
