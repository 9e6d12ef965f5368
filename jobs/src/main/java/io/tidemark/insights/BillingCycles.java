package io.tidemark.insights;

import io.tidemark.insights.BillingCycle.Outcome;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.tables.BillingTolerances;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds every billing cycle that an invoice in the files opened, and its outcome. A cycle is
 * included when it is billed, so lapsed cycles are as visible as renewed ones. Implied cycles are
 * excluded, because they are visible only if they were renewed.
 */
final class BillingCycles {
  private static final Comparator<String> NULL_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  private final CustomerHistory customer;
  private final Duration within;
  private final Instant lateAfter;
  private final RenewalNumbers renewalNumbers;
  private final SortedMap<StreamKey, SortedMap<Period, CycleLayers>> streams = new TreeMap<>();
  private final Map<SubscriptionKey, NavigableSet<Instant>> restarts = new HashMap<>();

  private BillingCycles(CustomerHistory customer) {
    DataWindow window = customer.scope().window();
    Duration grace = Duration.ofDays(customer.scope().graceDays());
    this.customer = customer;
    this.within = longer(grace, BillingTolerances.SAME_TIME);
    this.lateAfter = window.through().minus(longer(grace, BillingTolerances.RENEWAL_DELAY));
    this.renewalNumbers = new RenewalNumbers(customer.facts(), within);
    customer.layers().forEach(this::add);
    streams.forEach(this::addRestarts);
  }

  /**
   * The key of a subscription. All invoices of a customer without a subscription id share one key.
   */
  private record SubscriptionKey(String subscriptionId, String currency) {}

  /**
   * The key of a billing stream. Streams that a subscription bills in parallel renew separately.
   */
  private record StreamKey(SubscriptionKey subscription, int stream)
      implements Comparable<StreamKey> {
    private static final Comparator<StreamKey> ORDER =
        Comparator.comparing((StreamKey key) -> key.subscription().subscriptionId(), NULL_FIRST)
            .thenComparing(key -> key.subscription().currency())
            .thenComparingInt(StreamKey::stream);

    @Override
    public int compareTo(StreamKey other) {
      return ORDER.compare(this, other);
    }
  }

  private record Period(Instant startAt, Instant endAt) implements Comparable<Period> {
    private static final Comparator<Period> ORDER =
        Comparator.comparing(Period::startAt).thenComparing(Period::endAt);

    @Override
    public int compareTo(Period other) {
      return ORDER.compare(this, other);
    }
  }

  /** Returns the cycles by subscription, currency, stream and start. */
  static List<BillingCycle> of(CustomerHistory customer) {
    BillingCycles found = new BillingCycles(customer);
    List<BillingCycle> cycles = new ArrayList<>();
    found.streams.forEach((stream, periods) -> found.addCycles(stream, periods, cycles));
    return cycles;
  }

  private void add(MrrLayer layer) {
    SubscriptionKey subscription = new SubscriptionKey(layer.subscriptionId(), layer.currency());
    Period period = new Period(layer.cycleStartAt(), layer.cycleEndAt());
    streams
        .computeIfAbsent(new StreamKey(subscription, layer.stream()), x -> new TreeMap<>())
        .computeIfAbsent(period, x -> new CycleLayers(period.startAt(), period.endAt()))
        .add(layer);
  }

  private void addRestarts(StreamKey stream, SortedMap<Period, CycleLayers> periods) {
    for (CycleLayers cycle : periods.values()) {
      if (cycle.isRestart()) {
        restarts.computeIfAbsent(stream.subscription(), x -> new TreeSet<>()).add(cycle.startAt());
      }
    }
  }

  private void addCycles(
      StreamKey stream, SortedMap<Period, CycleLayers> periods, List<BillingCycle> found) {
    List<CycleLayers> opened = periods.values().stream().filter(CycleLayers::isOpened).toList();
    boolean beganUnseen = periods.values().stream().anyMatch(CycleLayers::isUnseen);
    Integer[] numbers = renewalNumbers.of(opened, beganUnseen);
    for (int index = 0; index < opened.size(); index++) {
      CycleLayers cycle = opened.get(index);
      CycleLayers next = index + 1 < opened.size() ? opened.get(index + 1) : null;
      boolean isFollowed = next != null && !next.startAt().isAfter(cycle.endedAt().plus(within));
      Long nextMinor = isFollowed ? next.openingMinor() : null;
      found.add(
          new BillingCycle(
              stream.subscription().subscriptionId(),
              stream.subscription().currency(),
              stream.stream(),
              cycle.billingInterval(),
              cycle.startAt(),
              cycle.endedAt(),
              customer.scope().window().date(cycle.endedAt()),
              cycle.endMinor(),
              nextMinor,
              outcome(cycle, nextMinor, stream.subscription()),
              numbers[index]));
    }
  }

  private Outcome outcome(CycleLayers cycle, Long nextMinor, SubscriptionKey subscription) {
    if (cycle.isFree()) {
      return Outcome.FREE;
    }
    boolean isFollowed = nextMinor != null;
    if (cycle.isCut() && (isFollowed || isRestartedAt(cycle.endedAt(), subscription))) {
      return Outcome.REPLACED;
    }
    if (cycle.endedAt().isAfter(lateAfter) || (cycle.isPending() && !isFollowed)) {
      return Outcome.NOT_DUE;
    }
    return isFollowed && nextMinor > 0 ? Outcome.RENEWED : Outcome.LOST;
  }

  private boolean isRestartedAt(Instant end, SubscriptionKey subscription) {
    NavigableSet<Instant> times = restarts.get(subscription);
    Instant nearest = times == null ? null : times.ceiling(end.minus(BillingTolerances.SAME_TIME));
    return nearest != null && !nearest.isAfter(end.plus(BillingTolerances.SAME_TIME));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
