package io.tidemark.relational;

import io.tidemark.errors.Errors;
import io.tidemark.errors.UserError;
import io.tidemark.tables.Table;
import io.tidemark.warehouse.ExportReader;
import io.tidemark.warehouse.ExportRows;
import io.tidemark.warehouse.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;

/** Writes a new H2 file in one pass; afterwards it is only read. */
final class H2Loader {
  private static final int BATCH = 1_000;
  private static final int BATCHES_PER_COMMIT = 100;

  private H2Loader() {}

  static void load(Path runFolder, RelationalRun run, ExportReader exports) {
    Path file = H2File.in(runFolder);
    JdbcDataSource database = H2File.forWriting(runFolder);
    try {
      PrivateFiles.createFolders(file.getParent());
      // H2 ties an IN check to the connection that created it, so the file is reopened afterwards.
      RelationalSchema.migrateTables(database, H2File.SCHEMA);
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        insertAll(connection, run, exports);
        connection.setAutoCommit(true);
        RelationalSchema.migrate(database, H2File.SCHEMA);
        try (Statement statement = connection.createStatement()) {
          statement.execute("analyze");
          statement.execute("shutdown compact");
        }
      }
      PrivateFiles.restrict(file);
    } catch (SQLException | IOException | RuntimeException failed) {
      throw explained(failed, file);
    }
  }

  /**
   * Returns the error of a failed load. H2 reports a full disk inconsistently, so this checks the
   * free space.
   */
  private static RuntimeException explained(Exception failed, Path file) {
    if (!(failed instanceof UserError)) {
      Optional<String> refused = PrivateFiles.refused(file);
      if (refused.isPresent()) {
        return Errors.diskRefused(refused.get());
      }
    }
    return failed instanceof RuntimeException ours
        ? ours
        : new IllegalStateException("cannot write " + file, failed);
  }

  private static void insertAll(Connection connection, RelationalRun run, ExportReader exports)
      throws SQLException {
    insert(connection, "runs", RunRows.COLUMNS, RunRows.of(run));
    for (Table table : RelationalTables.IN_ORDER) {
      try (ExportRows rows = RelationalTables.rows(table, exports)) {
        insert(connection, table, RelationalTables.values(table, rows));
      }
    }
    insert(connection, "calendar", List.of("date"), RunRows.calendar(connection));
  }

  /**
   * Inserts the rows of a table. If they are not in the order of its primary key, the key is built
   * after all rows are inserted.
   */
  private static void insert(Connection connection, Table table, Iterator<Object[]> rows)
      throws SQLException {
    String alter = "alter table " + table.name();
    boolean comesInOrder = RelationalTables.comesInOrder(table);
    try (Statement statement = connection.createStatement()) {
      if (!comesInOrder) {
        statement.execute(alter + " drop primary key");
      }
      insert(connection, table.name(), RelationalTables.columns(table), rows);
      if (!comesInOrder) {
        String key = String.join(", ", table.key());
        statement.execute(alter + " add primary key (" + key + ")");
      }
    }
  }

  private static void insert(
      Connection connection, String table, List<String> columns, Iterator<Object[]> rows)
      throws SQLException {
    String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
    String sql =
        "insert into " + table + " (" + String.join(", ", columns) + ") values (" + marks + ")";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int batch = 1; rows.hasNext(); batch++) {
        for (int i = 0; i < BATCH && rows.hasNext(); i++) {
          add(statement, rows.next());
        }
        statement.executeBatch();
        if (batch % BATCHES_PER_COMMIT == 0) {
          connection.commit();
        }
      }
    }
    connection.commit();
  }

  private static void add(PreparedStatement statement, Object[] values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.addBatch();
  }
}
