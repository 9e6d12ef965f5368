package io.tidemark.forecast;

import io.tidemark.forecast.Risk.Severity;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The risks of one series, each computed. */
final class Risks {
  private static final double TWO_YEARS_OF_DAYS = 730;
  private static final int LARGEST = 10;

  private final Series series;
  private final Snapshot snapshot;
  private final LocalDate from;
  private final RenewalRates rates;
  private final List<Renewals.Line> lines;
  private final double mrr;

  private Risks(Series series, Snapshot snapshot, LocalDate from) {
    this.series = series;
    this.snapshot = snapshot;
    this.from = from;
    this.rates = RenewalRates.of(snapshot.renewals().cycles());
    this.lines = series.lines(snapshot.renewals());
    this.mrr = lines.stream().mapToDouble(series::mrr).sum();
  }

  /**
   * Those that exist, the most severe first.
   *
   * @param futures empty where there is no forecast
   * @param unpaid customers with open invoices
   */
  static List<Risk> of(
      Series series,
      Snapshot snapshot,
      LocalDate from,
      LocalDate visibleFrom,
      Map<String, Futures> futures,
      List<Unpaid> unpaid,
      int horizon) {
    Risks risks = new Risks(series, snapshot, from);
    if (risks.mrr <= 0) {
      return List.of();
    }
    List<Risk> found = new ArrayList<>();
    found.add(risks.concentration());
    risks.unpaid(unpaid).ifPresent(found::add);
    risks.renewalWall(horizon).ifPresent(found::add);
    found.addAll(risks.fewRenewals());
    risks.unseenBook().ifPresent(found::add);
    risks.currencyMix().ifPresent(found::add);
    risks.oneCycle().ifPresent(found::add);
    risks.noSeason().ifPresent(found::add);
    risks.atTheEdge().ifPresent(found::add);
    if (!futures.isEmpty()) {
      found.add(risks.newBusiness(futures, horizon));
      risks.drift(futures, visibleFrom, horizon).ifPresent(found::add);
    }
    found.sort(Comparator.comparing(Risk::severity));
    return found;
  }

  /** MRR the shares are of. */
  static double mrr(Series series, Snapshot snapshot) {
    return series.lines(snapshot.renewals()).stream().mapToDouble(series::mrr).sum();
  }

  private Risk concentration() {
    Map<String, Double> byCustomer = byCustomer();
    List<Double> largest =
        byCustomer.values().stream().sorted(Comparator.reverseOrder()).limit(LARGEST).toList();
    double first = largest.get(0);
    double ten = largest.stream().mapToDouble(Double::doubleValue).sum();
    return new Risk(
        "concentration",
        "The largest customer leaves",
        OptionalDouble.of(first),
        "largest %s (%s of MRR), ten largest of %d %s (%s)"
            .formatted(
                amount(first),
                Risk.percent(first / mrr),
                byCustomer.size(),
                amount(ten),
                Risk.percent(ten / mrr)),
        Severity.of(first / mrr, 0.10, 0.03));
  }

