package io.tidemark.insights;

import java.io.Serializable;

/** Sums over some customers that can be merged with sums over others, in any order. */
public interface Mergeable<S extends Mergeable<S>> extends Serializable {
  /** Adds the other sums to these. */
  void merge(S other);
}
