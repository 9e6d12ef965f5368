package io.tidemark.insights;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.tidemark.insights.BillingCycles.Outcome;
import io.tidemark.insights.KaplanMeier.Step;
import io.tidemark.tables.InsightTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * How many are left after each renewal. At risk at the n-th renewal are the cycles of that number
 * that came up for it in the files, whenever their subscriptions began.
 */
public final class Retention {
  /** A rate of fewer is not worth a line. */
  private static final int FEWEST_DUE = 10;

  private Retention() {}

  /**
   * {@code billing_interval}, {@code renewal_number}, {@code due}, {@code lost}, of all currencies.
   *
   * @param cycles {@link BillingCycles#of}
   */
  public static Dataset<Row> counts(Dataset<Row> cycles) {
    Column isLost = Outcome.LOST.isOne();
    return cycles
        .where(isLost.or(Outcome.RENEWED.isOne()).and(col("renewal_number").isNotNull()))
        .groupBy("billing_interval", "renewal_number")
        .agg(count(lit(1)).as("due"), count_if(isLost).as("lost"));
  }

  /**
   * The rows of {@link InsightTables#RETENTION_BY_RENEWAL}: up to the first number that nobody came
   * up for, without those that fewer than 10 did, though they count in the survival of later ones;
   * then as many again that are the fitted curve alone.
   *
   * @param counts {@link #counts}, collected
   */
  public static List<Row> rows(List<Row> counts) {
    Map<String, TreeMap<Integer, Step>> byInterval = new TreeMap<>();
    for (Row row : counts) {
      Step step = new Step(row.getInt(1), row.getLong(2), row.getLong(3));
      byInterval.computeIfAbsent(row.getString(0), x -> new TreeMap<>()).put(step.number(), step);
    }
    List<Row> rows = new ArrayList<>();
    byInterval.forEach((interval, steps) -> rows.addAll(rows(interval, withoutGap(steps))));
    return rows;
  }

  private static List<Step> withoutGap(TreeMap<Integer, Step> steps) {
    List<Step> contiguous = new ArrayList<>();
    while (steps.containsKey(contiguous.size() + 1)) {
      contiguous.add(steps.get(contiguous.size() + 1));
    }
    return contiguous;
  }

  private static List<Row> rows(String interval, List<Step> steps) {
    // One number alone is fitted by any curve of two parameters.
    boolean someLost = steps.stream().anyMatch(step -> step.lost() > 0);
    boolean someRenewed = steps.stream().anyMatch(step -> step.lost() < step.due());
    Optional<ShiftedBetaGeometric> fit =
        steps.size() > 1 && someLost && someRenewed
            ? Optional.of(ShiftedBetaGeometric.fit(steps))
            : Optional.empty();
    List<Row> rows = new ArrayList<>();
    KaplanMeier.of(steps).stream()
        .filter(survival -> survival.step().due() >= FEWEST_DUE)
        .forEach(survival -> rows.add(row(interval, survival, fit)));
    if (!rows.isEmpty() && fit.isPresent()) {
      int last = rows.get(rows.size() - 1).getInt(1);
      for (int number = last + 1; number <= 2 * last; number++) {
        rows.add(extrapolated(interval, number, fit.get()));
      }
    }
    return rows;
  }

  private static Row extrapolated(String interval, int number, ShiftedBetaGeometric fit) {
    Object[] values = new Object[InsightTables.RETENTION_BY_RENEWAL.columns().size()];
    values[0] = interval;
    values[1] = number;
    values[values.length - 3] = fit.renewalRate(number);
    values[values.length - 2] = fit.survival(number);
    values[values.length - 1] = true;
    return RowFactory.create(values);
  }

  private static Row row(
      String interval, KaplanMeier.Survival survival, Optional<ShiftedBetaGeometric> fit) {
    Step step = survival.step();
    long renewed = step.due() - step.lost();
    return RowFactory.create(
        interval,
        step.number(),
        step.due(),
        renewed,
        step.lost(),
        (double) renewed / step.due(),
        survival.survival(),
        survival.standardError(),
        survival.low(),
        survival.high(),
        fit.map(found -> found.renewalRate(step.number())).orElse(null),
        fit.map(found -> found.survival(step.number())).orElse(null),
        false);
  }
}
