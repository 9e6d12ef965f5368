package io.tidemark.insights;

import java.io.Serializable;
import java.util.List;

/**
 * Computes one or several small tables from the histories of all customers. Each task observes the
 * histories of its partition; the sums of all tasks are merged, and the tables are made of them
 * once. A metric holds its settings and no state.
 *
 * @param <S> what is summed
 */
public interface Metric<S extends Mergeable<S>> extends Serializable {
  /** Returns the sums over no customer. */
  S empty();

  /** Adds a customer to the sums. */
  void observe(CustomerHistory customer, S sums);

  /**
   * Makes the tables from the sums over all customers.
   *
   * @param results the tables of the metrics before this one
   */
  List<TableRows> finish(S sums, Results results);
}
