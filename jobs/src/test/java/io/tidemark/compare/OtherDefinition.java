package io.tidemark.compare;

import io.tidemark.simulate.Line;
import io.tidemark.simulate.SimulatedInvoice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A system that computes MRR from the lines of simulated invoices: of each subscription, the last
 * line that bills a whole cycle and covers the date counts at its amount divided by the months of
 * the cycle. Lines that bill a part of a cycle do not count.
 */
enum OtherDefinition {
  /** As Tidemark, for subscriptions without changes within a cycle. */
  STANDARD("52/12"),
  PAID_ONLY("52/12"),
  BEFORE_DISCOUNT("52/12"),
  WEEKS_OF_4_33("4.33"),
  /** Before discounts; changes within a cycle count from the next one. */
  LIST_PRICE("52/12"),
  /** A first period without an amount counts at the price of the next cycle. */
  TRIAL_COUNTED("52/12");

  private static final Duration WEEK = Duration.ofDays(7);
  private static final List<Integer> MONTHS = List.of(1, 3, 6, 12);

  private final String weeksPerMonth;

  OtherDefinition(String weeksPerMonth) {
    this.weeksPerMonth = weeksPerMonth;
  }

  /** Returns the MRR of each customer with MRR on a date, in minor units. */
  Map<String, Long> mrr(List<SimulatedInvoice> invoices, LocalDate date) {
    Map<String, List<SimulatedInvoice>> subscriptions =
        invoices.stream()
            .filter(invoice -> invoice.subscriptionId() != null && counts(invoice))
            .collect(
                Collectors.groupingBy(
                    SimulatedInvoice::subscriptionId, TreeMap::new, Collectors.toList()));
    Map<String, Long> mrr = new TreeMap<>();
    for (List<SimulatedInvoice> subscription : subscriptions.values()) {
      long minor = mrrOf(subscription, date);
      if (minor > 0) {
        mrr.merge(subscription.get(0).customerId(), minor, Long::sum);
      }
    }
    return mrr;
  }

  private boolean counts(SimulatedInvoice invoice) {
    return switch (invoice.status()) {
      case PAID -> true;
      case OPEN -> this != PAID_ONLY && !invoice.isClosed();
      case UNCOLLECTIBLE -> this != PAID_ONLY;
      case DRAFT, VOID -> false;
    };
  }

  private long mrrOf(List<SimulatedInvoice> subscription, LocalDate date) {
    Line active = null;
    Line firstPaid = null;
    for (SimulatedInvoice invoice : subscription) {
      for (Line line : invoice.lines()) {
        if (line.amountMinor() >= 0 && months(line) != null) {
          active = isActive(line, date) && !isGivenUp(invoice, date) ? line : active;
          firstPaid = firstPaid == null && line.amountMinor() > 0 ? line : firstPaid;
        }
      }
    }
    boolean isTrial =
        this == TRIAL_COUNTED
            && firstPaid != null
            && date(firstPaid.period().start()).isAfter(date)
            && subscription.stream()
                .flatMap(invoice -> invoice.lines().stream())
                .anyMatch(line -> isActive(line, date));
    Line priced = isTrial ? firstPaid : active;
    return priced == null ? 0 : perMonth(priced);
  }

  private long perMonth(Line line) {
    boolean addsDiscount = this == BEFORE_DISCOUNT || this == LIST_PRICE;
    long amount = line.amountMinor() - (addsDiscount ? 0 : line.discountMinor());
    return months(line).apply(amount);
  }

  /** Returns the division by the months of a whole cycle; null if the line bills a part of one. */
  private Function<Long, Long> months(Line line) {
    Instant start = line.period().start();
    Instant end = line.period().end();
    for (int months : MONTHS) {
      Instant whole = start.atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
      if (Duration.between(whole, end).abs().compareTo(Duration.ofDays(3)) < 0
          && isMonthEnd(start, end, months)) {
        return amount -> divided(amount, BigDecimal.ONE, BigDecimal.valueOf(months));
      }
    }
    if (!start.plus(WEEK).equals(end)) {
      return null;
    }
    return weeksPerMonth.equals("52/12")
        ? amount -> divided(amount, BigDecimal.valueOf(52), BigDecimal.valueOf(12))
        : amount -> divided(amount, new BigDecimal(weeksPerMonth), BigDecimal.ONE);
  }

  /** Returns whether a period is of whole months, which end on an earlier day in short months. */
  private static boolean isMonthEnd(Instant start, Instant end, int months) {
    Instant whole = start.atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
    int startDay = start.atZone(ZoneOffset.UTC).getDayOfMonth();
    int endDay = end.atZone(ZoneOffset.UTC).getDayOfMonth();
    return whole.equals(end) || startDay >= 28 && endDay >= 28;
  }

  private static long divided(long amount, BigDecimal factor, BigDecimal divisor) {
    return BigDecimal.valueOf(amount)
        .multiply(factor)
        .divide(divisor, 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static boolean isActive(Line line, LocalDate date) {
    return !date(line.period().start()).isAfter(date) && date(line.period().end()).isAfter(date);
  }

  private static boolean isGivenUp(SimulatedInvoice invoice, LocalDate date) {
    return invoice.uncollectibleAt() != null && !date(invoice.uncollectibleAt()).isAfter(date);
  }

  private static LocalDate date(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
