package io.tidemark.insights;

import io.tidemark.stats.KaplanMeier;
import io.tidemark.stats.KaplanMeier.Step;
import io.tidemark.stats.ShiftedBetaGeometric;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.RowBuilder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Computes retention by renewal: {@link InsightTables#RETENTION_BY_RENEWAL}. All cycles in the
 * files that were due for the n-th renewal are at risk at it, regardless of when their
 * subscriptions began. A billing interval has a row for each renewal number, up to the first number
 * without a due cycle. Numbers with fewer than 10 due cycles have no row, but count in the survival
 * of later ones. The same number of rows of the fitted curve follows.
 */
public record Retention() implements Metric<KeyedSums<Retention.Renewal>> {
  /** The minimum number of due cycles for a row. */
  private static final int FEWEST_DUE = 10;

  /** The number of sums: cycles due and cycles lost. */
  private static final int COUNTS = 2;

  /**
   * A renewal number of a billing interval, over all currencies.
   *
   * @param number 1 for the end of the first cycle
   */
  record Renewal(String billingInterval, int number) implements Comparable<Renewal>, Serializable {
    private static final Comparator<Renewal> ORDER =
        Comparator.comparing(Renewal::billingInterval).thenComparingInt(Renewal::number);

    @Override
    public int compareTo(Renewal other) {
      return ORDER.compare(this, other);
    }
  }

  @Override
  public KeyedSums<Renewal> empty() {
    return new KeyedSums<>(COUNTS);
  }

  @Override
  public void observe(CustomerHistory customer, KeyedSums<Renewal> sums) {
    for (BillingCycle cycle : customer.cycles()) {
      if (cycle.isDue() && cycle.renewalNumber() != null) {
        Renewal renewal = new Renewal(cycle.billingInterval(), cycle.renewalNumber());
        sums.add(renewal, 1, cycle.isRenewed() ? 0 : 1);
      }
    }
  }

  @Override
  public List<TableRows> finish(KeyedSums<Renewal> sums, Results results) {
    Map<String, TreeMap<Integer, Step>> byInterval = new TreeMap<>();
    sums.rows()
        .forEach(
            (renewal, counts) ->
                byInterval
                    .computeIfAbsent(renewal.billingInterval(), x -> new TreeMap<>())
                    .put(renewal.number(), new Step(renewal.number(), counts[0], counts[1])));
    RowBuilder builder = RowBuilder.of(InsightTables.RETENTION_BY_RENEWAL);
    List<Row> rows = new ArrayList<>();
    byInterval.forEach(
        (interval, steps) -> rows.addAll(rows(interval, withoutGap(steps), builder)));
    return List.of(new TableRows(InsightTables.RETENTION_BY_RENEWAL, rows));
  }

  private static List<Step> withoutGap(TreeMap<Integer, Step> steps) {
    List<Step> contiguous = new ArrayList<>();
    while (steps.containsKey(contiguous.size() + 1)) {
      contiguous.add(steps.get(contiguous.size() + 1));
    }
    return contiguous;
  }

  private static List<Row> rows(String interval, List<Step> steps, RowBuilder builder) {
    // Any curve of two parameters fits a single renewal number.
    boolean someLost = steps.stream().anyMatch(step -> step.lost() > 0);
    boolean someRenewed = steps.stream().anyMatch(step -> step.lost() < step.due());
    Optional<ShiftedBetaGeometric> fit =
        steps.size() > 1 && someLost && someRenewed
            ? Optional.of(ShiftedBetaGeometric.fit(steps))
            : Optional.empty();
    List<Row> rows = new ArrayList<>();
    int last = 0;
    for (KaplanMeier.Survival survival : KaplanMeier.of(steps)) {
      if (survival.step().due() >= FEWEST_DUE) {
        last = survival.step().number();
        rows.add(seen(interval, survival, fit, builder));
      }
    }
    if (fit.isPresent()) {
      for (int number = last + 1; number <= 2 * last; number++) {
        rows.add(renewal(interval, number, fit, builder).set("is_extrapolated", true).build());
      }
    }
    return rows;
  }

  private static Row seen(
      String interval,
      KaplanMeier.Survival survival,
      Optional<ShiftedBetaGeometric> fit,
      RowBuilder builder) {
    Step step = survival.step();
    long renewed = step.due() - step.lost();
    return renewal(interval, step.number(), fit, builder)
        .set("due", step.due())
        .set("renewed", renewed)
        .set("lost", step.lost())
        .set("renewal_rate", (double) renewed / step.due())
        .set("survival", survival.survival())
        .set("standard_error", survival.standardError())
        .set("survival_low", survival.low())
        .set("survival_high", survival.high())
        .set("is_extrapolated", false)
        .build();
  }

  private static RowBuilder renewal(
      String interval, int number, Optional<ShiftedBetaGeometric> fit, RowBuilder builder) {
    return builder
        .set("billing_interval", interval)
        .set("renewal_number", number)
        .set("fitted_rate", fit.map(found -> found.renewalRate(number)).orElse(null))
        .set("fitted_survival", fit.map(found -> found.survival(number)).orElse(null));
  }
}
