package io.tidemark.forecast;

import io.tidemark.forecast.Risk.Severity;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Computes the risks of one series. */
final class Risks {
  private static final double TWO_YEARS_OF_DAYS = 730;

  private final Series series;
  private final Snapshot snapshot;
  private final LocalDate from;
  private final List<LineGroup> lines;
  private final CustomerSums.Account customers;
  private final double mrr;

  private Risks(Series series, Snapshot snapshot, CustomerSums customers, LocalDate from) {
    this.customers = customers.of(series.account());
    this.series = series;
    this.snapshot = snapshot;
    this.from = from;
    this.lines = series.lines(snapshot.renewals());
    this.mrr = lines.stream().mapToDouble(series::mrr).sum();
  }

  /**
   * Returns the risks that apply, the most severe first.
   *
   * @param customers with MRR on the snapshot's day
   * @param futures empty if there is no forecast
   */
  static List<Risk> of(
      Series series,
      Snapshot snapshot,
      CustomerSums customers,
      LocalDate from,
      LocalDate visibleFrom,
      Map<String, SimulatedPaths> futures,
      int horizon) {
    Risks risks = new Risks(series, snapshot, customers, from);
    if (risks.mrr <= 0) {
      return List.of();
    }
    List<Risk> found = new ArrayList<>();
    found.add(risks.concentration());
    risks.unpaid().ifPresent(found::add);
    risks.renewalWall(horizon).ifPresent(found::add);
    found.addAll(RateRisks.of(series, snapshot, from));
    risks.currencyMix().ifPresent(found::add);
    risks.noSeason().ifPresent(found::add);
    risks.atTheEdge().ifPresent(found::add);
    if (!futures.isEmpty()) {
      found.addAll(FutureRisks.of(series, snapshot, visibleFrom, futures, horizon));
    }
    found.sort(Comparator.comparing(Risk::severity));
    return found;
  }

  /** Returns the MRR that shares refer to. */
  static double mrr(Series series, Snapshot snapshot) {
    return series.lines(snapshot.renewals()).stream().mapToDouble(series::mrr).sum();
  }

  private Risk concentration() {
    List<Double> largest = customers.largest();
    double first = largest.get(0);
    double ten = largest.stream().mapToDouble(Double::doubleValue).sum();
    return new Risk(
        "concentration",
        "The largest customer churns",
        OptionalDouble.of(first),
        String.format(
            Locale.ROOT,
            "largest customer: %s (%s of MRR); ten largest of %d: %s (%s)",
            amount(first),
            Risk.percent(first / mrr),
            customers.customers(),
            amount(ten),
            Risk.percent(ten / mrr)),
        Severity.of(first / mrr, 0.10, 0.03));
  }

  private Optional<Risk> unpaid() {
    double touched = 0;
    for (Map.Entry<String, Long> part : customers.unpaidMrr().entrySet()) {
      touched += series.mrr(part.getKey(), part.getValue());
    }
    double inAll = touched;
    return customers.largestDebtor().map(debtor -> unpaid(debtor, inAll));
  }

  private Risk unpaid(CustomerSums.Debtor largest, double touched) {
    Unpaid open = largest.unpaid();
    return new Risk(
        "unpaid_invoices",
        "Customers with open invoices that count as MRR never pay",
        OptionalDouble.of(touched),
        String.format(
            Locale.ROOT,
            "%d customers; the largest, with MRR of %s (%s), owes %s on %d invoices, the largest %s",
            customers.unpaidBooks(),
            amount(largest.mrr()),
            Risk.percent(largest.mrr() / mrr),
            Risk.amount(open.owedMinor(), open.currency()),
            open.invoices(),
            Risk.amount(open.largestMinor(), open.currency())),
        Severity.of(touched / mrr, 0.05, 0.01));
  }

  private Optional<Risk> renewalWall(int horizon) {
    LocalDate last = snapshot.origin().plusDays(Math.max(365, horizon));
    Map<YearMonth, Double> due = new TreeMap<>();
    for (LineGroup line : lines) {
      boolean isLong = line.rhythm().inMonths() > 1.5;
      if (isLong && !line.periodEnd().isAfter(last)) {
        due.merge(YearMonth.from(line.periodEnd()), series.mrr(line), Double::sum);
      }
    }
    return due.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(
            wall ->
                new Risk(
                    "renewal_wall",
                    "Contracts longer than a month that are due in the same month are lost",
                    OptionalDouble.of(wall.getValue()),
                    String.format(
                        Locale.ROOT,
                        "%s is due in %s, more than in any other month; %s in total within a year",
                        amount(wall.getValue()),
                        wall.getKey(),
                        amount(due.values().stream().mapToDouble(Double::doubleValue).sum())),
                    Severity.of(wall.getValue() / mrr, 0.10, 0.03)));
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
            new Risk(
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
            new Risk(
                "no_season",
                "Seasonality cannot be measured",
                OptionalDouble.empty(),
                String.format(Locale.ROOT, "%d days of data; at least two years required", days),
                days < 365 ? Severity.MEDIUM : Severity.LOW));
  }

  private Optional<Risk> atTheEdge() {
    LocalDate next = snapshot.origin().plusDays(1);
    double due =
        lines.stream()
            .filter(line -> !line.periodEnd().isAfter(next))
            .mapToDouble(series::mrr)
            .sum();
    int number =
        lines.stream()
            .filter(line -> !line.periodEnd().isAfter(next))
            .mapToInt(LineGroup::lines)
            .sum();
    return number == 0
        ? Optional.empty()
        : Optional.of(
            new Risk(
                "pending_at_the_edge",
                "Renewals due at the end of the data are not invoiced yet",
                OptionalDouble.of(due),
                String.format(Locale.ROOT, "%d subscriptions are due by %s", number, next),
                Severity.of(due / mrr, 0.10, 0.05)));
  }

  private String amount(double minor) {
    return Risk.amount(minor, series.currency());
  }
}
