package io.tidemark.insights;

import io.tidemark.insights.CoverageSums.Amount;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.MrrLayer;
import io.tidemark.tables.InsightTables;
import io.tidemark.tables.RowBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Computes how much of each billing interval the files can show: {@link
 * InsightTables#DATA_COVERAGE}. The table has one row per currency and billing interval with a
 * layer above or below zero: a trial without an amount makes no interval. Manual adjustments are
 * excluded.
 *
 * @param window of the files
 */
public record Coverage(DataWindow window) implements Metric<CoverageSums> {
  private static final String COMPLETE =
      "Nothing: the files cover at least one full billing interval.";

  private static final String INCOMPLETE =
      "The files cover %d of the %d days of one billing interval. Customers billed before %s and"
          + " not again until %s are not visible: about %d %% of the MRR of this interval, if"
          + " billing days are evenly spread.";

  private static final double PERCENT = 100;

  /** A subscription of an interval; {@code subscriptionId} is null for MRR billed without one. */
  private record Active(IntervalKey key, String subscriptionId) {}

  @Override
  public CoverageSums empty() {
    return new CoverageSums();
  }

  @Override
  public void observe(CustomerHistory customer, CoverageSums sums) {
    Map<Active, Long> mrrOf = new HashMap<>();
    for (MrrLayer layer : customer.layers()) {
      boolean isAdjustment = layer.billingInterval().equals(BillingIntervals.BY_HAND);
      if (!isAdjustment && layer.mrrMinor() != 0) {
        observe(layer, mrrOf, sums);
      }
    }
    mrrOf.forEach((active, mrr) -> sums.add(active.key(), Amount.SUBSCRIPTIONS, mrr > 0 ? 1 : 0));
    for (BillingCycle cycle : customer.cycles()) {
      if (cycle.isDue()) {
        IntervalKey key = new IntervalKey(cycle.currency(), cycle.billingInterval());
        sums.add(key, Amount.DUE, 1);
        sums.add(key, Amount.RENEWED, cycle.isRenewed() ? 1 : 0);
      }
    }
  }

  private void observe(MrrLayer layer, Map<Active, Long> mrrOf, CoverageSums sums) {
    IntervalKey key = new IntervalKey(layer.currency(), layer.billingInterval());
    // A cycle within one day counts as one day, because a share of zero days is undefined.
    long cycleDays = utcDay(layer.cycleEndAt()) - utcDay(layer.cycleStartAt());
    sums.addCycle(key, Math.max(cycleDays, 1));
    if (layer.isActiveOn(window.asOf())) {
      sums.add(key, Amount.MRR, layer.mrrMinor());
      mrrOf.merge(new Active(key, layer.subscriptionId()), layer.mrrMinor(), Math::addExact);
    }
    long mrrDays = Math.multiplyExact(layer.mrrMinor(), shownDays(layer));
    sums.add(key, Amount.ALL_DAYS, mrrDays);
    if (layer.isImplied()) {
      sums.add(key, Amount.IMPLIED_DAYS, mrrDays);
    }
  }

  private long shownDays(MrrLayer layer) {
    long from = Math.max(layer.startDate().toEpochDay(), window.openingDay().toEpochDay());
    long to = Math.min(layer.endDate().toEpochDay(), window.asOf().toEpochDay() + 1);
    return Math.max(to - from, 0);
  }

  private static long utcDay(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay();
  }

  @Override
  public List<TableRows> finish(CoverageSums sums, Results results) {
    RowBuilder builder = RowBuilder.of(InsightTables.DATA_COVERAGE);
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<IntervalKey, Long> entry : new TreeMap<>(sums.longestDays()).entrySet()) {
      rows.add(row(entry.getKey(), entry.getValue(), sums, builder));
    }
    return List.of(new TableRows(InsightTables.DATA_COVERAGE, rows));
  }

  private Row row(IntervalKey key, long longestDays, CoverageSums sums, RowBuilder builder) {
    LocalDate firstDay = window.firstDay();
    LocalDate lastDay = window.date(window.through());
    LocalDate warmUpEnd = BillingIntervals.warmUpEnd(key.billingInterval(), firstDay, longestDays);
    long dataDays = ChronoUnit.DAYS.between(firstDay, lastDay) + 1;
    long intervalDays = ChronoUnit.DAYS.between(firstDay, warmUpEnd);
    double visible = Math.min(1.0, (double) dataDays / intervalDays);
    double hidden = 1.0 - visible;
    String shortfall =
        hidden > 0
            ? String.format(
                Locale.ROOT,
                INCOMPLETE,
                dataDays,
                intervalDays,
                firstDay,
                lastDay,
                (int) (hidden * PERCENT + 0.5))
            : COMPLETE;
    long due = sums.get(key, Amount.DUE);
    long renewed = sums.get(key, Amount.RENEWED);
    return builder
        .set("currency", key.currency())
        .set("billing_interval", key.billingInterval())
        .set("data_from", firstDay)
        .set("data_through", lastDay)
        .set("warm_up_end", warmUpEnd)
        .set("is_warming_up", warmUpEnd.isAfter(window.asOf()))
        .set("subscriptions", sums.get(key, Amount.SUBSCRIPTIONS))
        .set("mrr_minor", sums.get(key, Amount.MRR))
        .set("visible_share", visible)
        .set("hidden_share", hidden)
        .set(
            "implied_share",
            Ratios.of(sums.get(key, Amount.IMPLIED_DAYS), sums.get(key, Amount.ALL_DAYS)))
        .set("due_cycles", due)
        .set("renewed_cycles", renewed)
        .set("renewal_rate", Ratios.of(renewed, due))
        .set("shortfall", shortfall)
        .build();
  }
}
