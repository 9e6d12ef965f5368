package io.tidemark.insights;

/** The sums of a metric that is derived from the tables of other metrics. */
record NoSums() implements Mergeable<NoSums> {
  @Override
  public void merge(NoSums other) {
    // There is nothing to merge.
  }
}
