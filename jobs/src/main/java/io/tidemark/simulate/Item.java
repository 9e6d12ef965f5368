package io.tidemark.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A priced item of a subscription, with its billing cycles, prorations and value.
 *
 * <p>An item is either billed in advance at a fixed price per cycle, or metered: the invoice at the
 * end of a cycle bills the amount of that cycle.
 */
final class Item {
  private final Coupon coupon;
  private final LongSupplier meter;
  private final List<Slice> slices = new ArrayList<>();

  private Plan plan;
  private long netMinor;
  private long usageMinor;
  private Instant anchor;
  private int cycleNumber;
  private Period cycle;
  private Period wholeCycle;
  private boolean isEnding;

  private Item(Plan plan, Coupon coupon, LongSupplier meter) {
    this.plan = plan;
    this.coupon = coupon;
    this.meter = meter;
  }

  static Item inAdvance(Plan plan, Coupon coupon) {
    return new Item(plan, coupon, null);
  }

  /**
   * Returns an item billed in arrears.
   *
   * @param meter returns the amount of a cycle in minor units; called once per cycle
   */
  static Item metered(Interval interval, LongSupplier meter) {
    return new Item(new Plan(interval, 0), Coupon.NONE, meter);
  }

  Plan plan() {
    return plan;
  }

  Period cycle() {
    return cycle;
  }

  Instant anchor() {
    return anchor;
  }

  List<Slice> slices() {
    return slices;
  }

  boolean isMetered() {
    return meter != null;
  }

  boolean isEnding() {
    return isEnding;
  }

  /** Makes the current cycle the last one. */
  void endWithCycle() {
    isEnding = true;
  }

  /** Starts a free trial. The first cycle begins when it ends. */
  Line startTrial(Instant at, Duration trial) {
    cycle = new Period(at, at.plus(trial));
    wholeCycle = cycle;
    anchor = cycle.end();
    cycleNumber = -1;
    return new Line(cycle, 0, 0);
  }

  /**
   * Starts a whole cycle. Returns the line to bill immediately, or empty if the item is metered.
   */
  Optional<Line> start(Instant at) {
    anchor = at;
    cycleNumber = -1;
    cycle = Period.at(at);
    return advance();
  }

  /**
   * Starts a partial cycle, prorated over the cycle that ends with it.
   *
   * @param billingAnchor the moment from which all cycles are counted; before or after the start
   */
  Line startUntil(Instant billingAnchor, Instant at) {
    anchor = billingAnchor;
    cycleNumber = -1;
    while (!plan.interval().boundary(anchor, cycleNumber + 1).isAfter(at)) {
      cycleNumber++;
    }
    Instant end = plan.interval().boundary(anchor, cycleNumber + 1);
    cycle = new Period(at, end);
    wholeCycle = new Period(plan.interval().boundary(anchor, cycleNumber), end);
    return price();
  }

  Line restart(Instant at, Plan next) {
    plan = next;
    return start(at).orElseThrow();
  }

  /**
   * Ends the current cycle and begins the next one, unless the item ends. Returns the line to bill:
   * the next cycle in advance, or the metered amount of the cycle that ended.
   */
  Optional<Line> renew() {
    if (!isMetered()) {
      return isEnding ? Optional.empty() : advance();
    }
    Optional<Line> elapsed = Optional.of(new Line(cycle, netMinor, 0));
    if (!isEnding) {
      advance();
    }
    return elapsed;
  }

  private Optional<Line> advance() {
    cycleNumber++;
    cycle = new Period(cycle.end(), plan.interval().boundary(anchor, cycleNumber + 1));
    wholeCycle = cycle;
    if (!isMetered()) {
      return Optional.of(price());
    }
    netMinor = meter.getAsLong();
    slices.add(Slice.inArrears(cycle, monthly()));
    return Optional.empty();
  }

  private Line price() {
    long discount = coupon.discount(plan.priceMinor(), cycle.start());
    netMinor = plan.priceMinor() - discount;
    return new Line(
        cycle, leftOf(plan.priceMinor(), cycle.start()), leftOf(discount, cycle.start()));
  }

  /** Returns the credit for the rest of the cycle and ends the value of the item there. */
  Line credit(Instant at) {
    int last = slices.size() - 1;
    slices.set(last, slices.get(last).endingAt(at));
    return new Line(cycle.from(at), -leftOf(netMinor, at), 0);
  }

  /** Returns the charge for the rest of the cycle at a new price. */
  Line charge(Instant at, long priceMinor) {
    plan = new Plan(plan.interval(), priceMinor);
    netMinor = priceMinor - coupon.discount(priceMinor, at);
    note(slices.get(slices.size() - 1).cycleInvoiceId(), null, at);
    return new Line(cycle.from(at), leftOf(netMinor, at), 0);
  }

  /** Sets the price of the next cycle. */
  void reprice(long priceMinor) {
    plan = new Plan(plan.interval(), priceMinor);
  }

  /** Adds usage of the elapsed cycle to the value of the next cycle, whose invoice bills it. */
  void addUsage(long amountMinor) {
    usageMinor = amountMinor;
  }

  /**
   * Records the invoice of the cycle that began or, for a metered item, of the cycle that ended.
   */
  void billedBy(String invoiceId) {
    if (isMetered()) {
      int ended = slices.size() - (isEnding ? 1 : 2);
      slices.set(ended, slices.get(ended).billedInArrearsBy(invoiceId));
    } else if (!isEnding) {
      note(invoiceId, invoiceId, cycle.start());
    }
  }

  /** Marks everything not yet billed as billed by an invoice. */
  void allBilledBy(String invoiceId) {
    slices.replaceAll(slice -> slice.orBilledBy(invoiceId));
  }

  String couponCode() {
    return coupon.appliesAt(cycle.start()) ? coupon.code() : "";
  }

  private long leftOf(long amountMinor, Instant at) {
    return Cents.share(amountMinor, cycle.from(at).seconds(), wholeCycle.seconds());
  }

  private void note(String cycleInvoiceId, String billedBy, Instant from) {
    slices.add(new Slice(cycleInvoiceId, billedBy, from, cycle.end(), monthly(), false));
    usageMinor = 0;
  }

  private long monthly() {
    return plan.interval().monthly(netMinor + usageMinor);
  }
}
