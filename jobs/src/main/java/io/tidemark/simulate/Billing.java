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
    restart(at, List.of(), payment);
  }

  /** Starts with a trial: an invoice of nothing, and the first cycle when the trial ends. */
  void startTrial(Instant at, Duration trial, Payment payment) {
    cycle = new Period(at, at.plus(trial));
    anchor = cycle.end();
    cycleNumber = -1;
    netMinor = 0;
    bill(at, at, Period.at(at), List.of(new Line(cycle, 0, 0)), payment);
  }

  /**
   * Begins the next cycle, with whatever changes wait to be billed.
   *
   * @param lag how long after the cycle's start the draft is written
   * @param review how long it stays a draft
   */
  void renew(Duration lag, Duration review, Payment payment) {
    Period previous = cycle;
    cycleNumber++;
    cycle = new Period(previous.end(), plan.interval().boundary(anchor, cycleNumber + 1));
    List<Line> lines = new ArrayList<>(pending);
    pending.clear();
    lines.add(wholeCycle());
    Instant written = cycle.start().plus(lag);
    Bill bill = bill(written, written.plus(review), previous, lines, payment);
    note(bill.invoiceId(), cycle.start());
  }

  /** Changes the price within the cycle and bills the difference at once. */
  void changeNow(Instant at, long priceMinor) {
    List<Line> lines = new ArrayList<>(pending);
    pending.clear();
    lines.addAll(change(at, priceMinor));
    bill(at, at, new Period(cycle.start(), at), lines, Payment.AT_ONCE);
  }

  /** Changes the price within the cycle; the next invoice bills the difference. */
  void changeLater(Instant at, long priceMinor) {
    pending.addAll(change(at, priceMinor));
  }

  /** Restarts the period with another interval, crediting what is left of the old cycle. */
  void switchTo(Instant at, Plan next, Payment payment) {
    List<Line> lines = new ArrayList<>(pending);
    pending.clear();
    lines.add(new Line(cycle.from(at), -leftOf(netMinor, at), 0));
    cut(at);
    plan = next;
    restart(at, lines, payment);
  }

  /** Ends the subscription at once and credits what is left of the cycle. */
  void cancelWithCredit(Instant at) {
    List<Line> lines = new ArrayList<>(pending);
    pending.clear();
    lines.add(new Line(cycle.from(at), -leftOf(netMinor, at), 0));
    bill(at, at, new Period(cycle.start(), at), lines, Payment.AT_ONCE);
    cut(at);
  }

  private void restart(Instant at, List<Line> credits, Payment payment) {
    anchor = at;
    cycleNumber = 0;
    cycle = new Period(at, plan.interval().boundary(at, 1));
    List<Line> lines = new ArrayList<>(credits);
    lines.add(wholeCycle());
    Bill bill = bill(at, at, Period.at(at), lines, payment);
    note(bill.invoiceId(), at);
  }

  private Line wholeCycle() {
    long discount = coupon.discount(plan.priceMinor(), cycle.start());
    netMinor = plan.priceMinor() - discount;
    return new Line(cycle, plan.priceMinor(), discount);
  }

  private List<Line> change(Instant at, long priceMinor) {
    Line credit = new Line(cycle.from(at), -leftOf(netMinor, at), 0);
    plan = new Plan(plan.interval(), priceMinor);
    netMinor = priceMinor - coupon.discount(priceMinor, at);
    Line charge = new Line(cycle.from(at), leftOf(netMinor, at), 0);
    String invoiceId = slices.get(slices.size() - 1).invoiceId();
    cut(at);
    note(invoiceId, at);
    return List.of(credit, charge);
  }

  private long leftOf(long amountMinor, Instant at) {
    return Cents.share(amountMinor, cycle.from(at).seconds(), cycle.seconds());
  }

  private Bill bill(
      Instant created, Instant finalized, Period usage, List<Line> lines, Payment payment) {
    String code = coupon.appliesAt(cycle.start()) ? coupon.code() : "";
    Bill bill =
        new Bill(
            invoiceIds.get(),
            subscriptionId,
            created,
            finalized,
            null,
            usage,
            lines,
            code,
            payment);
    bills.add(bill);
    return bill;
  }

  private void note(String invoiceId, Instant from) {
    slices.add(new Slice(invoiceId, from, cycle.end(), plan.interval().monthly(netMinor)));
  }

  private void cut(Instant at) {
    int last = slices.size() - 1;
    Slice slice = slices.get(last);
    slices.set(last, new Slice(slice.invoiceId(), slice.start(), at, slice.mrrMinor()));
  }
}
