package io.tidemark.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.Policy;
import io.tidemark.export.Exports;
import io.tidemark.query.AnswerRun;
import io.tidemark.warehouse.PrivateFiles;
import io.tidemark.warehouse.PrivateJson;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.RunFingerprint;
import io.tidemark.warehouse.Runs;
import io.tidemark.warehouse.Runs.Run;
import io.tidemark.warehouse.ScratchSpace;
import io.tidemark.warehouse.Verification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relational copies of runs that were published without one. */
class RelationalCopyTest {
  private static final Instant NINE = Instant.parse("2025-03-01T09:00:00Z");

  @TempDir private Path warehouse;

  @Test
  @DisplayName("A copy made later in H2 holds the published rows, and the run stays verified")
  void laterInH2() throws Exception {
    Published run = publish(NINE);
    Path folder = PublishedRuns.of(warehouse).folder(run);
    assertThat(H2File.in(folder)).doesNotExist();

    String place = load(run, Policy.defaults());

    assertThat(place).isEqualTo(H2File.in(folder).toString());
    assertThat(value(Store.H2, folder, "select run_id from runs")).isEqualTo(run.runId());
    assertThat(value(Store.H2, folder, "select data_from_date from runs")).isEqualTo("2024-01-01");
    assertThat(value(Store.H2, folder, "select count(*) from invoices")).isEqualTo("8");
    assertThat(
            value(
                Store.H2,
                folder,
                "select mrr from customer_mrr_on"
                    + " where customer_id = 'cus_yearly' and date = date '2024-02-20'"))
        .isEqualTo("100.0000");
    assertThat(Verification.of(warehouse, run)).isEmpty();
  }

  @Test
  @DisplayName("A copy that is there stays as it is")
  void again() throws IOException {
    Published run = publish(NINE);
    Path file = Path.of(load(run, Policy.defaults()));
    byte[] made = Files.readAllBytes(file);

    assertThat(load(run, Policy.defaults())).isEqualTo(file.toString());
    assertThat(file).hasBinaryContent(made);
  }

  @Test
  @DisplayName("PostgreSQL holds the current run only, and goes back with it")
  void laterInPostgres() throws Exception {
    Published first = publish(NINE);
    Published second = publish(NINE.plusSeconds(60));
    Policy policy = Store.POSTGRESQL.policy();
    Path folder = PublishedRuns.of(warehouse).folder(second);

    assertThatThrownBy(() -> load(first, policy))
        .hasMessageContaining("RUN_UNKNOWN: cannot load run " + first.runId())
        .hasMessageContaining("tidemark rollback " + first.runId());
    assertThat(load(second, policy)).endsWith("/postgres");
    assertThat(value(Store.POSTGRESQL, folder, "select run_id from runs"))
        .isEqualTo(second.runId());
    Store.POSTGRESQL.load(Store.newFolder(), Books.NEXT_RUN, Books.tables());
    load(second, policy);

    assertThat(value(Store.POSTGRESQL, folder, "select run_id from runs"))
        .isEqualTo(second.runId());
    assertThat(Verification.of(warehouse, second)).isEmpty();
  }

  @Test
  @DisplayName("Without a store to load into, the error names both")
  void noStore() {
    Published run = publish(NINE);

    assertThatThrownBy(() -> load(run, Policy.of(Map.of("relational.store", "none"))))
        .hasMessageContaining("CONFIG_INVALID: cannot load run " + run.runId())
        .hasMessageContaining("--set relational.store=h2");
  }

  @Test
  @DisplayName("What a load that was killed left behind goes with the next start")
  void killed() throws IOException {
    Published run = publish(NINE);
    Path making = warehouse.resolve("runs").resolve(run.runId() + ".load");
    PrivateFiles.createDeletable(making);
    Files.writeString(making.resolve("half"), "of a database");

    load(run, Policy.defaults());

    assertThat(making).doesNotExist();
    assertThat(Verification.of(warehouse, run)).isEmpty();
  }

  private String load(Published run, Policy policy) {
    try (Runs runs = Runs.lock(warehouse)) {
      return RelationalCopy.make(runs, run, policy, Optional.empty());
    }
  }

  private Published publish(Instant start) {
    return AnswerRun.publish(warehouse, start, "mrr 100", 0, RelationalCopyTest::export);
  }

  private static void export(Run run) {
    Books.tables()
        .forEach(
            (table, rows) -> Exports.write(table, rows, run.folder(), ScratchSpace.onOneDisk()));
    PrivateJson.write(Books.basis(), run.folder().resolve(RunFingerprint.FILE));
  }

  private static String value(Store store, Path folder, String sql) throws SQLException {
    try (Connection connection = store.connect(folder);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      assertThat(result.next()).isTrue();
      return result.getString(1);
    }
  }
}
