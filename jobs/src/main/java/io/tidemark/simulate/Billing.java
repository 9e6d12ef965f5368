package io.tidemark.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * Bills one subscription as Stripe does and records its value over time. Calls must be in order of
 * time; every change is within the current cycle of its item.
 *
 * <p>Prorations are computed per second of the whole cycle from discounted prices: a credit for the
 * rest at the old price and a charge for the rest at the new price, each rounded separately.
 *
 * <p>A subscription has one item, or several with different billing intervals. Items whose cycles
 * end at the same moment renew on one invoice, others on separate invoices. The usage period of a
 * renewal is the elapsed cycle of the items that renew, or of the longest if there are several. The
 * usage period of an invoice within a cycle is the elapsed part of the cycle: that of the changed
 * item, or of the first item if the invoice adds an item.
 */
final class Billing {
  private static final Comparator<Item> BY_LENGTH =
      Comparator.comparing(item -> item.cycle().seconds());

  private final String subscriptionId;
  private final Supplier<String> invoiceIds;
  private final Item main;
  private final List<Item> items = new ArrayList<>();
  private final List<Item> ended = new ArrayList<>();
  private final List<Bill> bills = new ArrayList<>();
  private final List<Line> pending = new ArrayList<>();

  /**
   * Creates a subscription without invoices.
   *
   * @param subscriptionId null if its invoices do not refer to it
   */
  Billing(String subscriptionId, Supplier<String> invoiceIds, Item main) {
    this.subscriptionId = subscriptionId;
    this.invoiceIds = invoiceIds;
    this.main = main;
    this.items.add(main);
  }

  /** Returns the current cycle of the first item. */
  Period cycle() {
    return main.cycle();
  }

  /** Returns the active items, the first one first. */
  List<Item> items() {
    return List.copyOf(items);
  }

  /** Returns when the next cycle of any item begins. */
  Instant nextRenewal() {
    return items.stream().map(item -> item.cycle().end()).min(Instant::compareTo).orElseThrow();
  }

  List<Bill> bills() {
    return bills;
  }

  List<Slice> slices() {
    List<Slice> slices = new ArrayList<>();
    ended.forEach(item -> slices.addAll(item.slices()));
    items.forEach(item -> slices.addAll(item.slices()));
    return slices;
  }

  /** Adds another item before the start. */
  void include(Item item) {
    items.add(item);
  }

  /** Starts a first cycle and bills it immediately. */
  void start(Instant at, Payment payment) {
    start(at, at, 0, payment);
  }

  /**
   * Starts a first cycle of every item.
   *
   * @param written when the invoice is written; later than {@code at} if it is backdated
   * @param feeMinor a setup fee in minor units; 0 for none
   */
  void start(Instant at, Instant written, long feeMinor, Payment payment) {
    items.forEach(item -> item.start(at).ifPresent(pending::add));
    if (feeMinor > 0) {
      pending.add(new Line(Period.at(at), feeMinor, 0));
    }
    if (!pending.isEmpty()) {
      begin(advance(items), bill(written, written, Period.at(at), payment));
    }
  }

  /** Starts a partial cycle up to a billing anchor. */
  void startUntil(Instant billingAnchor, Instant at, Payment payment) {
    pending.add(main.startUntil(billingAnchor, at));
    begin(items, bill(at, at, Period.at(at), payment));
  }

  /** Starts a trial with an invoice of zero. The first cycle begins when the trial ends. */
  void startTrial(Instant at, Duration trial) {
    pending.add(main.startTrial(at, trial));
    bill(at, at, Period.at(at), Payment.AT_ONCE);
  }

