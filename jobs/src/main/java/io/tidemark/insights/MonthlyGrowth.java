package io.tidemark.insights;

import io.tidemark.tables.MrrTables;
import java.time.LocalDate;
import java.util.List;

/**
 * Computes {@link MrrTables#MONTHLY_GROWTH}: where MRR of a month started, what moved it, where it
 * ended, and what a customer is worth over its lifetime. That is ARPA over customer churn: 100.00
 * and 5 % per month are 2000.00. Without churn there is no length of a lifetime, so no value
 * either; the capped value is of at most 60 months, as Stripe defines it.
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
    // It is made of other tables.
  }

  @Override
  public List<TableRows> finish(NoSums sums, Results results) {
    return List.of(GrowthRows.of(results, months, settledThrough));
  }
}
