package io.tidemark.compare;

import io.tidemark.mrr.engine.Layer;
import io.tidemark.tables.Currencies;
import io.tidemark.warehouse.RunPolicy;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Exchange rates that the other system may use: rates of the run on other days, and the rate that
 * its own figures show. A rate is shown if it gives the figure of at least three customers of a
 * month to the minor unit, and of more than half of those with MRR in that currency only.
 */
final class OtherRates {
  private static final int FEWEST = 3;

  private final Definition published;
  private final Map<Pair, List<Range>> ranges = new HashMap<>();
  private final Map<Pair, Optional<BigDecimal>> shown = new HashMap<>();

  /** An amount of one currency in another, in a month. */
  private record Pair(String from, String to, YearMonth month) {}

  /** The rates at which an amount is rounded to the figure of the other system. */
  private record Range(BigDecimal lowest, BigDecimal highest) {
    boolean contains(BigDecimal rate) {
      return lowest.compareTo(rate) <= 0 && rate.compareTo(highest) <= 0;
    }
  }

  OtherRates(Definition published) {
    this.published = published;
  }

  /** Adds the figure of the other system for a customer with MRR in one currency only. */
  void observe(Point point, String from, long minor, long otherMinor) {
    BigDecimal amount = BigDecimal.valueOf(minor, Currencies.decimals(from));
    int decimals = Currencies.decimals(point.currency());
    BigDecimal other = BigDecimal.valueOf(otherMinor, decimals);
    BigDecimal half = BigDecimal.valueOf(5, decimals + 1);
    if (minor > 0 && otherMinor > 0) {
      ranges
          .computeIfAbsent(
              new Pair(from, point.currency(), point.month()), key -> new ArrayList<>())
          .add(
              new Range(
                  other.subtract(half).divide(amount, MathContext.DECIMAL64),
                  other.add(half).divide(amount, MathContext.DECIMAL64)));
    }
  }

  /** Returns the candidates; they apply to converted figures of other currencies only. */
  List<Candidate> candidates(RunPolicy run) {
    return List.of(
        ofDay("last day of the month", Point::date),
        ofDay("first day of the month", point -> point.month().atDay(1)),
        ofDay("last day of the year before", point -> yearEnd(point.date())),
        ofDay("as-of date", point -> run.asOf()),
        ofDay("last day before the as-of year", point -> yearEnd(run.asOf())),
        new Candidate(Cause.EXCHANGE_RATE, "rate that the file shows", this::atShownRate));
  }

  private static LocalDate yearEnd(LocalDate date) {
    return LocalDate.of(date.getYear() - 1, 12, 31);
  }

  private Candidate ofDay(String detail, Function<Point, LocalDate> day) {
    return new Candidate(
        Cause.EXCHANGE_RATE,
        detail,
        (customer, point) -> {
          Map<String, Long> sums = sums(customer, point);
          return isForeign(sums, point)
              ? OptionalLong.of(customer.figure(sums, point, day.apply(point)))
              : OptionalLong.empty();
        });
  }

  private OptionalLong atShownRate(Customer customer, Point point) {
    Map<String, Long> sums = sums(customer, point);
    if (!isForeign(sums, point)) {
      return OptionalLong.empty();
    }
    long figure = 0;
    for (Map.Entry<String, Long> sum : sums.entrySet()) {
      Optional<BigDecimal> rate =
          sum.getKey().equals(point.currency())
              ? Optional.of(BigDecimal.ONE)
              : shown.computeIfAbsent(
                  new Pair(sum.getKey(), point.currency(), point.month()), this::shownRate);
      if (rate.isEmpty()) {
        return OptionalLong.empty();
      }
      int decimals = Currencies.decimals(point.currency());
      BigDecimal converted =
          BigDecimal.valueOf(Math.max(0, sum.getValue()), Currencies.decimals(sum.getKey()))
              .multiply(rate.get())
              .setScale(decimals, RoundingMode.HALF_UP);
      figure = Math.addExact(figure, converted.movePointRight(decimals).longValueExact());
    }
    return OptionalLong.of(figure);
  }

  private Map<String, Long> sums(Customer customer, Point point) {
    return customer.sums(customer.read(published).layers(), point.date(), Layer::mrrMinor);
  }

  private static boolean isForeign(Map<String, Long> sums, Point point) {
    return point.isConverted()
        && sums.entrySet().stream()
            .anyMatch(sum -> sum.getValue() > 0 && !sum.getKey().equals(point.currency()));
  }

  /** Returns a rate that fits most figures; empty if there are none. */
  private static Optional<BigDecimal> mostFitting(List<Range> all) {
    PriorityQueue<BigDecimal> ends = new PriorityQueue<>();
    BigDecimal best = null;
    int most = 0;
    for (Range range : all.stream().sorted(Comparator.comparing(Range::lowest)).toList()) {
      while (!ends.isEmpty() && ends.peek().compareTo(range.lowest()) < 0) {
        ends.poll();
      }
      ends.add(range.highest());
      if (ends.size() > most) {
        most = ends.size();
        best = range.lowest();
      }
    }
    return Optional.ofNullable(best);
  }

  /** Returns the middle of the rates that fit most figures; empty if too few of them agree. */
  private Optional<BigDecimal> shownRate(Pair pair) {
    List<Range> all = ranges.getOrDefault(pair, List.of());
    return mostFitting(all)
        .map(rate -> all.stream().filter(range -> range.contains(rate)).toList())
        .filter(fitting -> fitting.size() >= FEWEST && 2 * fitting.size() > all.size())
        .map(
            fitting -> {
              BigDecimal lowest =
                  fitting.stream().map(Range::lowest).max(Comparator.naturalOrder()).orElseThrow();
              BigDecimal highest =
                  fitting.stream().map(Range::highest).min(Comparator.naturalOrder()).orElseThrow();
              return lowest.add(highest).divide(BigDecimal.valueOf(2), MathContext.DECIMAL64);
            });
  }
}
