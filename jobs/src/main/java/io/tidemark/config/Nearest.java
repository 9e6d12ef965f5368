package io.tidemark.config;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name a person most likely meant. */
public final class Nearest {
  private Nearest() {}

  /** {@code "; did you mean x?"}, or nothing where no candidate is near. */
  public static String hint(String given, Collection<String> candidates) {
    LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
    return candidates.stream()
        .min(Comparator.comparing((String candidate) -> distance.apply(given, candidate)))
        .filter(candidate -> distance.apply(given, candidate) <= 1 + candidate.length() / 3)
        .map(candidate -> "; did you mean " + candidate + "?")
        .orElse("");
  }
}
