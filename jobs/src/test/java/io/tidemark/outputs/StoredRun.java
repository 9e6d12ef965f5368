package io.tidemark.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.insights.CustomerPass;
import io.tidemark.insights.Metrics;
import io.tidemark.insights.PassResult;
import io.tidemark.mrr.ConversionFactors;
import io.tidemark.mrr.DataWindow;
import io.tidemark.mrr.Layers;
import io.tidemark.source.Rates;
import io.tidemark.staging.ExchangeRates;
import io.tidemark.staging.Subscriptions;
import io.tidemark.tables.MrrTables;
import io.tidemark.tables.StagingTables;
import io.tidemark.tables.Table;
import io.tidemark.testing.LiteralTable;
import io.tidemark.testing.TestSpark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** A warehouse whose current run was computed from staged invoices by the rules themselves. */
public final class StoredRun {
  private static final String RUN_ID = "20260101T060000-0a1b2c3d";

  private StoredRun() {}

  /**
   * Computes and loads a run.
   *
   * @return the warehouse
   */
  public static Path of(Dataset<Row> staged, Dataset<Row> customers, Policy policy) {
    DataWindow window = DataWindow.of(DataWindow.bounds(staged).first(), policy, Optional.empty());
    List<Row> rates = Rates.read(Optional.empty(), new Configuration()).rows();
    Dataset<Row> noAdjustments = LiteralTable.of(StagingTables.ADJUSTMENTS, "reason");
    List<String> currencies =
        ConversionFactors.currencies(staged, noAdjustments, policy)
            .as(Encoders.STRING())
            .collectAsList();
    Map<Table, Dataset<Row>> tables = new HashMap<>();
    tables.put(
        StagingTables.EXCHANGE_RATES,
        rows(StagingTables.EXCHANGE_RATES.schema(), ExchangeRates.of(rates, currencies, "EUR")));
    tables.put(StagingTables.CUSTOMERS, customers);
    tables.put(StagingTables.ADJUSTMENTS, noAdjustments);
    Dataset<Row> subscriptions = Subscriptions.of(staged);
    tables.put(StagingTables.SUBSCRIPTIONS, subscriptions);
    List<Row> factors = ConversionFactors.of(rates, currencies, policy, window);
    PassResult found =
        CustomerPass.of(window, policy, factors, new Metrics(List.of()))
            .over(staged, customers, noAdjustments, subscriptions, 1, Dataset::localCheckpoint);
    tables.put(StagingTables.INVOICES, Layers.withReasons(staged, found.exclusions()));
    tables.put(StagingTables.REJECTS, LiteralTable.of(StagingTables.REJECTS, "value"));
    tables.put(MrrTables.MRR_LAYERS, found.layers());
    tables.put(MrrTables.CUSTOMER_MRR, found.customerMrr());
    tables.put(MrrTables.DAILY_MRR, LiteralTable.of(MrrTables.DAILY_MRR, "date"));
    RelationalRun run =
        new RelationalRun(
            RUN_ID,
            Instant.parse("2026-01-01T06:00:00Z"),
            window.from(),
            window.through(),
            window.asOf(),
            window.zone(),
            "0.1.0",
            Json.write(policy.texts()));
    Path warehouse = Store.newFolder();
    Store.H2.load(warehouse.resolve("runs").resolve(RUN_ID), run, tables);
    makeCurrent(warehouse);
    return warehouse;
  }

  private static Dataset<Row> rows(StructType schema, List<Row> rows) {
    return TestSpark.session().createDataFrame(rows, schema);
  }

  /** Reads the current run of a warehouse. */
  static RelationalReader open(Path warehouse) {
    PublishedRuns runs = PublishedRuns.of(warehouse);
    PublishedRuns.Published current = runs.current().orElseThrow();
    return RelationalReader.open(runs.folder(current), current.runId(), Optional.empty());
  }

  /** A copy of a warehouse whose store was changed in SQL. */
  static Path changed(Path warehouse, String... changes) {
    Path copy = Store.newFolder();
    Path run = copy.resolve("runs").resolve(RUN_ID);
    try {
      Files.createDirectories(H2File.in(run).getParent());
      Files.copy(H2File.in(warehouse.resolve("runs").resolve(RUN_ID)), H2File.in(run));
      makeCurrent(copy);
      try (Connection connection = H2File.forWriting(run).getConnection();
          Statement statement = connection.createStatement()) {
        for (String change : changes) {
          assertThat(statement.executeUpdate(change)).as(change).isPositive();
        }
      }
      return copy;
    } catch (IOException | SQLException failed) {
      throw new AssertionError(failed);
    }
  }

  private static void makeCurrent(Path warehouse) {
    PublishedRuns.Published run = new PublishedRuns.Published(RUN_ID, "-");
    String current =
        Json.write(new PublishedRuns.State(run.runId(), run.manifestSha256(), List.of(run)));
    try {
      Files.writeString(warehouse.resolve(PublishedRuns.CURRENT), current);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
