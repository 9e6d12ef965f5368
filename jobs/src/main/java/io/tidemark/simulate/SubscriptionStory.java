package io.tidemark.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BiConsumer;

/** Simulates the events of a subscription with one item. */
final class SubscriptionStory implements Story {
  private static final Duration TRIAL = Duration.ofDays(14);

  /** A first period shorter than this has no events. */
  private static final Duration SHORTEST = Duration.ofHours(4);

  private static final int DAY_MINUTES = 24 * 60;
  private static final int EARLY_DAYS = 6;

  /** The events of a cycle, in the order of {@link #drawEvent}. */
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
  private final BillingPattern pattern;
  private final PaymentHabit payments;
  private final Instant worldEnd;
  private final String subscriptionId;
  private boolean isEarly;
  private Offer offer;
  private Billing billing;

  /**
   * Creates a story.
   *
   * @param pattern null for none
   */
  SubscriptionStory(
      Dice dice, Rates rates, BillingPattern pattern, boolean isByInvoice, Instant worldEnd) {
    this.dice = dice;
    this.rates = rates;
    this.pattern = pattern;
    this.payments = new PaymentHabit(dice, rates.payments(), pattern, isByInvoice);
    this.worldEnd = worldEnd;
    this.subscriptionId = dice.id("sub_", 24);
  }

  @Override
  public Instant play(Instant start) {
    Offer drawn = Offer.first(dice, rates.mix());
    offer = pattern == null ? drawn : drawn.billedBy(pattern, dice);
    boolean isWeekly = is(BillingPattern.TRIALS_BEFORE_WEEKS);
    boolean isTrial =
        isWeekly || offer.interval().isCalendar() && dice.chance(rates.mix().trials());
    Duration trial = isWeekly ? Duration.ofDays(dice.oneOf(3, 7, 10, 14, 30)) : TRIAL;
    Coupon coupon =
        dice.chance(rates.mix().coupons())
            ? Coupon.drawn(dice, isTrial ? start.plus(trial) : start)
            : Coupon.NONE;
    billing =
        new Billing(
            is(BillingPattern.CONSOLIDATED_INVOICES) ? null : subscriptionId,
            () -> dice.id("in_", 24),
            Item.inAdvance(offer.plan(), coupon));
    if (!isTrial && dice.chance(rates.payments().incomplete())) {
      billing.start(start, new Payment(Payment.Outcome.VOID, Duration.ofHours(23)));
      return start;
    }
    if (isTrial) {
      billing.startTrial(start, trial);
      if (dice.chance(0.3)) {
        return billing.cycle().end();
      }
      renew(payments.next());
    } else {
      begin(start);
    }
    boolean isActive = true;
    while (isActive && billing.cycle().start().isBefore(worldEnd)) {
      isActive = playCycle();
    }
    return billing.cycle().end();
  }

  private void begin(Instant start) {
    Payment payment = payments.first();
    if (is(BillingPattern.ANCHORED_FIRST_PERIODS)) {
      billing.startUntil(offer.billingAnchor(dice, start), start, payment);
    } else if (is(BillingPattern.SETUP_FEES)) {
      billing.start(start, start, dice.oneOf(2_500L, 9_900L, 50_000L), payment);
    } else if (is(BillingPattern.EARLY_AND_BACKDATED)) {
      isEarly = dice.chance(0.5);
      Instant written = isEarly ? start : start.plus(dice.minutes(60, 5 * DAY_MINUTES));
      billing.start(start, written, 0, payment);
    } else {
      billing.start(start, payment);
    }
  }

  private boolean is(BillingPattern other) {
    return pattern == other;
  }

  @Override
  public Billing billing() {
    return billing;
  }

  /** Simulates the current cycle and begins the next one. Returns false if there is none. */
  private boolean playCycle() {
    if (billing.cycle().seconds() < SHORTEST.toSeconds()) {
      renew(payments.next());
      return true;
    }
    if (pattern != null && playPattern()) {
      return true;
    }
    switch (drawEvent()) {
      case CANCEL_AT_PERIOD_END, CANCEL_WITHOUT_CREDIT:
        return false;
      case CANCEL_WITH_CREDIT:
        billing.cancelWithCredit(momentOfCycle());
        return false;
      case GIVE_UP:
        renew(payments.never(billing.cycle()));
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
    renew(payments.next());
    return true;
  }

  /**
   * Simulates the events of the pattern in a cycle. Returns true if they already began the next
   * one.
   */
  private boolean playPattern() {
    switch (pattern) {
      case ONE_OFF_ITEMS -> {
        if (dice.chance(0.15)) {
          Instant at = momentOfCycle();
          billing.billOnce(at, OneOff.item(dice, at));
        }
      }
      case UNCOLLECTIBLE_PAUSES -> {
        if (dice.chance(0.08)) {
          pause();
          renew(payments.next());
          return true;
        }
      }
      case RESTARTS_WITH_CREDIT -> {
        if (offer.interval() == Interval.YEAR && dice.chance(0.5)) {
          return switchInterval();
        }
      }
      default -> {}
    }
    return false;
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

  /**
   * Begins a new cycle with another interval. A free or fixed-day plan only renews. Returns true.
   */
  private boolean switchInterval() {
    if (offer.isFree() || !offer.interval().isCalendar()) {
      renew(payments.next());
      return true;
    }
    offer = offer.switched(dice);
    billing.switchTo(momentOfCycle(), offer.plan(), Payment.AT_ONCE);
    return true;
  }

  private void pause() {
    Payment aside = payments.aside();
    for (int cycles = dice.between(1, 3); cycles > 0; cycles--) {
      renew(aside);
    }
  }

  private void renew(Payment payment) {
    if (is(BillingPattern.EARLY_AND_BACKDATED)) {
      Duration away = dice.minutes(60, (isEarly ? EARLY_DAYS : 3) * DAY_MINUTES);
      billing.renew(isEarly ? away.negated() : away, Duration.ofMinutes(60), payment);
      return;
    }
    int lag = dice.chance(0.02) ? dice.between(2, 5) : dice.below(2);
    int review = dice.chance(0.02) ? dice.between(62, 64) : dice.between(60, 61);
    billing.renew(dice.minutes(lag, lag), dice.minutes(review, review), payment);
  }

  /**
   * Draws a moment in the cycle after its invoice is final. In the first cycle, it is occasionally
   * minutes after the start.
   */
  private Instant momentOfCycle() {
    Instant start = billing.cycle().start();
    Instant isFinal = start.plus(Duration.ofMinutes(70));
    boolean isNew = billing.bills().size() == 1;
    return isNew && dice.chance(0.05)
        ? dice.moment(start.plus(Duration.ofMinutes(1)), isFinal)
        : dice.moment(isFinal, lastMoment());
  }

  private Instant lastMoment() {
    Instant end = billing.cycle().end().minus(Duration.ofHours(2));
    return isEarly ? end.minus(Duration.ofDays(EARLY_DAYS)) : end;
  }
}
