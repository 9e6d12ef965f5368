package io.tidemark.insights;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.EarlierPayments;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Every billing cycle that an invoice of the files opened, and what became of it at its end. A
 * cycle enters when it is billed, so one that lapsed is seen as surely as one that was renewed;
 * implied cycles are left out, for those show only because they were renewed.
 */
public final class BillingCycles {
  private static final List<String> SUBSCRIPTION =
      List.of("customer_id", "subscription_id", "currency");

  /** What renews by itself: the intervals that one subscription bills in parallel do. */
  private static final List<String> STREAM =
      List.of("customer_id", "subscription_id", "currency", "stream");

  /** A new cycle that ends all others of its subscription. */
  private static final Column RESTARTS = col("kind").isin("reset", "restart_down");

  private static final Duration AN_HOUR = Duration.ofHours(1);

  /** Renewals are written this long after the end of a cycle, at most. */
  private static final Duration WRITTEN_WITHIN = Duration.ofHours(2);

  private BillingCycles() {}

  /** What became of a cycle. */
  enum Outcome {
    /** Another paid cycle follows at its end, or within the grace days. */
    RENEWED,
    /** It ended, and nothing follows. */
    LOST,
    /** A new cycle, or a restart of its subscription, cut it: it never came up for renewal. */
    REPLACED,
    /** It ends so late that its renewal may still come. */
    NOT_DUE,
    /** It costs nothing. */
    FREE;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    Column isOne() {
      return col("outcome").equalTo(text());
    }
  }

  /**
   * One row per cycle: {@code customer_id}, {@code subscription_id}, {@code currency}, {@code
   * stream}, {@code billing_interval}, {@code cycle_start_at}, {@code ended_at}, {@code ended_on}
   * (business date), {@code mrr_minor} at its end, {@code next_mrr_minor} of the cycle that follows
   * (null if none), {@code outcome} and {@code renewal_number}: the renewal that is up at its end,
   * 1 for the first cycle; null where nothing tells how many came before the files.
   *
   * @param layers {@link io.tidemark.tables.MrrTables#MRR_LAYERS}
   * @param subscriptions for the interval of what is no whole cycle
   * @param customers for what came before the files: payments ever and day of creation
   * @param invoices for the payments the files show
   */
  public static Dataset<Row> of(
      Dataset<Row> layers,
      Dataset<Row> subscriptions,
      Dataset<Row> customers,
      Dataset<Row> invoices,
      DataWindow window,
      int graceDays) {
    Dataset<Row> cycles = cycles(Intervals.ofLayers(layers, subscriptions));
    WindowSpec inOrder = Window.partitionBy(columns(STREAM)).orderBy("cycle_start_at");
    Duration grace = Duration.ofDays(graceDays);
    Dataset<Row> neighbours =
        cycles
            .withColumn("next_start_at", lead("cycle_start_at", 1).over(inOrder))
            .withColumn("next_mrr_minor", lead("opening_minor", 1).over(inOrder))
            .withColumn("previous_ended_at", lag("ended_at", 1).over(inOrder))
            .withColumn("previous_interval", lag("billing_interval", 1).over(inOrder))
            .withColumn("is_followed", follows("next_start_at", "ended_at", grace))
            .withColumn("continues", continues(grace))
            .withColumn("outcome", outcome(window, grace));
    return numbered(neighbours, EarlierPayments.of(customers, invoices, window), inOrder)
        .select(
            col("customer_id"),
            col("subscription_id"),
            col("currency"),
            col("stream"),
            col("billing_interval"),
            col("cycle_start_at"),
            col("ended_at"),
            window.date("ended_at").as("ended_on"),
            col("end_minor").as("mrr_minor"),
            when(col("is_followed"), col("next_mrr_minor")).as("next_mrr_minor"),
            col("outcome"),
            col("renewal_number"));
  }

