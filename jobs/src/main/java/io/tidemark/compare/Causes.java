package io.tidemark.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses one cause for each difference. Several definitions can give the same figure by chance,
 * but a system has the same definition for all customers: the definition that explains most
 * differences is the cause of all that it explains, then the next one of the rest.
 */
final class Causes {
  private static final Set<Cause> BY_CHANCE = Set.of(Cause.OTHER_DAY, Cause.BILLED_AMOUNTS);

  private Causes() {}

  /**
   * Returns the cause of each difference.
   *
   * @param order the definitions in order of preference, for definitions that explain equally many
   */
  static Map<Point, Match> of(List<ExplainedDifference> differences, List<Match.Label> order) {
    Map<Point, Match> causes = new LinkedHashMap<>();
    List<ExplainedDifference> open = new ArrayList<>();
    for (ExplainedDifference found : differences) {
      if (!found.definitions().isEmpty()) {
        open.add(found);
      } else {
        causes.put(
            found.point(),
            found.others().isEmpty()
                ? new Match(Cause.UNKNOWN, "", 0, false)
                : found.others().get(0));
      }
    }
    while (!open.isEmpty()) {
      Match.Label most = mostFrequent(open, order);
      open.removeIf(
          found -> {
            found.definition(most).ifPresent(match -> causes.put(found.point(), match));
            return found.definition(most).isPresent();
          });
    }
    return causes;
  }

  private static Match.Label mostFrequent(List<ExplainedDifference> open, List<Match.Label> order) {
    Map<Match.Label, Long> counts = new HashMap<>();
    for (ExplainedDifference found : open) {
      found.definitions().forEach(match -> counts.merge(match.label(), 1L, Long::sum));
    }
    Match.Label most = null;
    for (Match.Label label : order) {
      if (counts.containsKey(label) && (most == null || counts.get(label) > counts.get(most))) {
        most = label;
      }
    }
    return most;
  }

  /**
   * Returns the differences of a customer that the file lacks altogether. A definition explains
   * that only if it gives no MRR in any of the months, and not by chance: a customer can have no
   * MRR on another day, and no invoice in a month.
   */
  static List<ExplainedDifference> ofMissingCustomer(List<ExplainedDifference> differences) {
    Set<Match.Label> common = null;
    for (ExplainedDifference found : differences) {
      Set<Match.Label> labels = new HashSet<>();
      found.definitions().forEach(match -> labels.add(match.label()));
      if (common == null) {
        common = labels;
      } else {
        common.retainAll(labels);
      }
    }
    Set<Match.Label> kept = common == null ? Set.of() : common;
    return differences.stream()
        .map(
            found ->
                found.withDefinitions(
                    found.definitions().stream()
                        .filter(match -> kept.contains(match.label()))
                        .filter(match -> !BY_CHANCE.contains(match.cause()))
                        .toList()))
        .toList();
  }
}
