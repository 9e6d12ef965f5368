package io.tidemark.outputs;

import io.tidemark.config.Policy;
import io.tidemark.tables.Table;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The databases every test of the relational store runs on. */
enum Store {
  H2,
  POSTGRESQL;

  private static EmbeddedPostgres server;
  private Path books;

  /** The folder of a run that holds {@link Books}; loaded once. */
  synchronized Path books() {
    if (books == null) {
      books = newRunFolder();
      load(books, Books.RUN, Books.tables());
    }
    return books;
  }

  /** Loads into the database of this kind; there is one of PostgreSQL. */
  void load(Path runFolder, RelationalRun run, Map<Table, Dataset<Row>> tables) {
    new RelationalStore(policy(), Optional.empty()).load(runFolder, run, tables);
  }

  Policy policy() {
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
        ? H2File.forReading(runFolder).getConnection()
        : PostgresAddress.of(policy()).connect(Optional.empty());
  }

  static Path newRunFolder() {
    try {
      Path folder = Files.createTempDirectory("tidemark-run");
      folder.toFile().deleteOnExit();
      return folder;
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
