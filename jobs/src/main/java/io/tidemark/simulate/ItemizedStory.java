package io.tidemark.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Map;

/** Simulates the events of a subscription with several items or a metered item. */
final class ItemizedStory implements Story {
  private final Dice dice;
  private final Rates rates;
  private final BillingPattern pattern;
  private final Instant worldEnd;
  private final String subscriptionId;
  private final Map<Item, Offer> offers = new IdentityHashMap<>();
  private Item main;
  private Billing billing;
  private Offer metered;

  ItemizedStory(Dice dice, Rates rates, BillingPattern pattern, Instant worldEnd) {
    this.dice = dice;
    this.rates = rates;
    this.pattern = pattern;
    this.worldEnd = worldEnd;
    this.subscriptionId = dice.id("sub_", 24);
  }

  @Override
  public Instant play(Instant start) {
    main = pattern == BillingPattern.ARREARS ? arrears() : inAdvance(licenceInterval());
    billing = new Billing(subscriptionId, () -> dice.id("in_", 24), main);
    switch (pattern) {
      case MIXED_INTERVALS -> billing.include(inAdvance(addOnInterval()));
      case YEARLY_LICENCE_MONTHLY_USAGE ->
          billing.include(Item.metered(Interval.MONTH, this::usage));
      default -> {}
    }
    billing.start(start, Payment.AT_ONCE);
    Instant last = start;
    while (!billing.items().isEmpty() && last.isBefore(worldEnd)) {
      last = playUntilRenewal(last);
    }
    return last;
  }

  @Override
  public Billing billing() {
    return billing;
  }

  /** Simulates the events up to the next cycle of any item and begins that cycle. */
  private Instant playUntilRenewal(Instant from) {
    switch (pattern) {
      case ADD_ONS -> changeItems(from, playAddOns(momentBeforeRenewal(from)));
      case LICENCE_AND_USAGE -> {
        billing.addUsage(usage());
        if (dice.chance(rates.changes().withRenewal())) {
          main.reprice(changed(main));
        }
      }
      case ARREARS -> {
        boolean isChanging = dice.chance(rates.changes().withRenewal());
        metered = isChanging ? metered.changed(dice) : metered;
      }
      default -> changeItems(from, momentBeforeRenewal(from));
    }
    Instant renewal = billing.nextRenewal();
    boolean isLastCycle = main.cycle().end().equals(renewal);
    if (isLastCycle && dice.chance(rates.endings().atPeriodEnd())) {
      billing.items().forEach(Item::endWithCycle);
    }
    billing.renew(dice.minutes(0, 1), dice.minutes(60, 61), Payment.AT_ONCE);
    return renewal;
  }

  /**
   * Changes prices. The rates apply to a whole cycle of each item, so they are scaled to this step.
   */
  private void changeItems(Instant from, Instant at) {
    Period step = new Period(from, billing.nextRenewal());
    Instant moment = at;
    for (Item item : billing.items()) {
      double part = (double) step.seconds() / item.cycle().seconds();
      Rates.Changes changes = rates.changes();
      int drawn = dice.pick(changes.atOnce() * part, changes.withRenewal() * part);
      if (drawn > 1 || item.isMetered() || item.isEnding()) {
        continue;
      }
      moment = momentBeforeRenewal(moment);
      if (drawn == 0) {
        billing.changeNow(item, moment, changed(item));
      } else {
        billing.changeLater(item, moment, changed(item));
      }
    }
  }

  /** Adds an add-on if there is none, ends it, or bills a one-off item. */
  private Instant playAddOns(Instant at) {
    if (billing.items().size() == 1) {
      boolean isYearly = main.plan().interval() == Interval.YEAR;
      if (!main.isEnding() && dice.chance(isYearly ? 0.7 : 0.2)) {
        beginAddOn(at);
        return momentBeforeRenewal(at);
      }
      return at;
    }
    Item addOn = billing.items().get(1);
    switch (dice.pick(0.10, 0.06, 0.04)) {
      case 0 -> addOn.endWithCycle();
      case 1 -> billing.removeWithCredit(addOn, at);
      case 2 -> billing.billOnce(at, OneOff.item(dice, at));
      default -> {}
    }
    return momentBeforeRenewal(at);
  }

  private void beginAddOn(Instant at) {
    Item addOn = inAdvance(addOnInterval());
    boolean isShorter =
        addOn.plan().interval().boundary(at, 1).isBefore(main.plan().interval().boundary(at, 1));
    if (isShorter && dice.chance(0.5)) {
      billing.addUntil(addOn, main.anchor(), at);
    } else {
      billing.add(addOn, at);
    }
  }

  private Item arrears() {
    Interval interval = dice.oneOf(Interval.MONTH, Interval.MONTH, Interval.QUARTER, Interval.WEEK);
    metered = paidOffer().every(interval);
    return Item.metered(interval, () -> metered.plan().priceMinor());
  }

  private Item inAdvance(Interval interval) {
    Offer offer = paidOffer().every(interval);
    Item item = Item.inAdvance(offer.plan(), Coupon.NONE);
    offers.put(item, offer);
    return item;
  }

  private Offer paidOffer() {
    Offer offer = Offer.first(dice, rates.mix());
    return offer.isFree() ? offer.changed(dice) : offer;
  }

  private long changed(Item item) {
    Offer offer = offers.get(item).changed(dice);
    offers.put(item, offer);
    return offer.plan().priceMinor();
  }

  private Interval licenceInterval() {
    return switch (pattern) {
      case MIXED_INTERVALS, ADD_ONS ->
          dice.oneOf(Interval.YEAR, Interval.YEAR, Interval.HALF_YEAR, Interval.QUARTER);
      case YEARLY_LICENCE_MONTHLY_USAGE -> Interval.YEAR;
      default -> dice.oneOf(Interval.MONTH, Interval.MONTH, Interval.QUARTER);
    };
  }

  private Interval addOnInterval() {
    return switch (main.plan().interval()) {
      case YEAR, HALF_YEAR -> dice.oneOf(Interval.MONTH, Interval.MONTH, Interval.QUARTER);
      default -> Interval.MONTH;
    };
  }

  /** Draws the amount of a metered cycle: zero for one cycle in five, otherwise up to 400.00. */
  private long usage() {
    return dice.chance(0.2) ? 0 : dice.between(1, dice.oneOf(500, 5_000, 40_000));
  }

  private Instant momentBeforeRenewal(Instant from) {
    Instant first = from.plus(Duration.ofMinutes(70));
    Instant last = billing.nextRenewal().minus(Duration.ofHours(2));
    return first.isBefore(last) ? dice.moment(first, last) : from;
  }
}
