package io.tidemark.compare;

import java.util.List;
import java.util.Optional;

/**
 * A figure that differs, with the causes that explain it.
 *
 * @param publishedMinor the figure of the run
 * @param otherMinor the figure of the file
 * @param definitions causes that are another definition of MRR
 * @param others causes of any other kind, the preferred one first
 */
record ExplainedDifference(
    Point point,
    long publishedMinor,
    long otherMinor,
    List<Match> definitions,
    List<Match> others) {

  ExplainedDifference withDefinitions(List<Match> kept) {
    return new ExplainedDifference(point, publishedMinor, otherMinor, kept, others);
  }

  /** Returns the cause with a label, if it explains the figure. */
  Optional<Match> definition(Match.Label label) {
    return definitions.stream().filter(match -> match.label().equals(label)).findFirst();
  }
}
