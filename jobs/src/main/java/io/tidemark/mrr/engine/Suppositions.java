package io.tidemark.mrr.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Finds what one invoice can bill, given the running streams: the due renewals and up to two price
 * changes. Simpler readings cost less. A price that no change explains costs more than any changes.
 */
final class Suppositions {
  private static final int ONE_CHANGE = 2;
  private static final int TWO_CHANGES_AT_ONCE = 4;
  private static final int TWO_CHANGES = 5;
  private static final int ENDED = 3;
  private static final int REPRICED = 6;
  private static final int UNEXPLAINED = 9;
  private static final int OTHER = 1;
  private static final BigFraction CENTS = BigFraction.of(3, 2);

  private final Invoice invoice;
  private final SupposedPeriods periods;
  private final boolean isFirst;
  private final SupposedBill bill;
  private final Supposition before;
  private final List<Supposition> found = new ArrayList<>();

  private Suppositions(
      Supposition before, Invoice invoice, SupposedPeriods periods, boolean isFirst) {
    this.invoice = invoice;
    this.periods = periods;
    this.isFirst = isFirst;
    this.bill = new SupposedBill(before, invoice, periods);
    this.before = bill.before();
  }

  /** Returns the suppositions after the first invoice, one per reading of it. */
  static List<Supposition> ofFirst(Supposition before, Invoice invoice, SupposedPeriods periods) {
    return new Suppositions(before, invoice, periods, true).find();
  }

  /** Returns the suppositions after a later invoice. */
  static List<Supposition> after(Supposition before, Invoice invoice, SupposedPeriods periods) {
    return new Suppositions(before, invoice, periods, false).find();
  }

  private List<Supposition> find() {
    List<Integer> changeable = bill.changeable();
    boolean isChange = changeable.stream().anyMatch(bill::reachesEnd);
    if (!isChange && !bill.isOfRenewals()) {
      return List.of(beginsBeside());
    }
    if (bill.due().isEmpty()) {
      changesAtOnce(changeable);
    } else if (invoice.straddles()) {
      renewalsWithChanges(changeable);
    } else {
      renewals();
    }
    if (found.isEmpty()) {
      unexplained();
    }
    return found;
  }

  /**
   * Returns the supposition that something new begins with the due renewals, at an unknown price.
   */
  private Supposition beginsBeside() {
    Supposition state = before;
    for (Map.Entry<Integer, SupposedStream> entry : bill.due().entrySet()) {
      SupposedStream stream = entry.getValue();
      state =
          state.with(entry.getKey(), stream.renewedUntil(periods.nextEnd(stream), stream.price()));
    }
    return isFirst ? before : state.costing(OTHER);
  }

  private void renewals() {
    List<SupposedPart> parts = bill.renewalsWithout(List.of());
    add(before, parts, 0);
    for (int number : bill.endings()) {
      add(before.without(number), bill.renewalsWithout(List.of(number)), ENDED);
    }
    if (!found.isEmpty()) {
      return;
    }
    for (SupposedPart part : parts) {
      change(List.of(part.stream()), List.of(invoice.anchor()), List.of(), REPRICED);
    }
  }

  private void renewalsWithChanges(List<Integer> changeable) {
    List<Instant> start = List.of(invoice.serviceStart());
    List<Integer> single =
        changeable.stream()
            .filter(number -> bill.isOfRenewals() || bill.reachesEnd(number))
            .toList();
    for (int number : single) {
      change(List.of(number), start, List.of(), ONE_CHANGE);
    }
    for (int ending : bill.endings()) {
      single.stream()
          .filter(number -> number != ending)
          .forEach(number -> change(List.of(number), start, List.of(ending), ENDED + ONE_CHANGE));
    }
    for (List<Integer> pair : pairs(changeable)) {
      if (isFirst || pair.get(0) < pair.get(1)) {
        change(pair, start, List.of(), TWO_CHANGES);
      }
    }
  }

