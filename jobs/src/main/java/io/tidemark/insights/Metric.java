package io.tidemark.insights;

import java.io.Serializable;
import java.util.List;

/**
 * Computes one or several small tables from the histories of all customers. Each task observes the
 * histories of its partition. The sums of all tasks are merged, and the tables are created from the
 * result once. A metric has settings and no state.
 *
 * @param <S> the sums
 */
public interface Metric<S extends Mergeable<S>> extends Serializable {
  /** Returns the sums over no customers. */
  S empty();

  /** Adds a customer to the sums. */
  void observe(CustomerHistory customer, S sums);

  /**
   * Creates the tables from the sums over all customers.
   *
   * @param results the tables of the metrics before this one
   */
  List<TableRows> finish(S sums, Results results);
}
