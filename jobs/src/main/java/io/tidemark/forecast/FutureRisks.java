package io.tidemark.forecast;

import io.tidemark.forecast.Risk.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Caveats that are computed from the simulated paths. */
final class FutureRisks {
  private static final int FEWEST_DAYS = 3;

  private final Series series;
  private final Snapshot snapshot;
  private final double mrr;

  private FutureRisks(Series series, Snapshot snapshot) {
    this.series = series;
    this.snapshot = snapshot;
    this.mrr = Risks.mrr(series, snapshot);
  }

  static List<Risk> of(
      Series series,
      Snapshot snapshot,
      LocalDate visibleFrom,
      Map<String, SimulatedPaths> futures,
      int horizon) {
    FutureRisks risks = new FutureRisks(series, snapshot);
    List<Risk> found = new ArrayList<>();
    found.add(risks.newBusiness(futures, horizon));
    risks.drift(futures, visibleFrom, horizon).ifPresent(found::add);
    return found;
  }

  private Risk newBusiness(Map<String, SimulatedPaths> futures, int horizon) {
    double fresh = series.bridge(futures, Outlook.BASE, horizon).fresh();
    return Risk.caveat(
        "new_business",
        "The forecast assumes as many new customers as in the past",
        OptionalDouble.of(fresh),
        String.format(
            Locale.ROOT,
            "%s of the mean MRR in %d days (%s of today's MRR) is from new customers",
            amount(fresh),
            horizon,
            Risk.percent(fresh / mrr)),
        Severity.of(fresh / mrr, 0.15, 0.05));
  }

  private Optional<Risk> drift(
      Map<String, SimulatedPaths> futures, LocalDate visibleFrom, int horizon) {
    double[] history = series.history(snapshot, visibleFrom);
    if (history.length < FEWEST_DAYS) {
      return Optional.empty();
    }
    double drift = new Benchmarks.Drift().forecast(history, horizon).mean();
    PredictionInterval drawn =
        PredictionInterval.of(series.levels(futures, Outlook.BASE, horizon), horizon);
    double median = drawn.quantile(0.5);
    boolean isOutside = drift < drawn.quantile(0.1) || drift > drawn.quantile(0.9);
    return Optional.of(
        Risk.caveat(
            "other_methods",
            "The bottom-up forecast differs from the trend",
            OptionalDouble.of(Math.abs(drift - median)),
            String.format(
                Locale.ROOT,
                "in %d days: %s, and %s by drift, %s the 80 %% interval",
                horizon,
                amount(median),
                amount(drift),
                isOutside ? "outside" : "within"),
            isOutside ? Severity.MEDIUM : Severity.LOW));
  }

  private String amount(double minor) {
    return Risk.amount(minor, series.currency());
  }
}
