package io.tidemark.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/** Decides what happens to one subscription, from its start until it ends or the world does. */
final class SubscriptionStory {
  private static final Duration TRIAL = Duration.ofDays(14);
  private static final Duration GIVING_UP = Duration.ofDays(21);

  /** What can happen in a cycle, in the order of {@link #drawEvent}. */
  private enum CycleEvent {
    CHANGE_AT_ONCE,
    CHANGE_WITH_RENEWAL,
    SWITCH,
    CANCEL_AT_PERIOD_END,
    CANCEL_WITH_CREDIT,
    CANCEL_WITHOUT_CREDIT,
    PAUSE,
    GIVE_UP,
    NOTHING
  }

  private final Dice dice;
  private final Rates rates;
  private final boolean isByInvoice;
  private final Instant worldEnd;
  private final String subscriptionId;
  private Offer offer;
  private Billing billing;

  SubscriptionStory(Dice dice, Rates rates, boolean isByInvoice, Instant worldEnd) {
    this.dice = dice;
    this.rates = rates;
    this.isByInvoice = isByInvoice;
    this.worldEnd = worldEnd;
    this.subscriptionId = dice.id("sub_", 24);
  }

  /** Plays it; then {@link #billing} has what was billed. Returns when it ended. */
  Instant play(Instant start) {
    offer = Offer.first(dice, rates.mix());
    boolean isTrial = offer.interval().isCalendar() && dice.chance(rates.mix().trials());
    Coupon coupon = coupon(isTrial ? start.plus(TRIAL) : start);
    billing = new Billing(subscriptionId, () -> dice.id("in_", 24), offer.plan(), coupon);
    if (!isTrial && dice.chance(rates.payments().incomplete())) {
      billing.start(start, new Payment(Payment.Outcome.VOID, Duration.ofHours(23)));
      return start;
    }
    if (isTrial) {
      billing.startTrial(start, TRIAL);
      if (dice.chance(0.3)) {
        return billing.cycle().end();
      }
      renew(payment());
    } else {
      billing.start(start, firstPayment());
    }
    boolean goesOn = true;
    while (goesOn && billing.cycle().start().isBefore(worldEnd)) {
      goesOn = playCycle();
    }
    return billing.cycle().end();
  }

  Billing billing() {
    return billing;
  }

  /** Plays the current cycle and begins the next; false when there is none. */
  private boolean playCycle() {
    switch (drawEvent()) {
      case CANCEL_AT_PERIOD_END, CANCEL_WITHOUT_CREDIT:
        return false;
      case CANCEL_WITH_CREDIT:
        billing.cancelWithCredit(momentOfCycle());
        return false;
      case GIVE_UP:
        renew(neverPaid());
        return false;
      case SWITCH:
        return switchInterval();
      case CHANGE_AT_ONCE:
        change(billing::changeNow, rates.changes().againAtOnce());
        break;
      case CHANGE_WITH_RENEWAL:
        change(billing::changeLater, rates.changes().againWithRenewal());
        break;
      case PAUSE:
        pause();
        break;
      case NOTHING:
        break;
    }
    renew(payment());
    return true;
  }

  private CycleEvent drawEvent() {
    Rates.Changes changes = rates.changes();
    Rates.Endings endings = rates.endings();
    Rates.Payments payments = rates.payments();
    int drawn =
        dice.pick(
            changes.atOnce(),
            changes.withRenewal(),
            changes.switches(),
            endings.atPeriodEnd(),
            endings.withCredit(),
            endings.withoutCredit(),
            payments.paused(),
            payments.givenUp());
    return CycleEvent.values()[drawn];
  }

  private void change(BiConsumer<Instant, Long> billed, double again) {
    Instant at = momentOfCycle();
    offer = offer.changed(dice);
    billed.accept(at, offer.plan().priceMinor());
    if (dice.chance(again)) {
      offer = offer.changed(dice);
      Instant later =
          dice.moment(at.plus(Duration.ofMinutes(1)), lastMoment().plus(Duration.ofHours(1)));
      billed.accept(later, offer.plan().priceMinor());
    }
  }

  /** Begins a new cycle by itself; a free or fixed-day plan just renews. */
  private boolean switchInterval() {
    if (offer.isFree() || !offer.interval().isCalendar()) {
      renew(payment());
      return true;
    }
    offer = offer.switched(dice);
    billing.switchTo(momentOfCycle(), offer.plan(), Payment.AT_ONCE);
    return true;
  }

  private void pause() {
    Payment aside =
        dice.oneOf(
            Payment.KEPT_DRAFT,
            new Payment(Payment.Outcome.VOID, Duration.ZERO),
            new Payment(Payment.Outcome.UNCOLLECTIBLE, Duration.ZERO));
    for (int cycles = dice.between(1, 3); cycles > 0; cycles--) {
      renew(aside);
    }
  }

  private void renew(Payment payment) {
    int lag = dice.chance(0.02) ? dice.between(2, 5) : dice.below(2);
    int review = dice.chance(0.02) ? dice.between(62, 64) : dice.between(60, 61);
    billing.renew(dice.minutes(lag, lag), dice.minutes(review, review), payment);
  }

  private Payment firstPayment() {
    return isByInvoice ? paidWithin(30) : Payment.AT_ONCE;
  }

  private Payment payment() {
    return isByInvoice || dice.chance(rates.payments().late()) ? paidWithin(14) : Payment.AT_ONCE;
  }

  private Payment paidWithin(int days) {
    return new Payment(Payment.Outcome.PAID, dice.minutes(60, days * 24 * 60));
  }

  private Payment neverPaid() {
    Payment.Outcome outcome =
        dice.oneOf(
            Payment.Outcome.CLOSED,
            Payment.Outcome.CLOSED,
            Payment.Outcome.UNCOLLECTIBLE,
            Payment.Outcome.VOID);
    Duration cycle = Duration.ofSeconds(billing.cycle().seconds()).minusHours(3);
    return new Payment(outcome, GIVING_UP.compareTo(cycle) < 0 ? GIVING_UP : cycle);
  }

  private Coupon coupon(Instant firstCycle) {
    if (!dice.chance(rates.mix().coupons())) {
      return Coupon.NONE;
    }
    return switch (dice.below(9)) {
      case 0, 1 -> Coupon.once("WELCOME20", 20, firstCycle);
      case 2, 3 -> new Coupon("SPRING50", 50, Interval.MONTH.boundary(firstCycle, 3));
      case 4, 5 -> new Coupon("PARTNER15", 15, Interval.MONTH.boundary(firstCycle, 12));
      case 6, 7 -> new Coupon("FOUNDERS5", 5, Instant.MAX);
      default -> new Coupon("GUEST100", 100, Interval.MONTH.boundary(firstCycle, 3));
    };
  }

  /** Anywhere in the cycle after its draft is final; of a new one, now and then minutes in. */
  private Instant momentOfCycle() {
    Instant start = billing.cycle().start();
    Instant isFinal = start.plus(Duration.ofMinutes(70));
    boolean isNew = billing.bills().size() == 1;
    return isNew && dice.chance(0.05)
        ? dice.moment(start.plus(Duration.ofMinutes(1)), isFinal)
        : dice.moment(isFinal, lastMoment());
  }

  private Instant lastMoment() {
    return billing.cycle().end().minus(Duration.ofHours(2));
  }
}
