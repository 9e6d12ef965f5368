package io.tidemark.forecast;

import io.tidemark.forecast.Risk.Severity;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Caveats about the renewal rates, which are estimated from a short history. */
final class RateRisks {
  private static final double DAYS_A_MONTH = 365.0 / 12;

  /** An interval narrower than this is not a risk. */
  private static final double NARROW = 0.02;

  private final Series series;
  private final RenewalRates rates;
  private final List<LineGroup> lines;
  private final long days;
  private final double mrr;

  private RateRisks(Series series, Snapshot snapshot, LocalDate from) {
    this.series = series;
    this.rates = RenewalRates.of(snapshot.renewals().cycles());
    this.lines = series.lines(snapshot.renewals());
    this.days = ChronoUnit.DAYS.between(from, snapshot.origin()) + 1;
    this.mrr = lines.stream().mapToDouble(series::mrr).sum();
  }

  static List<Risk> of(Series series, Snapshot snapshot, LocalDate from) {
    RateRisks risks = new RateRisks(series, snapshot, from);
    List<Risk> found = new ArrayList<>(risks.fewRenewals());
    risks.unseenBook().ifPresent(found::add);
    risks.oneCycle().ifPresent(found::add);
    return found;
  }

  private List<Risk> fewRenewals() {
    List<Risk> found = new ArrayList<>();
    Map<IntervalClass, Double> mrrOf = byInterval();
    for (IntervalClass interval : IntervalClass.values()) {
      RenewalRates.Count count = rates.of(interval);
      double touched = mrrOf.getOrDefault(interval, 0.0);
      double low = count.due() == 0 ? 0 : count.jeffreys(0.025);
      double high = count.due() == 0 ? 1 : count.jeffreys(0.975);
      if (count.due() > 0 && touched > 0 && high - low > NARROW) {
        found.add(
            Risk.caveat(
                "few_renewals_" + interval.text(),
                "The renewal rate of this interval differs from the observed rate",
                OptionalDouble.of(touched * (high - low)),
                String.format(
                    Locale.ROOT,
                    "%d of %d cycles renewed: %s (95 %% interval %s to %s, Jeffreys)",
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

  /**
   * Returns the risk of contracts that are longer than the files: the files contain only those
   * billed within them.
   */
  private Optional<Risk> unseenBook() {
    double visible = 0;
    double expected = 0;
    for (LineGroup line : lines) {
      double length = days(line);
      if (length > days && !rates.isSeen(line.rhythm().intervalClass())) {
        visible += series.mrr(line);
        expected += series.mrr(line) * length / days;
      }
    }
    return visible <= 0
        ? Optional.empty()
        : Optional.of(
            Risk.caveat(
                "unseen_long_book",
                "Contracts longer than the data: most are not in it, and their renewal rate is"
                    + " unknown",
                OptionalDouble.of(visible),
                String.format(
                    Locale.ROOT,
                    "%s of MRR is on intervals without a due renewal in %d days; at the same rate"
                        + " about %s more was billed before the data",
                    amount(visible),
                    days,
                    amount(expected - visible)),
                Severity.of(expected / mrr, 0.10, 0.03)));
  }

  private Optional<Risk> oneCycle() {
    double touched = 0;
    Set<IntervalClass> intervals = EnumSet.noneOf(IntervalClass.class);
    for (LineGroup line : lines) {
      IntervalClass interval = line.rhythm().intervalClass();
      if (days < 3 * days(line) && rates.isSeen(interval)) {
        touched += series.mrr(line);
        intervals.add(interval);
      }
    }
    RenewalRates.Count seen =
        intervals.stream().map(rates::of).reduce(RenewalRates.Count.NONE, RenewalRates.Count::plus);
    return touched <= 0
        ? Optional.empty()
        : Optional.of(
            Risk.caveat(
                "one_churn_cycle",
                "Churn was observed over about one cycle; it may change",
                OptionalDouble.of(touched),
                String.format(
                    Locale.ROOT,
                    "within %d days of data, each of these subscriptions is due at most twice; %d"
                        + " of %d renewed",
                    days,
                    seen.renewed(),
                    seen.due()),
                Severity.of(touched / mrr, 0.5, 0.1)));
  }

  private double days(LineGroup line) {
    return line.rhythm().inMonths() * DAYS_A_MONTH;
  }

  private String amount(double minor) {
    return Risk.amount(minor, series.currency());
  }
}