  /** Adds changes that are billed when the last of them is made. */
  private void changesAtOnce(List<Integer> changeable) {
    boolean areTwo = invoice.straddles();
    for (int number : changeable) {
      if (bill.reachesEnd(number)) {
        int cost = areTwo ? TWO_CHANGES : ONE_CHANGE;
        change(List.of(number), List.of(invoice.serviceStart()), List.of(), cost);
      }
    }
    if (areTwo) {
      List<Instant> times = List.of(invoice.serviceStart(), invoice.usageEnd());
      pairs(changeable).forEach(pair -> change(pair, times, List.of(), TWO_CHANGES_AT_ONCE));
    }
  }

  /**
   * Returns pairs of streams, in the order of their changes, that explain the end of the service
   * period.
   */
  private List<List<Integer>> pairs(List<Integer> changeable) {
    List<List<Integer>> pairs = new ArrayList<>();
    for (int first : changeable) {
      for (int second : changeable) {
        boolean reaches = bill.isOfRenewals() || bill.reachesEnd(first) || bill.reachesEnd(second);
        if (first != second && reaches) {
          pairs.add(List.of(first, second));
        }
      }
    }
    return pairs;
  }

  /**
   * Adds changes of streams at the given times, as far as known, with the due renewals except for
   * ended streams.
   */
  private void change(List<Integer> numbers, List<Instant> times, List<Integer> ending, int cost) {
    List<Integer> others = new ArrayList<>(numbers);
    others.addAll(ending);
    List<SupposedPart> parts = new ArrayList<>(bill.renewalsWithout(others));
    Supposition state = before;
    for (int number : ending) {
      state = state.without(number);
    }
    for (int index = 0; index < numbers.size(); index++) {
      int number = numbers.get(index);
      SupposedStream stream = before.streams().get(number);
      SupposedPrice price = SupposedPrice.unknown(state.unknowns());
      Instant time = index < times.size() ? times.get(index) : null;
      boolean isRenewed = bill.due().containsKey(number);
      parts.add(new SupposedPart(number, stream, price, time, true, isRenewed));
      state = state.withUnknown();
    }
    add(state, parts, cost);
  }

  /** Adds renewals with arbitrary prices. */
  private void unexplained() {
    if (bill.due().isEmpty()) {
      found.add(before.costing(UNEXPLAINED).forced());
    } else {
      change(List.copyOf(bill.due().keySet()), List.of(), List.of(), UNEXPLAINED);
    }
  }

  /** Adds the supposition that the invoice bills exactly these parts, if they can add up. */
  private void add(Supposition state, List<SupposedPart> parts, int cost) {
    boolean isForced = cost == REPRICED || cost == UNEXPLAINED;
    Supposition billed = isForced ? state.costing(cost).forced() : state.costing(cost);
    SupposedPrice left = net();
    for (SupposedPart part : parts) {
      left = left.minus(part.ofRenewal());
      if (part.isTimed() && part.isChangedWithin()) {
        left = left.minus(part.ofChange(part.changed()));
        left = left.plus(SupposedPrice.unknown(billed.unknowns()));
        billed = billed.withCents(CENTS);
      }
    }
    boolean isKnown = billed.estimated(left).isKnown();
    for (SupposedPart part : parts) {
      billed = billed.with(part.stream(), after(part, parts, isKnown));
      if (!isFirst && part.isRenewed() && !part.isChanged() && isKnown) {
        billed = billed.confirming(part.stream());
      }
    }
    if (isFirst) {
      billed = billed.withParts(parts, found.size());
    }
    if (parts.stream().allMatch(SupposedPart::isTimed)) {
      billed.where(left).ifPresent(found::add);
    } else {
      found.add(billed);
    }
  }

  private SupposedPrice net() {
    return SupposedPrice.of(BigFraction.of(invoice.netMinor()));
  }

  private SupposedStream after(SupposedPart part, List<SupposedPart> parts, boolean isKnown) {
    SupposedStream stream = part.before();
    if (!part.isRenewed()) {
      return stream.withPrice(part.after());
    }
    boolean isAlone = parts.size() == 1 && isKnown && !part.isChanged();
    return stream.renewedUntil(periods.nextEnd(stream), isAlone ? net() : part.after());
  }
}
