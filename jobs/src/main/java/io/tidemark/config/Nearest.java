package io.tidemark.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that was most likely meant. */
public final class Nearest {
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private Nearest() {}

  /** Returns {@code "; did you mean x?"}, or an empty text if no candidate is similar. */
  public static String hint(String given, Collection<String> candidates) {
    return of(given, candidates).map(near -> "; did you mean " + near + "?").orElse("");
  }

  /** Returns the nearest candidate; empty if at least a third of its letters differ. */
  public static Optional<String> of(String given, Collection<String> candidates) {
    return nearest(candidates, candidate -> DISTANCE.apply(given, candidate))
        .filter(candidate -> DISTANCE.apply(given, candidate) <= 1 + candidate.length() / 3);
  }

  /**
   * Returns the candidate that differs only in case, spaces, punctuation or a typing error; empty
   * if there is none.
   */
  public static Optional<String> resembling(String given, Collection<String> candidates) {
    String letters = letters(given);
    return nearest(candidates, candidate -> DISTANCE.apply(letters, letters(candidate)))
        .filter(
            candidate ->
                DISTANCE.apply(letters, letters(candidate)) <= 1 + letters(candidate).length() / 8);
  }

  private static Optional<String> nearest(
      Collection<String> candidates, ToIntFunction<String> distance) {
    return candidates.stream().min(Comparator.comparingInt(distance));
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
