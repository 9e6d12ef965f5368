package io.tidemark.forecast;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines that are drawn as one: nothing is bundled up to 10,000 lines. Beyond, the 2,000 largest
 * stay alone and the others go in bundles of those that come up for renewal on the same days, in
 * the same tenure band. MRR stays exact; the chance of small lines is drawn a little larger than it
 * is.
 */
final class Bundles {
  private static final int MOST_LINES = 10_000;
  private static final int ALONE = 2_000;
  private static final Comparator<Renewals.Line> LARGEST_FIRST =
      Comparator.comparingLong((Renewals.Line line) -> -line.mrrMinor())
          .thenComparing(Renewals.Line::subscriptionId);

  private Bundles() {}

  /**
   * Lines drawn as one.
   *
   * @param like one of them
   * @param mrrMinor of all of them
   */
  record Bundle(Renewals.Line like, long mrrMinor, int lines) {
    Bundle plus(Renewals.Line line) {
      return new Bundle(like, mrrMinor + line.mrrMinor(), lines + 1);
    }
  }

  private record Alike(Rhythm rhythm, LocalDate periodEnd, int band) {}

  /** What ends for certain is in a band of its own. */
  private static int band(Renewals.Line line) {
    return line.nextRenewal() == 0 ? -1 : Renewals.band(line.nextRenewal());
  }

  static List<Bundle> of(List<Renewals.Line> lines) {
    List<Renewals.Line> ordered = lines.stream().sorted(LARGEST_FIRST).toList();
    int alone = ordered.size() <= MOST_LINES ? ordered.size() : ALONE;
    int size = (ordered.size() - alone) / (MOST_LINES - ALONE) + 1;
    List<Bundle> bundles = new ArrayList<>();
    Map<Alike, Bundle> open = new LinkedHashMap<>();
    for (int index = 0; index < ordered.size(); index++) {
      Renewals.Line line = ordered.get(index);
      if (index < alone) {
        bundles.add(new Bundle(line, line.mrrMinor(), 1));
        continue;
      }
      Alike alike = new Alike(line.rhythm(), line.periodEnd(), band(line));
      Bundle bundle =
          open.containsKey(alike)
              ? open.get(alike).plus(line)
              : new Bundle(line, line.mrrMinor(), 1);
      open.put(alike, bundle);
      if (bundle.lines() == size) {
        bundles.add(open.remove(alike));
      }
    }
    bundles.addAll(open.values());
    return bundles;
  }
}