  private Map<String, Double> byCustomer() {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                Renewals.Line::customerId, TreeMap::new, Collectors.summingDouble(series::mrr)));
  }

  private Optional<Risk> unpaid(List<Unpaid> open) {
    Map<String, Double> mrrOf = byCustomer();
    List<Unpaid> running =
        open.stream()
            .filter(one -> series.factors().containsKey(one.currency()))
            .filter(one -> mrrOf.containsKey(one.customerId()))
            .toList();
    double touched =
        running.stream().map(Unpaid::customerId).distinct().mapToDouble(mrrOf::get).sum();
    return running.stream()
        .max(Comparator.comparingDouble(one -> mrrOf.get(one.customerId())))
        .map(
            most ->
                new Risk(
                    "unpaid_invoices",
                    "Customers with open invoices that count as MRR never pay",
                    OptionalDouble.of(touched),
                    "%d customers; the largest, MRR %s (%s), owes %s on %d invoices, the largest %s"
                        .formatted(
                            running.size(),
                            amount(mrrOf.get(most.customerId())),
                            Risk.percent(mrrOf.get(most.customerId()) / mrr),
                            Risk.amount(most.owedMinor(), most.currency()),
                            most.invoices(),
                            Risk.amount(most.largestMinor(), most.currency())),
                    Severity.of(touched / mrr, 0.05, 0.01)));
  }

  private Optional<Risk> renewalWall(int horizon) {
    LocalDate last = snapshot.origin().plusDays(Math.max(365, horizon));
    Map<YearMonth, Double> due = new TreeMap<>();
    for (Renewals.Line line : lines) {
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
                    "Contracts longer than a month that come up in the same month are lost",
                    OptionalDouble.of(wall.getValue()),
                    "%s is due in %s, the most of any month; %s in all within a year"
                        .formatted(
                            amount(wall.getValue()),
                            wall.getKey(),
                            amount(due.values().stream().mapToDouble(Double::doubleValue).sum())),
                    Severity.of(wall.getValue() / mrr, 0.10, 0.03)));
  }

  private List<Risk> fewRenewals() {
    List<Risk> found = new ArrayList<>();
    Map<IntervalClass, Double> mrrOf = byInterval();
    for (IntervalClass interval : IntervalClass.values()) {
      RenewalRates.Count count = rates.of(interval);
      double touched = mrrOf.getOrDefault(interval, 0.0);
      double low = count.due() == 0 ? 0 : count.jeffreys(0.025);
      double high = count.due() == 0 ? 1 : count.jeffreys(0.975);
      if (count.due() > 0 && touched > 0 && high - low > 0.02) {
        found.add(
            new Risk(
                "few_renewals_" + interval.text(),
                "The renewal rate of this interval is another than it was seen to be",
                OptionalDouble.of(touched * (high - low)),
                "%d of %d cycles renewed: %s, by Jeffreys between %s and %s"
                    .formatted(
                        count.renewed(),
                        count.due(),
                        Risk.percent((double) count.renewed() / count.due()),
                        Risk.percent(low),
                        Risk.percent(high)),
                Severity.of(touched / mrr * (high - low), 0.05, 0.01)));
      }
    }
    return found;
  }

  private Map<IntervalClass, Double> byInterval() {
    Map<IntervalClass, Double> mrrOf = new EnumMap<>(IntervalClass.class);
    lines.forEach(
        line -> mrrOf.merge(line.rhythm().intervalClass(), series.mrr(line), Double::sum));
    return mrrOf;
  }

  /** The file shows of contracts longer than itself only what it bills. */
  private Optional<Risk> unseenBook() {
    long days = ChronoUnit.DAYS.between(from, snapshot.origin()) + 1;
    double visible = 0;
    double expected = 0;
    for (Renewals.Line line : lines) {
      double length = line.rhythm().inMonths() * 365 / 12;
      if (length > days && !rates.isSeen(line.rhythm().intervalClass())) {
        visible += series.mrr(line);
        expected += series.mrr(line) * length / days;
      }
    }
    double seen = visible;
    double unseen = expected - visible;
    return visible <= 0
        ? Optional.empty()
        : Optional.of(
            new Risk(
                "unseen_long_book",
                "Contracts longer than the file: most are not in it, and how they renew is unknown",
                OptionalDouble.of(visible),
                ("%s of MRR is on intervals that never came up for renewal in %d days; at the same"
                        + " pace about %s more was billed before the file")
                    .formatted(amount(seen), days, amount(unseen)),
                Severity.of(expected / mrr, 0.10, 0.03)));
  }

  private Optional<Risk> currencyMix() {
    if (!series.isConverted() || series.factors().size() < 2) {
      return Optional.empty();
    }
    double foreign =
        lines.stream()
            .filter(line -> !line.currency().equals(series.currency()))
            .mapToDouble(series::mrr)
            .sum();
    return Optional.of(
        new Risk(
            "currency_mix",
            "Exchange rates change; the forecast holds them constant",
            OptionalDouble.of(foreign),
            "%s of MRR (%s) is in other currencies: 10 %% on their rates is %s"
                .formatted(amount(foreign), Risk.percent(foreign / mrr), amount(foreign / 10)),
            Severity.of(foreign / mrr, 0.5, 0.1)));
  }

  private Optional<Risk> oneCycle() {
    long days = ChronoUnit.DAYS.between(from, snapshot.origin()) + 1;
    double touched = 0;
    for (Renewals.Line line : lines) {
      double length = line.rhythm().inMonths() * 365 / 12;
      touched +=
          days < 3 * length && rates.isSeen(line.rhythm().intervalClass()) ? series.mrr(line) : 0;
    }
    RenewalRates.Count all = rates.pooled();
    return touched <= 0
        ? Optional.empty()
        : Optional.of(
            new Risk(
                "one_churn_cycle",
                "Churn was observed over about one cycle: whether it holds is not known",
                OptionalDouble.of(touched),
                "%d days of data show each of these subscriptions come up at most twice; %d of %d renewed"
                    .formatted(days, all.renewed(), all.due()),
                Severity.of(touched / mrr, 0.5, 0.1)));
  }

  private Optional<Risk> noSeason() {
    long days = ChronoUnit.DAYS.between(from, snapshot.origin()) + 1;
    return days >= TWO_YEARS_OF_DAYS
        ? Optional.empty()
        : Optional.of(
            new Risk(
                "no_season",
                "Seasons cannot be seen",
                OptionalDouble.empty(),
                "%d days of data; two years are the least".formatted(days),
                days < 365 ? Severity.MEDIUM : Severity.LOW));
  }

  private Optional<Risk> atTheEdge() {
    LocalDate next = snapshot.origin().plusDays(1);
    double due =
        lines.stream()
            .filter(line -> !line.periodEnd().isAfter(next))
            .mapToDouble(series::mrr)
            .sum();
    long number = lines.stream().filter(line -> !line.periodEnd().isAfter(next)).count();
    return number == 0
        ? Optional.empty()
        : Optional.of(
            new Risk(
                "pending_at_the_edge",
                "Renewals due as the file ends are not written yet",
                OptionalDouble.of(due),
                "%d subscriptions are due by %s".formatted(number, next),
                Severity.of(due / mrr, 0.10, 0.05)));
  }

  private Risk newBusiness(Map<String, Futures> futures, int horizon) {
    double fresh = series.bridge(futures, Outlook.BASE, horizon).fresh();
    return new Risk(
        "new_business",
        "Fewer come than came until now",
        OptionalDouble.of(fresh),
        "%s of the MRR expected in %d days (%s of today's) is of customers to come"
            .formatted(amount(fresh), horizon, Risk.percent(fresh / mrr)),
        Severity.of(fresh / mrr, 0.15, 0.05));
  }

  private Optional<Risk> drift(Map<String, Futures> futures, LocalDate visibleFrom, int horizon) {
    double[] history = series.history(snapshot, visibleFrom);
    if (history.length < 3) {
      return Optional.empty();
    }
    double drift = new Benchmarks.Drift().forecast(history, horizon).mean();
    Interval drawn = Interval.of(series.levels(futures, Outlook.BASE, horizon), horizon);
    double median = drawn.quantile(0.5);
    boolean isOutside = drift < drawn.quantile(0.1) || drift > drawn.quantile(0.9);
    return Optional.of(
        new Risk(
            "other_methods",
            "Subscription by subscription the forecast is another than by the trend",
            OptionalDouble.of(Math.abs(drift - median)),
            "in %d days %s against %s by drift, %s the 80 %% interval"
                .formatted(
                    horizon, amount(median), amount(drift), isOutside ? "outside" : "within"),
            isOutside ? Severity.MEDIUM : Severity.LOW));
  }

  private String amount(double minor) {
    return Risk.amount(minor, series.currency());
  }
}