  /** The layers of each cycle that an invoice opened, in one row. */
  private static Dataset<Row> cycles(Dataset<Row> layers) {
    Column isInvoiced = col("basis").equalTo("invoiced");
    Column opens = isInvoiced.and(RESTARTS.or(col("kind").isin("cycle", "straddle")));
    Column reachesEnd = isInvoiced.and(col("end_at").geq(col("cycle_end_at")));
    Column isPendingAfter =
        col("basis")
            .equalTo("pending")
            .and(col("start_at").geq(col("cycle_end_at").minus(lit(AN_HOUR))));
    Column isUnseen = col("starts_unseen").or(col("basis").equalTo("implied"));
    WindowSpec ofSubscription = Window.partitionBy(columns(SUBSCRIPTION));
    WindowSpec ofStream = Window.partitionBy(columns(STREAM));
    return layers
        .groupBy(columns(STREAM, "cycle_start_at", "cycle_end_at"))
        .agg(
            max(when(opens, col("billing_interval"))).as("billing_interval"),
            max(when(opens, col("cycle_months_exact"))).as("months_exact"),
            max(when(opens, col("end_at"))).as("opener_end_at"),
            sum(when(opens, col("mrr_minor"))).as("opening_minor"),
            coalesce(sum(when(reachesEnd, col("mrr_minor"))), lit(0L)).as("end_minor"),
            max(when(opens.and(RESTARTS), col("cycle_start_at"))).as("restarted_at"),
            max(isPendingAfter).as("is_pending"),
            max(isUnseen).as("is_unseen"))
        .withColumn("restarts", collect_set("restarted_at").over(ofSubscription))
        .withColumn("began_unseen", max("is_unseen").over(ofStream))
        .where(col("opener_end_at").isNotNull())
        .withColumn("ended_at", least(col("opener_end_at"), col("cycle_end_at")));
  }

  private static Column outcome(DataWindow window, Duration grace) {
    Duration wait = grace.compareTo(WRITTEN_WITHIN) > 0 ? grace : WRITTEN_WITHIN;
    Column isFree = col("opening_minor").leq(0).and(col("end_minor").leq(0));
    Column wasCut = col("ended_at").lt(col("cycle_end_at"));
    Column isRestarted = exists(col("restarts"), BillingCycles::isAtTheEnd);
    Column endsLate = col("ended_at").gt(lit(window.through().minus(wait)));
    Column isOpen = endsLate.or(col("is_pending").and(not(col("is_followed"))));
    Column isRenewed = col("is_followed").and(col("next_mrr_minor").gt(0));
    return when(isFree, Outcome.FREE.text())
        .when(wasCut.and(col("is_followed").or(isRestarted)), Outcome.REPLACED.text())
        .when(isOpen, Outcome.NOT_DUE.text())
        .when(isRenewed, Outcome.RENEWED.text())
        .otherwise(Outcome.LOST.text());
  }

  private static Column isAtTheEnd(Column restart) {
    return restart.between(col("ended_at").minus(lit(AN_HOUR)), col("ended_at").plus(lit(AN_HOUR)));
  }

  /** Adds {@code renewal_number}: a change of interval and a return after a lapse begin anew. */
  private static Dataset<Row> numbered(
      Dataset<Row> cycles, Dataset<Row> earlier, WindowSpec inOrder) {
    WindowSpec ofRun = Window.partitionBy(columns(STREAM, "run"));
    Column cyclesSinceCreation =
        floor(
            months_between(col("cycle_start_at").plus(expr("INTERVAL 1 DAY")), col("created_at"))
                .divide(months()));
    Column mostBefore = least(col("earlier_payments"), cyclesSinceCreation);
    Column before =
        when(col("began_unseen").and(col("run").equalTo(0)), greatest(mostBefore, lit(1L)))
            .otherwise(0L);
    Column isKnown = not(col("began_unseen")).or(mostBefore.isNotNull()).or(col("run").gt(0));
    return cycles
        .withColumn("run", sum(when(col("continues"), 0L).otherwise(1L)).over(inOrder).minus(1))
        .join(earlier, new String[] {"customer_id"}, "left")
        .withColumn("before", before)
        .withColumn("before", first("before").over(ofRun.orderBy("cycle_start_at")))
        .withColumn("position", row_number().over(ofRun.orderBy("cycle_start_at")))
        .withColumn(
            "renewal_number", when(isKnown, col("before").plus(col("position"))).cast("int"));
  }

  private static Column continues(Duration grace) {
    Column sameInterval = col("previous_interval").equalTo(col("billing_interval"));
    return coalesce(
        sameInterval.and(follows("cycle_start_at", "previous_ended_at", grace)), lit(false));
  }

  private static Column follows(String start, String end, Duration grace) {
    Duration within = grace.compareTo(AN_HOUR) > 0 ? grace : AN_HOUR;
    return coalesce(col(start).leq(col(end).plus(lit(within))), lit(false));
  }

  private static Column months() {
    Column parts = split(col("months_exact"), "/");
    return parts.getItem(0).cast("double").divide(parts.getItem(1).cast("double"));
  }

  private static Column[] columns(List<String> names, String... more) {
    return Stream.concat(names.stream(), Stream.of(more))
        .map(name -> col(name))
        .toArray(Column[]::new);
  }
}
