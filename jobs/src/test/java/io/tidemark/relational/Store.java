package io.tidemark.relational;

import io.tidemark.config.Policy;
import io.tidemark.export.Exports;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.PrivateJson;
import io.tidemark.warehouse.PublishedRuns;
import io.tidemark.warehouse.PublishedRuns.Published;
import io.tidemark.warehouse.ScratchSpace;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The databases every test of the relational store runs on. */
public enum Store {
  H2,
  POSTGRESQL;

  private static EmbeddedPostgres server;
  private Path warehouse;

  /** A warehouse whose current run holds {@link Books}; loaded once. */
  public synchronized Path warehouse() {
    if (warehouse == null) {
      warehouse = newFolder();
      load(runFolder(warehouse), Books.RUN, Books.tables());
      Published run = new Published(Books.RUN.runId(), "-");
      PrivateJson.write(
          new PublishedRuns.State(run.runId(), run.manifestSha256(), List.of(run)),
          warehouse.resolve(PublishedRuns.CURRENT));
    }
    return warehouse;
  }

  /** The folder of that run. */
  Path books() {
    return runFolder(warehouse());
  }

  private static Path runFolder(Path warehouse) {
    return warehouse.resolve("runs").resolve(Books.RUN.runId());
  }

  /** Loads into the database of this kind; there is one of PostgreSQL. */
  public void load(Path runFolder, RelationalRun run, Map<Table, Dataset<Row>> tables) {
    RelationalStore store = new RelationalStore(policy(), Optional.empty());
    store.write(runFolder, run, exported(tables));
    store.load(runFolder);
  }

  /** Reads tables that were exported to a folder of their own. */
  static ExportReader exported(Map<Table, Dataset<Row>> tables) {
    Path folder = newFolder();
    tables.forEach((table, rows) -> Exports.write(table, rows, folder, ScratchSpace.onOneDisk()));
    return ExportReader.ofTables(folder);
  }

  public Policy policy() {
    if (this == H2) {
      return Policy.defaults();
    }
    return Policy.of(
        Map.of(
            "relational.store", "postgresql",
            "relational.port", Integer.toString(server().getPort()),
            "relational.database", "postgres",
            "relational.user", "postgres"));
  }

  /** Plain SQL over what was loaded. */
  Connection connect(Path runFolder) throws SQLException {
    return this == H2
        ? DriverManager.getConnection(
            "jdbc:h2:file:" + h2Name(runFolder) + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE", "sa", "")
        : PostgresAddress.of(policy()).connect(Optional.empty());
  }

  private static String h2Name(Path runFolder) {
    return H2File.in(runFolder).toString().replace(".mv.db", "");
  }

  /** The same to try changes on; those of PostgreSQL must not be committed. */
  Connection connectForWriting() throws SQLException {
    if (this == POSTGRESQL) {
      return connect(books());
    }
    Path copy = newFolder();
    try {
      Files.createDirectory(H2File.in(copy).getParent());
      Files.copy(H2File.in(books()), H2File.in(copy));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return H2File.forWriting(copy).getConnection();
  }

  /** Below the build's own folder, which cleaning removes. */
  public static Path newFolder() {
    try {
      return Files.createTempDirectory(Path.of("target"), "store").toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static synchronized EmbeddedPostgres server() {
    if (server == null) {
      try {
        server = EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return server;
  }
}
