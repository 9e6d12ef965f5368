package io.tidemark.insights;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.lang3.SerializationUtils;

/** Runs metrics over customers as two tasks do: sums are sent and merged, tables made once. */
public final class MetricRun {
  private MetricRun() {}

  /** Returns the first table of a metric. */
  static TableRows table(
      Metric<?> metric, List<CustomerHistory> customers, TableRows... earlierTables) {
    return tables(metric, customers, earlier(earlierTables)).get(0);
  }

  /**
   * Returns the tables of metrics, in an order in which each comes after those whose tables it
   * needs.
   */
  public static Results results(
      List<Metric<?>> metrics, List<CustomerHistory> customers, TableRows... earlierTables) {
    Results results = earlier(earlierTables);
    for (Metric<?> metric : metrics) {
      tables(metric, customers, results).forEach(results::add);
    }
    return results;
  }

  /** Returns the sums of all customers; every other one is of the other task. */
  static <S extends Mergeable<S>> S sums(Metric<S> metric, List<CustomerHistory> customers) {
    List<S> tasks = new ArrayList<>();
    for (int task = 0; task < 2; task++) {
      Metric<S> sent = SerializationUtils.clone(metric);
      S sums = sent.empty();
      for (int index = task; index < customers.size(); index += 2) {
        sent.observe(customers.get(index), sums);
      }
      tasks.add(SerializationUtils.clone(sums));
    }
    S all = metric.empty();
    tasks.forEach(all::merge);
    return all;
  }

  private static <S extends Mergeable<S>> List<TableRows> tables(
      Metric<S> metric, List<CustomerHistory> customers, Results results) {
    return metric.finish(sums(metric, customers), results);
  }

  private static Results earlier(TableRows... tables) {
    Results results = new Results();
    Stream.of(tables).forEach(results::add);
    return results;
  }
}
