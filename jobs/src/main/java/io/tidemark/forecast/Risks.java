package io.tidemark.forecast;

import io.tidemark.forecast.Risk.Severity;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Computes the risks and caveats of the forecast of one series. */
final class Risks {
  private static final double TWO_YEARS_OF_DAYS = 730;

  private final Series series;
  private final Snapshot snapshot;
  private final LocalDate from;
  private final List<LineGroup> lines;
  private final CustomerSums.Account customers;
  private final LossChances chances;
  private final double mrr;

  private Risks(
      Series series,
      Snapshot snapshot,
      CustomerSums customers,
      LossChances chances,
      LocalDate from) {
    this.customers = customers.of(series.account());
    this.chances = chances;
    this.series = series;
    this.snapshot = snapshot;
    this.from = from;
    this.lines = series.lines(snapshot.renewals());
    this.mrr = lines.stream().mapToDouble(series::mrr).sum();
  }

  /**
   * Returns the risks and caveats that apply, in their order.
   *
   * @param customers with MRR on the snapshot's day
   * @param futures empty if there is no forecast
   * @param unseenRate assumed renewal rate of intervals without a due renewal
   */
  static List<Risk> of(
      Series series,
      Snapshot snapshot,
      CustomerSums customers,
      LocalDate from,
      LocalDate visibleFrom,
      Map<String, SimulatedPaths> futures,
      int horizon,
      double unseenRate) {
    RenewalRates rates = RenewalRates.of(snapshot.renewals().cycles());
    LossChances chances = new LossChances(rates, unseenRate, snapshot.origin(), horizon);
    Risks risks = new Risks(series, snapshot, customers, chances, from);
    if (risks.mrr <= 0) {
      return List.of();
    }
    List<Risk> found = new ArrayList<>(CustomerRisks.of(series, customers, chances, risks.mrr));
    risks.renewalWall(horizon).ifPresent(found::add);
    risks.atTheEdge().ifPresent(found::add);
    found.addAll(RateRisks.of(series, snapshot, from));
    risks.currencyMix().ifPresent(found::add);
    risks.noSeason().ifPresent(found::add);
    if (!futures.isEmpty()) {
      found.addAll(FutureRisks.of(series, snapshot, visibleFrom, futures, horizon));
    }
    Collections.sort(found);
    return found;
  }

  /** Returns the MRR that shares refer to. */
  static double mrr(Series series, Snapshot snapshot) {
    return series.lines(snapshot.renewals()).stream().mapToDouble(series::mrr).sum();
  }

  private Optional<Risk> renewalWall(int horizon) {
    LocalDate last = snapshot.origin().plusDays(Math.max(365, horizon));
    Map<YearMonth, List<LineGroup>> due = new TreeMap<>();
    for (LineGroup line : lines) {
      boolean isLong = line.rhythm().inMonths() > 1.5;
      if (isLong && !line.periodEnd().isAfter(last)) {
        due.computeIfAbsent(YearMonth.from(line.periodEnd()), x -> new ArrayList<>()).add(line);
      }
    }
    double inTotal = due.values().stream().mapToDouble(this::sum).sum();
    return due.entrySet().stream()
        .max(Comparator.comparingDouble(month -> sum(month.getValue())))
        .map(wall -> renewalWall(wall.getKey(), wall.getValue(), inTotal));
  }

  private Risk renewalWall(YearMonth month, List<LineGroup> due, double inTotal) {
    Optional<ForecastLine> largest =
        largest(line -> YearMonth.from(line.periodEnd()).equals(month));
    return Risk.of(
        "renewal_wall",
        "Contracts longer than a month that are due in " + month + " are lost" + named(largest),
        sum(due),
        chance(due),
        largest.map(ForecastLine::customerId).orElse(null),
        largest.map(ForecastLine::periodEnd).orElse(month.atDay(1)),
        String.format(
            Locale.ROOT,
            "%s is due in %s, more than in any other month; %s in total within a year",
            amount(sum(due)),
            month,
            amount(inTotal)),
        mrr);
  }

  /** Returns the largest line of the largest customers that meets a condition. */
  private Optional<ForecastLine> largest(Predicate<ForecastLine> condition) {
    return customers.largest().stream()
        .flatMap(payer -> payer.lines().stream())
        .filter(condition)
        .max(Comparator.comparingDouble(line -> series.mrr(line.currency(), line.mrrMinor())));
  }

  private static String named(Optional<ForecastLine> largest) {
    return largest
        .map(
            line ->
                String.format(
                    Locale.ROOT,
                    "; the largest is of %s, due on %s",
                    line.customerId(),
                    line.periodEnd()))
        .orElse("");
  }

  private double sum(List<LineGroup> groups) {
    return groups.stream().mapToDouble(series::mrr).sum();
  }

  /** Returns the share of the MRR of lines that is expected to be lost at their next renewal. */
  private double chance(List<LineGroup> groups) {
    double lost = 0;
    for (LineGroup line : groups) {
      lost += series.mrr(line) * chances.ofRenewal(line.rhythm());
    }
    return sum(groups) > 0 ? lost / sum(groups) : 0;
  }

  private Optional<Risk> currencyMix() {
    double foreign =
        lines.stream()
            .filter(line -> !line.currency().equals(series.currency()))
            .mapToDouble(series::mrr)
            .sum();
    return foreign <= 0
        ? Optional.empty()
        : Optional.of(
            Risk.caveat(
                "currency_mix",
                "Exchange rates change; the forecast assumes constant rates",
                OptionalDouble.of(foreign),
                String.format(
                    Locale.ROOT,
                    "%s of MRR (%s) is in other currencies; a 10 %% change in their rates is %s",
                    amount(foreign),
                    Risk.percent(foreign / mrr),
                    amount(foreign / 10)),
                Severity.of(foreign / mrr, 0.5, 0.1)));
  }

  private Optional<Risk> noSeason() {
    long days = ChronoUnit.DAYS.between(from, snapshot.origin()) + 1;
    return days >= TWO_YEARS_OF_DAYS
        ? Optional.empty()
        : Optional.of(
            Risk.caveat(
                "no_season",
                "Seasonality cannot be measured",
                OptionalDouble.empty(),
                String.format(Locale.ROOT, "%d days of data; at least two years required", days),
                days < 365 ? Severity.MEDIUM : Severity.LOW));
  }

  private Optional<Risk> atTheEdge() {
    LocalDate next = snapshot.origin().plusDays(1);
    List<LineGroup> due = lines.stream().filter(line -> !line.periodEnd().isAfter(next)).toList();
    if (due.isEmpty()) {
      return Optional.empty();
    }
    Optional<ForecastLine> largest = largest(line -> !line.periodEnd().isAfter(next));
    return Optional.of(
        Risk.of(
            "pending_at_the_edge",
            "Renewals due at the end of the data, which are not invoiced yet, fail"
                + named(largest),
            sum(due),
            chance(due),
            largest.map(ForecastLine::customerId).orElse(null),
            next,
            String.format(
                Locale.ROOT,
                "%d subscriptions are due by %s",
                due.stream().mapToInt(LineGroup::lines).sum(),
                next),
            mrr));
  }

  private String amount(double minor) {
    return Risk.amount(minor, series.currency());
  }
}
