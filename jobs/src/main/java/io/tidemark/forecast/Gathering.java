package io.tidemark.forecast;

import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.Layer;
import io.tidemark.mrr.LayersAsKnown;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What subscriptions tell of the future, as they were known on each of several days: lines that
 * run, and counts, of each interval they bill. Equal subscriptions in any order gather the same.
 */
final class Gathering implements LayersAsKnown.Gatherer<Gathering> {
  private static final long serialVersionUID = 1L;

  private final LocalDate from;
  private final LocalDate asOf;
  private final ZoneId zone;
  private final ArrayList<LocalDate> origins;
  private final ArrayList<Integer> horizons;
  private final TreeMap<LocalDate, Day> days = new TreeMap<>();

  /** Of one day. */
  private static final class Day implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Renewals.Line> lines = new ArrayList<>();
    private final HashMap<Renewals.Due, Integer> cycles = new HashMap<>();
    private final HashMap<Renewals.Arrival, Integer> arrivals = new HashMap<>();
    private final TreeMap<String, TreeMap<LocalDate, Long>> steps = new TreeMap<>();
    private final TreeMap<String, TreeMap<Integer, Long>> actuals = new TreeMap<>();
  }

  /**
   * @param origins past days, besides the as-of date
   * @param horizons days ahead to look up what MRR became
   */
  Gathering(DataWindow window, List<LocalDate> origins, List<Integer> horizons) {
    this.from = window.firstDay();
    this.asOf = window.asOf();
    this.zone = window.zone();
    this.origins = new ArrayList<>(origins);
    this.horizons = new ArrayList<>(horizons);
  }

  @Override
  public void add(SortedMap<LocalDate, List<Layer>> known, Instant customerCreatedAt) {
    SortedMap<LocalDate, SortedMap<String, List<Strand>>> streams = new TreeMap<>();
    known.forEach((day, layers) -> streams.put(day, streams(layers, customerCreatedAt)));
    streams.forEach((day, found) -> found.values().forEach(strands -> add(day, strands)));
    SortedMap<String, List<Strand>> now = streams.getOrDefault(asOf, new TreeMap<>());
    for (LocalDate origin : origins) {
      Set<String> then = streams.getOrDefault(origin, new TreeMap<>()).keySet();
      now.forEach((id, strands) -> addActuals(origin, then.contains(id), strands));
    }
  }

  /** By what renews by itself: a subscription may bill several intervals in parallel. */
  private SortedMap<String, List<Strand>> streams(List<Layer> layers, Instant customerCreatedAt) {
    SortedMap<String, List<Strand>> streams = new TreeMap<>();
    for (Layer layer : layers) {
      Strand strand = Strand.of(layer, customerCreatedAt, zone);
      streams.computeIfAbsent(strand.subscriptionId(), id -> new ArrayList<>()).add(strand);
    }
    return streams;
  }

  /** A correction by hand is known from the day it holds: nobody says when it was made. */
  void addAdjustment(Strand adjustment) {
    List<LocalDate> all = new ArrayList<>(origins);
    all.add(asOf);
    for (LocalDate origin : all) {
      if (!adjustment.start().isAfter(origin)) {
        day(origin).lines.addAll(Renewals.adjustment(adjustment, origin).stream().toList());
        addSteps(day(origin), origin, adjustment);
      }
    }
    for (LocalDate origin : origins) {
      addActuals(origin, true, List.of(adjustment));
    }
  }

  private void add(LocalDate origin, List<Strand> strands) {
    Day day = day(origin);
    Renewals renewals = Renewals.none();
    OneSubscription.of(strands, from, origin).addTo(renewals);
    day.lines.addAll(renewals.lines());
    renewals.cycles().forEach(due -> day.cycles.merge(due, 1, Integer::sum));
    renewals.arrivals().forEach(arrival -> day.arrivals.merge(arrival, 1, Integer::sum));
    strands.forEach(strand -> addSteps(day, origin, strand));
  }

  /** What a layer changes, and its end, as far as the origin knows. */
  private static void addSteps(Day day, LocalDate origin, Strand strand) {
    TreeMap<LocalDate, Long> steps =
        day.steps.computeIfAbsent(strand.currency(), key -> new TreeMap<>());
    if (!strand.start().isAfter(origin)) {
      steps.merge(strand.start(), strand.mrrMinor(), Long::sum);
    }
    if (!strand.end().isAfter(origin)) {
      steps.merge(strand.end(), -strand.mrrMinor(), Long::sum);
    }
  }

  /** What began before the file and showed only later is left out: nobody could foresee it. */
  private void addActuals(LocalDate origin, boolean wasKnown, List<Strand> strands) {
    boolean beganUnseen =
        strands.stream().anyMatch(strand -> strand.beganUnseen() || strand.isImplied());
    if (beganUnseen && !wasKnown) {
      return;
    }
    for (int horizon : horizons) {
      LocalDate date = origin.plusDays(horizon);
      long mrr =
          strands.stream().filter(strand -> strand.runsOn(date)).mapToLong(Strand::mrrMinor).sum();
      if (!date.isAfter(asOf)) {
        day(origin)
            .actuals
            .computeIfAbsent(strands.get(0).currency(), key -> new TreeMap<>())
            .merge(horizon, mrr, Long::sum);
      }
    }
  }

  private Day day(LocalDate origin) {
    return days.computeIfAbsent(origin, key -> new Day());
  }

  @Override
  public Class<Gathering> type() {
    return Gathering.class;
  }

  @Override
  public void addAll(Gathering other) {
    other.days.forEach(
        (origin, found) -> {
          Day day = day(origin);
          day.lines.addAll(found.lines);
          found.cycles.forEach((due, count) -> day.cycles.merge(due, count, Integer::sum));
          found.arrivals.forEach((one, count) -> day.arrivals.merge(one, count, Integer::sum));
          merge(day.steps, found.steps);
          merge(day.actuals, found.actuals);
        });
  }

  private static <K> void merge(
      Map<String, TreeMap<K, Long>> sums, Map<String, TreeMap<K, Long>> others) {
    others.forEach(
        (currency, values) -> {
          TreeMap<K, Long> sum = sums.computeIfAbsent(currency, key -> new TreeMap<>());
          values.forEach((key, value) -> sum.merge(key, value, Long::sum));
        });
  }

  /** What was known on a day; nothing where there is none. */
  Snapshot snapshot(LocalDate origin) {
    Day day = day(origin);
    List<Renewals.Due> cycles = new ArrayList<>();
    day.cycles.forEach((due, count) -> cycles.add(due.times(count)));
    List<Renewals.Arrival> arrivals = new ArrayList<>();
    day.arrivals.forEach((arrival, count) -> arrivals.add(arrival.times(count)));
    cycles.sort(Renewals.Due.ORDER);
    arrivals.sort(Renewals.Arrival.ORDER);
    Renewals renewals = new Renewals(Renewals.settled(day.lines), cycles, arrivals);
    return new Snapshot(origin, renewals, day.steps, day.actuals);
  }
}
