package io.tidemark.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Generates the customers of a world one after another, independently of each other. */
final class Lives {
  private static final Duration DAY = Duration.ofDays(1);

  private final SimulationOptions options;
  private final Rates rates;

  private Lives(SimulationOptions options) {
    this.options = options;
    this.rates = options.rates();
  }

  /** Returns all subscribers, with leads between them. The stream is lazy. */
  static Stream<Life> of(SimulationOptions options) {
    Lives lives = new Lives(options);
    return IntStream.range(0, options.subscriptions()).boxed().flatMap(lives::lives);
  }

  private Stream<Life> lives(int number) {
    Dice dice = Dice.of(options.seed(), number, options.hasSeconds());
    Life subscriber = subscriber(dice.split());
    return dice.chance(rates.mix().leads())
        ? Stream.of(subscriber, lead(dice))
        : Stream.of(subscriber);
  }

  private Life subscriber(Dice dice) {
    Instant start = arrival(dice);
    BillingAccount account =
        new BillingAccount(
            dice.id("cus_", 14),
            dice.chance(rates.mix().dollars()) ? "USD" : "EUR",
            dice.chance(rates.mix().taxed()) ? dice.oneOf(19, 20, 21) : 0,
            dice.chance(rates.payments().byInvoice())
                ? dice.oneOf(DAY.multipliedBy(14), DAY.multipliedBy(30))
                : null);
    List<Billing> subscriptions = subscriptions(dice, account, start);
    List<Bill> oneOffs =
        dice.chance(rates.mix().oneOffs())
            ? List.of(OneOff.bill(dice, start, options.to()))
            : List.of();
    SimulatedCustomer customer =
        new SimulatedCustomer(
            account.customerId(),
            start.minus(dice.minutes(0, dice.oneOf(1, 10, 10, 60 * 24 * 90))),
            0,
            0,
            account.taxPercent() > 0,
            !dice.chance(rates.mix().unlisted()));
    return Life.of(customer, account, subscriptions, oneOffs, options);
  }

  private List<Billing> subscriptions(Dice dice, BillingAccount account, Instant start) {
    List<Billing> subscriptions = new ArrayList<>();
    if (dice.chance(rates.mix().secondSubscriptions())) {
      Story second = story(dice.split(), account);
      second.play(dice.moment(start.plus(DAY), start.plus(DAY.multipliedBy(200))));
      subscriptions.add(second.billing());
    }
    Instant next = start;
    do {
      Story story = story(dice.split(), account);
      Instant end = story.play(next);
      subscriptions.add(story.billing());
      next = dice.moment(end.plus(DAY), end.plus(DAY.multipliedBy(180)));
    } while (next.isBefore(options.to()) && dice.chance(rates.endings().returns()));
    return subscriptions;
  }

  private Story story(Dice dice, BillingAccount account) {
    BillingPattern pattern = rates.patterns().isEmpty() ? null : pattern(dice);
    return pattern != null && pattern.isItemized()
        ? new ItemizedStory(dice, rates, pattern, options.to())
        : new SubscriptionStory(dice, rates, pattern, account.terms() != null, options.to());
  }

  private BillingPattern pattern(Dice dice) {
    BillingPattern[] patterns = BillingPattern.values();
    double[] shares =
        Stream.of(patterns).mapToDouble(p -> rates.patterns().getOrDefault(p, 0.0)).toArray();
    int drawn = dice.pick(shares);
    return drawn < patterns.length ? patterns[drawn] : null;
  }

  private Life lead(Dice dice) {
    SimulatedCustomer customer =
        new SimulatedCustomer(dice.id("cus_", 14), arrival(dice), 0, 0, false, true);
    return new Life(customer, List.of(), List.of());
  }

  /** Draws the time of arrival. More customers arrive later, and most during the day. */
  private Instant arrival(Dice dice) {
    Instant one = dice.moment(options.from(), options.to());
    Instant other = dice.chance(0.4) ? dice.moment(options.from(), options.to()) : one;
    Instant later = one.isAfter(other) ? one : other;
    boolean isNight = later.getEpochSecond() / 3600 % 24 < 6;
    Instant byDay = later.plus(Duration.ofHours(isNight && dice.chance(0.8) ? 8 : 0));
    return byDay.isBefore(options.to()) ? byDay : later;
  }
}
