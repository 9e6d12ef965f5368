package io.tidemark.insights.days;

import io.tidemark.mrr.engine.Layer;
import io.tidemark.tables.Movement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The movements of layers in one currency, day by day and without Spark. */
final class PlainMovements {
  private PlainMovements() {}

  /** What a day changes: MRR, and how many layers run that began unseen. */
  private record Step(long mrrMinor, int unseen) {
    Step plus(Step other) {
      return new Step(mrrMinor + other.mrrMinor, unseen + other.unseen);
    }
  }

  /** The days from {@code first} to {@code last}, both included. */
  static List<MovementDay> days(List<Layer> layers, LocalDate first, LocalDate last) {
    Map<LocalDate, List<MovementDay.Change>> changes = new HashMap<>();
    Map<String, TreeMap<LocalDate, Step>> byCustomer = new TreeMap<>();
    for (Layer layer : layers) {
      int unseen = layer.startsUnseen() ? 1 : 0;
      TreeMap<LocalDate, Step> steps =
          byCustomer.computeIfAbsent(layer.invoice().customerId(), customer -> new TreeMap<>());
      Step begins = new Step(layer.mrrMinor(), unseen);
      Step ends = new Step(-layer.mrrMinor(), -unseen);
      steps.merge(date(layer.start()), begins, Step::plus);
      steps.merge(date(layer.end()), ends, Step::plus);
    }
    long before = 0;
    for (Map.Entry<String, TreeMap<LocalDate, Step>> customer : byCustomer.entrySet()) {
      before += add(customer.getKey(), customer.getValue(), first, changes);
    }
    List<MovementDay> days = new ArrayList<>();
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      MovementDay day =
          new MovementDay(
              date, before, changes.getOrDefault(date, List.of()), MovementDay.Rest.NONE);
      before += day.changeMinor();
      days.add(day);
    }
    return days;
  }

  /** Adds a customer's movements; returns what was there before the first day. */
  private static long add(
      String customer,
      TreeMap<LocalDate, Step> steps,
      LocalDate first,
      Map<LocalDate, List<MovementDay.Change>> changes) {
    Step now = new Step(0, 0);
    long beforeFirst = 0;
    boolean everPaid = false;
    for (Map.Entry<LocalDate, Step> step : steps.entrySet()) {
      Step next = now.plus(step.getValue());
      long from = Math.max(0, now.mrrMinor());
      long to = Math.max(0, next.mrrMinor());
      if (from != to) {
        Movement movement = movement(from, to, everPaid, next.unseen() > 0);
        changes
            .computeIfAbsent(step.getKey(), date -> new ArrayList<>())
            .add(new MovementDay.Change(customer, movement, to - from));
        everPaid = true;
      }
      beforeFirst = step.getKey().isBefore(first) ? to : beforeFirst;
      now = next;
    }
    return beforeFirst;
  }

  private static Movement movement(long from, long to, boolean everPaid, boolean unseen) {
    if (from == 0) {
      Movement first = unseen ? Movement.OPENING : Movement.NEW;
      return everPaid ? Movement.REACTIVATION : first;
    }
    if (to == 0) {
      return Movement.CHURN;
    }
    return to > from ? Movement.EXPANSION : Movement.CONTRACTION;
  }

  private static LocalDate date(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
