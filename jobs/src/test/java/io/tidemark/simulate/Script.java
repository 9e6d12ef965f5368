package io.tidemark.simulate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** One subscription, told step by step; what it bills and what it is worth come out as text. */
final class Script {
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("MMM d H:mm", Locale.ROOT);

  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("MMM d yyyy H:mm", Locale.ROOT);

  private final Billing billing;
  private BillingAccount account = new BillingAccount("cus_1", "EUR", 0, null);
  private Instant worldEnd = at("2040-01-01 0:00");

  private Script(Item main) {
    AtomicInteger number = new AtomicInteger();
    this.billing = new Billing("sub_1", () -> "in_" + number.incrementAndGet(), main);
  }

  static Script of(Interval interval, long priceMinor) {
    return of(interval, priceMinor, Coupon.NONE);
  }

  static Script of(Interval interval, long priceMinor, Coupon coupon) {
    return of(Item.inAdvance(new Plan(interval, priceMinor), coupon));
  }

  static Script of(Item main) {
    return new Script(main);
  }

  static Item item(Interval interval, long priceMinor) {
    return Item.inAdvance(new Plan(interval, priceMinor), Coupon.NONE);
  }

  /** Includes another item from the start. */
  Script with(Item item) {
    billing.include(item);
    return this;
  }

  /** A time as {@code 2024-01-31 9:00}, in UTC. */
  static Instant at(String time) {
    return LocalDateTime.parse(time, DateTimeFormatter.ofPattern("yyyy-MM-dd H:mm"))
        .toInstant(ZoneOffset.UTC);
  }

  Script start(String time) {
    billing.start(at(time), Payment.AT_ONCE);
    return this;
  }

  Script renew(int times) {
    for (int i = 0; i < times; i++) {
      renew(Payment.AT_ONCE);
    }
    return this;
  }

  /** Drafted as the cycle starts, final an hour later. */
  Script renew(Payment payment) {
    billing.renew(Duration.ZERO, Duration.ofHours(1), payment);
    return this;
  }

  Script then(Consumer<Billing> step) {
    step.accept(billing);
    return this;
  }

  Script withTax(int percent) {
    account = new BillingAccount("cus_1", "EUR", percent, null);
    return this;
  }

  Script worldEndsAt(String time) {
    worldEnd = at(time);
    return this;
  }

  List<SimulatedInvoice> invoices() {
    return life().invoices();
  }

  /** Each invoice as: service period | usage period | net. */
  List<String> bills() {
    return invoices().stream()
        .map(i -> text(i.service()) + " | " + text(i.usage()) + " | " + i.netMinor())
        .toList();
  }

  /** Each interval as: from - to: MRR. */
  List<String> truth() {
    List<String> intervals = new ArrayList<>();
    for (TrueMrr interval : life().truth()) {
      String unbilled = interval.isBilled() ? "" : " not billed";
      intervals.add(
          interval.validFrom()
              + " - "
              + interval.validTo()
              + ": "
              + interval.mrrMinor()
              + unbilled);
    }
    return intervals;
  }

  private Life life() {
    SimulatedCustomer customer = new SimulatedCustomer("cus_1", Instant.EPOCH, 0, 0, false, true);
    WorldOptions options = WorldOptions.of(1, 1, Instant.parse("2020-01-01T00:00:00Z"), worldEnd);
    return Life.of(customer, account, List.of(billing), List.of(), options.options());
  }

  /** The end's year is named where it is not the start's. */
  private static String text(Period period) {
    LocalDateTime start = LocalDateTime.ofInstant(period.start(), ZoneOffset.UTC);
    LocalDateTime end = LocalDateTime.ofInstant(period.end(), ZoneOffset.UTC);
    if (start.equals(end)) {
      return SHORT.format(start);
    }
    DateTimeFormatter format = start.getYear() == end.getYear() ? SHORT : LONG;
    return SHORT.format(start) + " - " + format.format(end);
  }
}
