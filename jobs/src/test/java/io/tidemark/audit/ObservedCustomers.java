package io.tidemark.audit;

import io.tidemark.insights.CustomerHistory;
import io.tidemark.insights.HistoryScope;
import io.tidemark.insights.Metric;
import io.tidemark.insights.Metrics;
import io.tidemark.insights.Results;
import io.tidemark.insights.TestCustomer;
import java.util.List;

/** Customers of the first half of 2025, each observed in a task of its own. */
final class ObservedCustomers {
  private static final HistoryScope SCOPE = TestCustomer.scope("2025-01-01", "2025-06-30");

  private ObservedCustomers() {}

  /** Returns the tables of the metrics, which come in their order. */
  static Results results(List<Metric<?>> metrics, TestCustomer... customers) {
    Metrics all = new Metrics(metrics);
    Metrics.Sums sums = all.empty();
    for (TestCustomer customer : customers) {
      CustomerHistory history = customer.in(SCOPE);
      Metrics.Sums task = all.empty();
      all.observe(history, task);
      sums.merge(task);
    }
    return all.finish(sums);
  }
}
