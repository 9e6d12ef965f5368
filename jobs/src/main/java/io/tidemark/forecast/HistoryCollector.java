package io.tidemark.forecast;

import io.tidemark.insights.CustomerHistory;
import io.tidemark.mrr.AccountKey;
import io.tidemark.mrr.BilledSubscription;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.LayerSnapshots;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.mrr.engine.Layer;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Aggregates customers as they are known on the as-of date and as they were known on past days.
 *
 * @param layersAsKnown computes the layers known on each past day
 * @param pastDays oldest first
 * @param horizonDays number of days to simulate
 */
record HistoryCollector(
    DataWindow window,
    LayerSnapshots layersAsKnown,
    List<LocalDate> pastDays,
    int horizonDays,
    Forecast.Conversion conversion)
    implements Serializable {

  /** Returns the sums over no customer. */
  ForecastSums empty() {
    List<Snapshot> snapshots = new ArrayList<>();
    snapshots.add(snapshot(window.asOf(), horizonDays));
    for (LocalDate day : pastDays) {
      int farthest = snapshot(day, 0).farthest(Backtest.HORIZONS);
      snapshots.add(snapshot(day, Math.min(horizonDays, farthest)));
    }
    return new ForecastSums(snapshots);
  }

  private Snapshot snapshot(LocalDate origin, int horizon) {
    return new Snapshot(window.firstDay(), origin, window.asOf(), horizon);
  }

  /** Adds a customer. */
  void add(CustomerHistory customer, ForecastSums sums) {
    SortedMap<LocalDate, List<ForecastLine>> lines = new TreeMap<>();
    for (BilledSubscription subscription : customer.subscriptions()) {
      Instant createdAt = subscription.customerCreatedAt();
      add(layersAsKnown.of(subscription), createdAt, lines, sums);
    }
    for (MrrLayer layer : customer.layers()) {
      if (layer.isAdjustment()) {
        addAdjustment(ForecastLayer.ofAdjustment(layer, customer.customerId()), lines, sums);
      }
    }
    sums.cycles().observe(customer);
    lines.replaceAll((day, all) -> ForecastLine.settled(all));
    lines.forEach((day, settled) -> settled.forEach(sums.on(day).renewals()::add));
    List<ForecastLine> now = lines.getOrDefault(window.asOf(), List.of());
    if (!now.isEmpty()) {
      addToRisks(customer, now, sums.customers());
    }
    sums.customers().addInvoices(customer.invoices());
  }

  /**
   * Adds a subscription.
   *
   * @param known its layers by the day on which they were known
   * @param lines receives the lines that run on each of these days
   */
  void add(
      SortedMap<LocalDate, List<Layer>> known,
      Instant createdAt,
      SortedMap<LocalDate, List<ForecastLine>> lines,
      ForecastSums sums) {
    SortedMap<String, OneSubscription> now = null;
    SortedMap<String, OneSubscription> streams = null;
    List<Layer> read = null;
    NavigableMap<LocalDate, List<Layer>> latestFirst = new TreeMap<>(known).descendingMap();
    SortedMap<LocalDate, Set<String>> idsByDay = new TreeMap<>();
    for (Map.Entry<LocalDate, List<Layer>> day : latestFirst.entrySet()) {
      if (day.getValue() != read) {
        read = day.getValue();
        streams = streams(read, createdAt);
      }
      now = now == null ? streams : now;
      idsByDay.put(day.getKey(), streams.keySet());
      for (OneSubscription stream : streams.values()) {
        add(stream, day.getKey(), lines, sums.on(day.getKey()));
      }
    }
    for (LocalDate day : pastDays) {
      Set<String> then = idsByDay.getOrDefault(day, Set.of());
      now.forEach((id, stream) -> addActuals(then.contains(id), stream.strands(), sums.on(day)));
    }
  }

  /**
   * Returns the units that renew separately: a subscription may bill several intervals in parallel.
   */
  private SortedMap<String, OneSubscription> streams(List<Layer> layers, Instant createdAt) {
    SortedMap<String, List<ForecastLayer>> byId = new TreeMap<>();
    for (Layer layer : layers) {
      ForecastLayer strand = ForecastLayer.of(layer, createdAt, window.zone());
      byId.computeIfAbsent(strand.subscriptionId(), id -> new ArrayList<>()).add(strand);
    }
    SortedMap<String, OneSubscription> streams = new TreeMap<>();
    byId.forEach((id, found) -> streams.put(id, new OneSubscription(found, window.firstDay())));
    return streams;
  }

  private static void add(
      OneSubscription stream,
      LocalDate origin,
      SortedMap<LocalDate, List<ForecastLine>> lines,
      Snapshot sums) {
    stream
        .line(origin)
        .ifPresent(line -> lines.computeIfAbsent(origin, x -> new ArrayList<>()).add(line));
    stream.addTo(sums.renewals(), origin);
    stream.strands().forEach(sums::add);
  }

  /**
   * Adds a manual adjustment. It counts as known from its first day, because the day on which it
   * was entered is unknown.
   */
  void addAdjustment(
      ForecastLayer adjustment, SortedMap<LocalDate, List<ForecastLine>> lines, ForecastSums sums) {
    for (Snapshot snapshot : sums.snapshots()) {
      LocalDate origin = snapshot.origin();
      if (!adjustment.start().isAfter(origin)) {
        adjustment
            .adjustmentOn(origin)
            .ifPresent(line -> lines.computeIfAbsent(origin, x -> new ArrayList<>()).add(line));
        snapshot.add(adjustment);
      }
      if (origin.isBefore(window.asOf())) {
        addActuals(true, List.of(adjustment), snapshot);
      }
    }
  }

  /**
   * Adds actual MRR. Subscriptions that began before the files but appeared only after the origin
   * are excluded, because no forecast could include them.
   */
  private static void addActuals(boolean wasKnown, List<ForecastLayer> strands, Snapshot sums) {
    boolean beganUnseen =
        strands.stream().anyMatch(strand -> strand.beganUnseen() || strand.isImplied());
    if (beganUnseen && !wasKnown) {
      return;
    }
    for (int days : Backtest.HORIZONS) {
      if (sums.isKnown(days)) {
        LocalDate date = sums.origin().plusDays(days);
        long mrr = 0;
        for (ForecastLayer strand : strands) {
          mrr += strand.runsOn(date) ? strand.mrrMinor() : 0;
        }
        sums.addActual(strands.get(0).currency(), days, mrr);
      }
    }
  }

  private void addToRisks(CustomerHistory customer, List<ForecastLine> lines, CustomerSums sums) {
    String id = customer.customerId();
    boolean hasNeverPaid = customer.facts().hasNeverPaid();
    SortedMap<String, Unpaid> unpaid = Unpaid.of(customer, window);
    SortedMap<String, Long> mrr = new TreeMap<>();
    lines.forEach(line -> mrr.merge(line.currency(), line.mrrMinor(), Math::addExact));
    mrr.forEach(
        (currency, minor) -> {
          Optional<Unpaid> open = Optional.ofNullable(unpaid.get(currency));
          AccountKey account = new AccountKey(currency, false);
          List<ForecastLine> ofCurrency =
              lines.stream().filter(line -> line.currency().equals(currency)).toList();
          CustomerSums.Payer payer = new CustomerSums.Payer(id, minor, ofCurrency);
          sums.add(account, payer, hasNeverPaid, Map.of(currency, minor), open.stream().toList());
        });
    if (conversion.factors().keySet().containsAll(mrr.keySet())) {
      double converted = 0;
      for (Map.Entry<String, Long> part : mrr.entrySet()) {
        converted += conversion.factor(part.getKey(), window.asOf()) * part.getValue();
      }
      AccountKey account = new AccountKey(conversion.reporting(), true);
      CustomerSums.Payer payer = new CustomerSums.Payer(id, converted, lines);
      sums.add(account, payer, hasNeverPaid, mrr, List.copyOf(unpaid.values()));
    }
  }
}
