package io.tidemark.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Bills one subscription as Stripe does, and notes what it is worth meanwhile. Calls come in the
 * order of time; every change lies within the current cycle.
 *
 * <p>Prorations go by the second over the whole cycle and are computed from discounted prices: a
 * credit for what is left at the old price and a charge for it at the new, each rounded by itself.
 */
final class Billing {
  private final String subscriptionId;
  private final Supplier<String> invoiceIds;
  private final Coupon coupon;
  private final List<Bill> bills = new ArrayList<>();
  private final List<Slice> slices = new ArrayList<>();
  private final List<Line> pending = new ArrayList<>();

  private Plan plan;
  private long netMinor;
  private Instant anchor;
  private int cycleNumber;
  private Period cycle;

  Billing(String subscriptionId, Supplier<String> invoiceIds, Plan plan, Coupon coupon) {
    this.subscriptionId = subscriptionId;
    this.invoiceIds = invoiceIds;
    this.plan = plan;
    this.coupon = coupon;
  }

  Period cycle() {
    return cycle;
  }

  List<Bill> bills() {
    return bills;
  }

  List<Slice> slices() {
    return slices;
  }

  /** Starts with a first cycle, billed at once. */
  void start(Instant at, Payment payment) {
    restart(at, payment);
  }

  /** Starts with a trial: an invoice of nothing, and the first cycle when the trial ends. */
  void startTrial(Instant at, Duration trial) {
    cycle = new Period(at, at.plus(trial));
    anchor = cycle.end();
    cycleNumber = -1;
    pending.add(new Line(cycle, 0, 0));
    bill(at, at, Period.at(at), Payment.AT_ONCE);
  }

  /**
   * Begins the next cycle and bills it, with whatever changes wait to be billed.
   *
   * @param lag how long after the cycle's start the draft is written
   * @param review how long it stays a draft
   */
  void renew(Duration lag, Duration review, Payment payment) {
    Period previous = cycle;
    cycleNumber++;
    cycle = new Period(previous.end(), plan.interval().boundary(anchor, cycleNumber + 1));
    Instant written = cycle.start().plus(lag);
    beginCycle(written, written.plus(review), previous, payment);
  }

  /** Changes the price within the cycle and bills the difference at once. */
  void changeNow(Instant at, long priceMinor) {
    changeLater(at, priceMinor);
    bill(at, at, new Period(cycle.start(), at), Payment.AT_ONCE);
  }

  /** Changes the price within the cycle; the next invoice bills the difference. */
  void changeLater(Instant at, long priceMinor) {
    credit(at);
    plan = new Plan(plan.interval(), priceMinor);
    netMinor = priceMinor - coupon.discount(priceMinor, at);
    pending.add(new Line(cycle.from(at), leftOf(netMinor, at), 0));
    note(slices.get(slices.size() - 1).cycleInvoiceId(), null, at);
  }

  /** Restarts the period with another interval, crediting what is left of the old cycle. */
  void switchTo(Instant at, Plan next, Payment payment) {
    credit(at);
    plan = next;
    restart(at, payment);
  }

  /** Ends the subscription at once and credits what is left of the cycle. */
  void cancelWithCredit(Instant at) {
    credit(at);
    bill(at, at, new Period(cycle.start(), at), Payment.AT_ONCE);
  }

  private void restart(Instant at, Payment payment) {
    anchor = at;
    cycleNumber = 0;
    cycle = new Period(at, plan.interval().boundary(at, 1));
    beginCycle(at, at, Period.at(at), payment);
  }

  private void beginCycle(Instant written, Instant isFinal, Period usage, Payment payment) {
    long discount = coupon.discount(plan.priceMinor(), cycle.start());
    netMinor = plan.priceMinor() - discount;
    pending.add(new Line(cycle, plan.priceMinor(), discount));
    String invoiceId = bill(written, isFinal, usage, payment);
    note(invoiceId, invoiceId, cycle.start());
  }

  /** What is left of the cycle at the old price is owed back from here on. */
  private void credit(Instant at) {
    pending.add(new Line(cycle.from(at), -leftOf(netMinor, at), 0));
    int last = slices.size() - 1;
    slices.set(last, slices.get(last).endingAt(at));
  }

  private long leftOf(long amountMinor, Instant at) {
    return Cents.share(amountMinor, cycle.from(at).seconds(), cycle.seconds());
  }

  /** Bills all that is pending; returns the invoice's id. */
  private String bill(Instant written, Instant isFinal, Period usage, Payment payment) {
    String id = invoiceIds.get();
    String code = coupon.appliesAt(cycle.start()) ? coupon.code() : "";
    bills.add(new Bill(id, subscriptionId, written, isFinal, null, usage, pending, code, payment));
    pending.clear();
    slices.replaceAll(slice -> slice.orBilledBy(id));
    return id;
  }

  private void note(String cycleInvoiceId, String billedBy, Instant from) {
    long mrr = plan.interval().monthly(netMinor);
    slices.add(new Slice(cycleInvoiceId, billedBy, from, cycle.end(), mrr));
  }
}
