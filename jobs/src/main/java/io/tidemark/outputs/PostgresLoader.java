package io.tidemark.outputs;

import io.tidemark.tables.Table;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/** Replaces the run a PostgreSQL database holds, in one transaction. */
final class PostgresLoader {
  private PostgresLoader() {}

  static void load(
      PostgresAddress address,
      Optional<String> password,
      Path runFolder,
      RelationalRun run,
      Map<Table, Dataset<Row>> tables) {
    try (Connection connection = address.connect(password)) {
      RelationalSchema.migrate(address.source(password), PostgresAddress.SCHEMA);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("truncate " + everyTable());
        copyAll(connection, run, tables);
        statement.execute("analyze " + everyTable());
      }
      connection.commit();
      RelationalFolder.writeAddress(runFolder, address);
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("cannot load " + address.name(), e);
    }
  }

  /** {@code runs} first: it is what a reader locks, so that none sees tables of two runs. */
  private static String everyTable() {
    List<String> names = RelationalTables.IN_ORDER.stream().map(Table::name).toList();
    return "runs, calendar, " + String.join(", ", names);
  }

  private static void copyAll(
      Connection connection, RelationalRun run, Map<Table, Dataset<Row>> tables)
      throws SQLException, IOException {
    copy(connection, "runs", RunRows.COLUMNS, RunRows.of(run));
    for (Table table : RelationalTables.IN_ORDER) {
      Iterator<Object[]> rows = RelationalTables.rows(table, tables.get(table));
      copy(connection, table.name(), RelationalTables.columns(table), rows);
    }
    copy(connection, "calendar", List.of("date"), RunRows.calendar(connection));
  }

  private static void copy(
      Connection connection, String table, List<String> columns, Iterator<Object[]> rows)
      throws SQLException, IOException {
    String sql = "copy " + table + " (" + String.join(", ", columns) + ") from stdin";
    PGConnection postgres = connection.unwrap(PGConnection.class);
    try (Writer writer =
        new BufferedWriter(
            new OutputStreamWriter(
                new PGCopyOutputStream(postgres, sql), StandardCharsets.UTF_8))) {
      while (rows.hasNext()) {
        writer.write(CopyText.line(rows.next()));
      }
    }
  }
}
