package io.tidemark.mrr;

import io.tidemark.config.Policy;
import io.tidemark.config.Settings;
import io.tidemark.mrr.engine.Invoice;
import io.tidemark.mrr.engine.Layer;
import io.tidemark.mrr.engine.LayerPolicy;
import io.tidemark.mrr.engine.SubscriptionResult;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Computes the layers of a subscription as they were known at the end of past days. A day reuses
 * the layers of a later day if the same invoices were known and the rules give the same result for
 * both ends of the data.
 */
public final class LayerSnapshots implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LocalDate asOf;
  private final boolean readsBeforeDiscount;
  private final List<Day> latestFirst = new ArrayList<>();

  /**
   * A past day with its rules.
   *
   * @param end the last second of the day
   */
  private record Day(LocalDate date, Instant end, LayerPolicy rules) implements Serializable {}

  /**
   * Prepares the rules of the days.
   *
   * @param days past days in any order, each before the as-of date
   */
  public LayerSnapshots(Policy policy, DataWindow window, List<LocalDate> days) {
    this.asOf = window.asOf();
    this.readsBeforeDiscount = policy.get(Settings.AMOUNT) == Settings.Amount.BEFORE_DISCOUNT;
    for (LocalDate day : days) {
      Instant end = day.plusDays(1).atStartOfDay(window.zone()).toInstant().minusSeconds(1);
      latestFirst.add(new Day(day, end, LayerPolicy.of(policy, window.from(), end)));
    }
    latestFirst.sort(Comparator.comparing(Day::date).reversed());
  }

  /**
   * Returns the layers of a subscription by the day on which they were known. The as-of date has
   * the current layers. Days before the first invoice are omitted. Equal lists are the same object.
   */
  public SortedMap<LocalDate, List<Layer>> of(BilledSubscription subscription) {
    SortedMap<LocalDate, List<Layer>> known = new TreeMap<>();
    List<Invoice> invoices =
        readsBeforeDiscount ? subscription.beforeDiscount() : subscription.invoices();
    SubscriptionResult reading = subscription.reading();
    List<Layer> layers = reading.layers();
    List<Invoice> knownLater = invoices;
    known.put(asOf, layers);
    for (Day day : latestFirst) {
      List<Invoice> then = knownAt(day.end(), invoices, subscription.statusTimes());
      if (then.isEmpty()) {
        break;
      }
      if (!reading.dataEnd().isLike(day.end()) || !then.equals(knownLater)) {
        reading = SubscriptionResult.of(then, subscription.customerCreatedAt(), day.rules());
        layers = reading.layers();
      }
      knownLater = then;
      known.put(day.date(), layers);
    }
    return known;
  }

  private static List<Invoice> knownAt(
      Instant time, List<Invoice> invoices, List<StatusTimes> statusTimes) {
    List<Invoice> known = new ArrayList<>(invoices.size());
    for (int index = 0; index < invoices.size(); index++) {
      Optional<Invoice> then = InvoicesAsOf.of(invoices.get(index), statusTimes.get(index), time);
      then.ifPresent(known::add);
    }
    return known;
  }
}
