package io.tidemark.insights;

import io.tidemark.util.Serialized;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The metrics of a run. Each metric follows those whose tables it requires. */
public final class Metrics implements Serializable {
  private static final long serialVersionUID = 1L;

  private final List<Metric<?>> all;

  public Metrics(List<Metric<?>> all) {
    this.all = new ArrayList<>(all);
  }

  /** The sums of all metrics over some customers. */
  public static final class Sums implements Mergeable<Sums> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Summed<?>> all = new ArrayList<>();

    /** Deserializes sums from {@link #toBytes}. */
    static Sums of(byte[] bytes) {
      return (Sums) Serialized.read(bytes);
    }

    /** Serializes the sums for the driver. */
    byte[] toBytes() {
      return Serialized.of(this);
    }

    private void observe(CustomerHistory customer) {
      all.forEach(summed -> summed.observe(customer));
    }

    @Override
    public void merge(Sums other) {
      for (int index = 0; index < all.size(); index++) {
        all.get(index).mergeWith(other.all.get(index));
      }
    }
  }

  private record Summed<S extends Mergeable<S>>(Metric<S> metric, S sums) implements Serializable {
    private static <S extends Mergeable<S>> Summed<S> of(Metric<S> metric) {
      return new Summed<>(metric, metric.empty());
    }

    private void observe(CustomerHistory customer) {
      metric.observe(customer, sums);
    }

    @SuppressWarnings("unchecked")
    private void mergeWith(Summed<?> other) {
      sums.merge((S) other.sums);
    }

    private void finish(Results results) {
      metric.finish(sums, results).forEach(results::add);
    }
  }

  /** Returns the sums over no customers. */
  public Sums empty() {
    Sums sums = new Sums();
    all.forEach(metric -> sums.all.add(Summed.of(metric)));
    return sums;
  }

  /** Adds a customer to the sums. */
  public void observe(CustomerHistory customer, Sums sums) {
    sums.observe(customer);
  }

  /** Creates all tables from the sums over all customers. */
  public Results finish(Sums sums) {
    Results results = new Results();
    sums.all.forEach(summed -> summed.finish(results));
    return results;
  }
}