  /**
   * Begins the next cycle and bills it together with all unbilled changes.
   *
   * @param lag time from the start of the cycle to the draft; negative if it is early
   * @param review how long it stays a draft
   */
  void renew(Duration lag, Duration review, Payment payment) {
    Instant at = nextRenewal();
    List<Item> due = items.stream().filter(item -> item.cycle().end().equals(at)).toList();
    List<Item> billed = due.stream().filter(item -> item.isMetered() || !item.isEnding()).toList();
    List<Item> ending = due.stream().filter(Item::isEnding).toList();
    items.removeAll(ending);
    ended.addAll(ending);
    if (billed.isEmpty()) {
      return;
    }
    Period elapsed = billed.stream().max(BY_LENGTH).orElseThrow().cycle();
    billed.forEach(item -> item.renew().ifPresent(pending::add));
    Instant written = at.plus(lag);
    begin(billed, bill(written, written.plus(review), elapsed, payment));
  }

  /** Bills usage of the elapsed cycle of the first item with its next renewal. */
  void addUsage(long amountMinor) {
    pending.add(new Line(main.cycle(), amountMinor, 0));
    main.addUsage(amountMinor);
  }

  /** Changes the price within the cycle and bills the difference immediately. */
  void changeNow(Instant at, long priceMinor) {
    changeNow(main, at, priceMinor);
  }

  /** Changes the price within the cycle; the next invoice bills the difference. */
  void changeLater(Instant at, long priceMinor) {
    changeLater(main, at, priceMinor);
  }

  void changeNow(Item item, Instant at, long priceMinor) {
    changeLater(item, at, priceMinor);
    bill(at, at, elapsed(item, at), Payment.AT_ONCE);
  }

  void changeLater(Item item, Instant at, long priceMinor) {
    pending.add(item.credit(at));
    pending.add(item.charge(at, priceMinor));
  }

  /** Adds an item whose first whole cycle begins now and bills it immediately. */
  void add(Item item, Instant at) {
    Period usage = elapsed(main, at);
    item.start(at).ifPresent(pending::add);
    items.add(item);
    begin(List.of(item), bill(at, at, usage, Payment.AT_ONCE));
  }

  /** Adds an item with a partial cycle up to a billing anchor and bills it immediately. */
  void addUntil(Item item, Instant billingAnchor, Instant at) {
    Period usage = elapsed(main, at);
    pending.add(item.startUntil(billingAnchor, at));
    items.add(item);
    begin(List.of(item), bill(at, at, usage, Payment.AT_ONCE));
  }

  /** Ends an item within its cycle and credits the rest immediately. */
  void removeWithCredit(Item item, Instant at) {
    pending.add(item.credit(at));
    items.remove(item);
    ended.add(item);
    bill(at, at, elapsed(item, at), Payment.AT_ONCE);
  }

  /** Bills only a one-off item with a service period, immediately. */
  void billOnce(Instant at, Line line) {
    List<Line> lines = List.of(line);
    Period usage = elapsed(main, at);
    bills.add(
        new Bill(
            invoiceIds.get(), subscriptionId, at, at, null, usage, lines, "", Payment.AT_ONCE));
  }

  /** Starts a new cycle with another interval and credits the rest of the old one. */
  void switchTo(Instant at, Plan next, Payment payment) {
    pending.add(main.credit(at));
    pending.add(main.restart(at, next));
    begin(items, bill(at, at, Period.at(at), payment));
  }

  /** Ends the subscription immediately and credits the rest of the cycle. */
  void cancelWithCredit(Instant at) {
    pending.add(main.credit(at));
    bill(at, at, elapsed(main, at), Payment.AT_ONCE);
  }

  private static Period elapsed(Item item, Instant at) {
    return new Period(item.cycle().start(), at);
  }

  private static List<Item> advance(List<Item> items) {
    return items.stream().filter(item -> !item.isMetered()).toList();
  }

  private static void begin(List<Item> billed, String invoiceId) {
    billed.forEach(item -> item.billedBy(invoiceId));
  }

  /** Bills all pending lines. Returns the id of the invoice. */
  private String bill(Instant written, Instant isFinal, Period usage, Payment payment) {
    String id = invoiceIds.get();
    String code = main.couponCode();
    bills.add(new Bill(id, subscriptionId, written, isFinal, null, usage, pending, code, payment));
    pending.clear();
    ended.forEach(item -> item.allBilledBy(id));
    items.forEach(item -> item.allBilledBy(id));
    return id;
  }
}
