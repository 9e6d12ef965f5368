package io.tidemark.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.sum;

import io.tidemark.mrr.CustomerMrr;
import io.tidemark.mrr.DailyMrr;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.WarmUp;
import io.tidemark.tables.MrrTables;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * MRR of every day from layers, in two ways: each customer joined with each day, as the date spines
 * of data playbooks do, and from the days on which something changes, as here. Both sum up to the
 * same figures, or it fails.
 */
public final class DateSpine {
  private static final int TIMES = 3;

  /** What takes longer is not measured again: what else a machine does is then a small part. */
  private static final long LONG_ENOUGH = TimeUnit.MINUTES.toNanos(1);

  /** Of a spine that takes longer only that is said. */
  private static final long MOST = 20;

  private final SparkSession spark;
  private final Dataset<Row> layers;
  private final DataWindow window;

  private DateSpine(SparkSession spark, Dataset<Row> layers) {
    this.spark = spark;
    this.layers = layers;
    Row span = layers.selectExpr("min(start_at)", "max(start_at)", "max(start_date)").first();
    Instant from = span.getTimestamp(0).toInstant();
    Instant through = span.getTimestamp(1).toInstant();
    this.window =
        new DataWindow(from, through, span.getDate(2).toLocalDate(), ZoneId.of("Europe/Vienna"));
  }

  /** Arguments: the layers as Parquet. Prints how many times as long the spine takes. */
  public static void main(String[] arguments) throws IOException {
    try (SparkSession spark = Sessions.open()) {
      DateSpine ways = new DateSpine(spark, spark.read().parquet(arguments[0]).localCheckpoint());
      long spine = Long.MAX_VALUE;
      long changes = Long.MAX_VALUE;
      boolean isLong = false;
      for (int time = 0; time < TIMES && !isLong; time++) {
        Taken byChanges = ways.taken(ways::byChanges, Long.MAX_VALUE).orElseThrow();
        Optional<Taken> bySpine = ways.taken(ways::bySpine, byChanges.nanoseconds * MOST);
        if (bySpine.isEmpty()) {
          System.out.println("> " + MOST);
          return;
        }
        if (bySpine.get().total != byChanges.total) {
          throw new IllegalStateException(bySpine.get() + " by days, " + byChanges + " by changes");
        }
        spine = Math.min(spine, bySpine.get().nanoseconds);
        changes = Math.min(changes, byChanges.nanoseconds);
        isLong = bySpine.get().nanoseconds > LONG_ENOUGH;
      }
      System.out.printf(Locale.ROOT, "%.1f%n", (double) spine / changes);
    }
  }

  /** How long a way took, and what it sums up to. */
  private record Taken(long nanoseconds, long total) {}

  /** Empty where a way is not done in time. */
  private Optional<Taken> taken(Supplier<Dataset<Row>> way, long mostNanoseconds) {
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    AtomicBoolean isLate = new AtomicBoolean();
    Runnable stop =
        () -> {
          isLate.set(true);
          spark.sparkContext().cancelAllJobs();
        };
    // Again each second: where it comes between two jobs there is none to stop.
    clock.scheduleAtFixedRate(stop, mostNanoseconds, 1_000_000_000L, TimeUnit.NANOSECONDS);
    long start = System.nanoTime();
    try {
      long total = total(way.get());
      return Optional.of(new Taken(System.nanoTime() - start, total));
    } catch (Exception stopped) {
      if (!isLate.get()) {
        throw stopped;
      }
      return Optional.empty();
    } finally {
      clock.shutdownNow();
    }
  }

  private Dataset<Row> bySpine() {
    Dataset<Row> days =
        spark
            .range(window.openingDay().toEpochDay(), window.asOf().toEpochDay() + 1)
            .selectExpr("date_from_unix_date(cast(id as int)) as date");
    Dataset<Row> customerDays = layers.select("customer_id", "currency").distinct().crossJoin(days);
    Dataset<Row> active =
        customerDays
            .join(
                layers.select("customer_id", "currency", "start_date", "end_date", "mrr_minor"),
                new String[] {"customer_id", "currency"})
            .where(col("start_date").leq(col("date")).and(col("date").lt(col("end_date"))));
    return active
        .groupBy("date", "customer_id", "currency")
        .agg(sum("mrr_minor").as("mrr_minor"))
        .where(col("mrr_minor").gt(0))
        .groupBy("date", "currency")
        .agg(sum("mrr_minor").as("mrr_minor"), countDistinct("customer_id").as("customers"));
  }

  private Dataset<Row> byChanges() {
    Dataset<Row> customerMrr = CustomerMrr.of(CustomerMrr.balances(layers)).localCheckpoint();
    Dataset<Row> noMovements = spark.createDataFrame(List.of(), MrrTables.MRR_MOVEMENTS.schema());
    Dataset<Row> warmUps = WarmUp.of(layers.limit(0), "EUR", window);
    return DailyMrr.of(customerMrr, noMovements, warmUps, "EUR", window);
  }

  private static long total(Dataset<Row> days) {
    Row sums = days.agg(sum("mrr_minor"), sum("customers")).first();
    return sums.getLong(0) + sums.getLong(1);
  }
}
