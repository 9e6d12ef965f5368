package io.tidemark.forecast;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.simulate.Export;
import io.tidemark.simulate.SimulationOptions;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.StatisticsTables;
import io.tidemark.testing.Figures;
import io.tidemark.testing.TestSpark;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything of the forecast for 100,000 active lines: what Spark gathers of two months of
 * invoices, 2,000 futures, the backtest and the risks, within what two cores do in a minute. Time
 * of the processor is measured, as others may use the machine; gathering and drawing, most of it,
 * are done by all cores there are.
 */
class ForecastSpeedTest {
  private static final int LINES = 100_000;
  private static final Duration MOST = Duration.ofSeconds(2 * 60);

  @TempDir private static Path folder;

  @Test
  @Tag("long")
  void hundredThousandLinesTakeLessThanAMinuteOfTwoCores() throws IOException {
    Instant end = Instant.parse("2024-06-30T10:30:00Z");
    Export.write(
        SimulationOptions.of(5, 4_000, Instant.parse("2023-01-01T00:00:00Z"), end)
            .withWindow(Instant.parse("2024-05-01T00:00:00Z"), end),
        folder);
    Figures few =
        Figures.ofFiles(
            List.of(folder.resolve("invoices.csv").toString()),
            List.of(folder.resolve("customers.csv").toString()),
            Policy.defaults());
    Dataset<Row> layers = few.table(MrrTables.MRR_LAYERS);
    long active =
        layers
            .where(col("start_date").leq(few.window().asOf()))
            .where(col("end_date").gt(few.window().asOf()))
            .select("currency", "subscription_id")
            .distinct()
            .count();
    int copies = (int) (LINES / active) + 1;
    Dataset<Row> invoices = copied(few.table(StagingTables.INVOICES), copies);
    Dataset<Row> customers = copied(few.table(StagingTables.CUSTOMERS), copies);
    Forecast.Conversion conversion =
        Forecast.Conversion.constant("EUR", Map.of("EUR", 1.0, "GBP", 1.2, "USD", 0.9));

    Duration begun = processorTime();
    Forecast forecast =
        Forecast.of(
            invoices,
            customers,
            layers,
            few.table(MrrTables.DAILY_MRR),
            conversion,
            Policy.defaults(),
            few.window());
    Duration taken = processorTime().minus(begun);

    assertThat(started(forecast)).isEqualTo(copies * published(few));
    assertThat(forecast.backtest()).isNotEmpty();
    assertThat(taken).as("%d copies of %d lines", copies, active).isLessThan(MOST);
  }

  /** Of the process so far, on all cores. */
  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  /** The same again so many times, each copy of other customers. */
  private static Dataset<Row> copied(Dataset<Row> rows, int copies) {
    Dataset<Row> numbers = TestSpark.session().range(copies).select(col("id").as("copy"));
    Dataset<Row> all = rows.crossJoin(numbers);
    for (String id : List.of("customer_id", "subscription_id", "invoice_id")) {
      all =
          List.of(rows.columns()).contains(id)
              ? all.withColumn(id, when(col(id).isNotNull(), concat_ws("_", col(id), col("copy"))))
              : all;
    }
    return Figures.local(all.drop("copy"));
  }

  /** Committed, and what comes up, in every currency: what runs on the day forecast from. */
  private static long started(Forecast forecast) {
    Dataset<Row> days =
        TestSpark.session()
            .createDataFrame(forecast.days(), StatisticsTables.MRR_FORECAST.schema());
    return days.where("horizon_days = 1 AND scenario = 'base' AND NOT is_converted")
        .selectExpr("sum(committed_minor + at_renewal_minor)")
        .first()
        .getLong(0);
  }

  private static long published(Figures figures) {
    return figures
        .nativeRows(MrrTables.DAILY_MRR)
        .where(col("date").equalTo(figures.window().asOf()))
        .selectExpr("sum(mrr_minor)")
        .first()
        .getLong(0);
  }
}
