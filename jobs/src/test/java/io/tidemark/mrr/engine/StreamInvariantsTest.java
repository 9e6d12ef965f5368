package io.tidemark.mrr.engine;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.tidemark.tables.InvoiceStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules that hold for every subscription of several billing intervals, on seeded random ones. */
class StreamInvariantsTest {
  /** Mutation testing sets fewer: a mutant that lives repeats all of them. */
  private static final int SUBSCRIPTIONS =
      Integer.getInteger("stream.invariants.subscriptions", 3_000);

  private static final long[] PRICES = {500, 990, 1_250, 2_900, 9_900, 12_345};
  private static final Length[] LENGTHS = {
    new Length(7, 0), new Length(0, 1), new Length(0, 3), new Length(0, 12)
  };

  @Test
  @DisplayName("The books of random subscriptions of several intervals balance to the fraction")
  void theBooksBalance() {
    for (int seed = 1; seed <= SUBSCRIPTIONS; seed++) {
      Random random = new Random(seed * 7_919L);
      LocalDateTime anchor =
          LocalDateTime.of(2023, 1, 1, random.nextInt(24), 0).plusDays(random.nextInt(365));
      LocalDateTime through = anchor.plusDays(60 + random.nextInt(700));
      List<Invoice> invoices = invoices(random, anchor, through);
      assertThatCode(
              () -> BillingCase.of(invoices, through.toInstant(ZoneOffset.UTC)).assertBalanced())
          .as("seed %d: %s", seed, invoices)
          .doesNotThrowAnyException();
    }
  }

  /** Bills all items that are due at the same time on one invoice. */
  private static List<Invoice> invoices(
      Random random, LocalDateTime anchor, LocalDateTime through) {
    TreeMap<LocalDateTime, List<Line>> due = new TreeMap<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      addItem(random, anchor, through, i == 0, due);
    }
    List<Invoice> invoices = new ArrayList<>();
    LocalDateTime previous = anchor;
    for (Map.Entry<LocalDateTime, List<Line>> entry : due.entrySet()) {
      List<Line> lines = entry.getValue();
      invoices.add(
          invoice(
              "in_" + (invoices.size() + 1),
              lines.stream().map(Line::start).min(LocalDateTime::compareTo).orElseThrow(),
              lines.stream().map(Line::end).max(LocalDateTime::compareTo).orElseThrow(),
              previous,
              entry.getKey(),
              lines.stream().mapToLong(Line::netMinor).sum()));
      previous = entry.getKey();
    }
    return invoices;
  }

  private static void addItem(
      Random random,
      LocalDateTime anchor,
      LocalDateTime through,
      boolean isFirst,
      Map<LocalDateTime, List<Line>> due) {
    Length length = LENGTHS[random.nextInt(LENGTHS.length)];
    long price = PRICES[random.nextInt(PRICES.length)];
    LocalDateTime end = random.nextBoolean() ? through : anchor.plusHours(random.nextInt(12_000));
    LocalDateTime start = anchor;
    if (!isFirst && random.nextBoolean()) {
      start = anchor.plusMinutes(random.nextInt(300_000));
    }
    while (start.isBefore(through) && start.isBefore(end)) {
      LocalDateTime full = length.boundBefore(anchor, start);
      LocalDateTime next = length.boundAfter(anchor, start);
      add(due, start, new Line(start, next, share(price, start, full, next)));
      if (end.isBefore(next) && end.isBefore(through) && random.nextBoolean()) {
        add(due, end, new Line(end, next, -share(price, end, full, next)));
      } else if (random.nextInt(12) == 0) {
        price += price / 4;
      }
      start = next;
    }
  }

  private static void add(Map<LocalDateTime, List<Line>> due, LocalDateTime time, Line line) {
    due.computeIfAbsent(time, at -> new ArrayList<>()).add(line);
  }

  private static long share(
      long price, LocalDateTime from, LocalDateTime start, LocalDateTime end) {
    double part = (double) Duration.between(from, end).getSeconds();
    return Math.round(price * part / Duration.between(start, end).getSeconds());
  }

  private static Invoice invoice(
      String id,
      LocalDateTime start,
      LocalDateTime end,
      LocalDateTime usageStart,
      LocalDateTime usageEnd,
      long netMinor) {
    Instant created = usageEnd.toInstant(ZoneOffset.UTC);
    return new Invoice(
        id,
        "cus_1",
        "sub_1",
        "EUR",
        InvoiceStatus.PAID,
        true,
        false,
        created,
        null,
        created,
        null,
        start.toInstant(ZoneOffset.UTC),
        end.toInstant(ZoneOffset.UTC),
        usageStart.toInstant(ZoneOffset.UTC),
        created,
        netMinor);
  }

  private record Line(LocalDateTime start, LocalDateTime end, long netMinor) {}

  /** A billing interval of days or of months. */
  private record Length(int days, int months) {
    private LocalDateTime bound(LocalDateTime anchor, int number) {
      return anchor.plusMonths((long) months * number).plusDays((long) days * number);
    }

    private LocalDateTime boundAfter(LocalDateTime anchor, LocalDateTime time) {
      int number = 1;
      while (!bound(anchor, number).isAfter(time)) {
        number++;
      }
      return bound(anchor, number);
    }

    private LocalDateTime boundBefore(LocalDateTime anchor, LocalDateTime time) {
      int number = 0;
      while (!bound(anchor, number + 1).isAfter(time)) {
        number++;
      }
      return bound(anchor, number);
    }
  }
}
