package io.tidemark.relational;

import io.tidemark.errors.DatabaseErrors;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;

/**
 * Replaces the run in a PostgreSQL database, in one transaction, by the files in a run's folder;
 * without Spark.
 */
public final class PostgresLoader {
  /**
   * SQL state classes of server problems: connection lost, server shut down, out of disk and
   * similar.
   */
  private static final List<String> FAULTS_OF_SERVER = List.of("08", "53", "57", "58");

  private static final String NO_SUCH_TABLE = "42P01";

  private PostgresLoader() {}

  /**
   * Loads the run in a folder into a database.
   *
   * @throws io.tidemark.errors.UserError if the server cannot be reached or the connection is lost;
   *     the database is then unchanged
   */
  static void load(PostgresAddress address, Optional<String> password, Path runFolder) {
    List<RelationalFolder.Copied> tables = RelationalFolder.copied(runFolder);
    String everyTable =
        "calendar, "
            + tables.stream().map(RelationalFolder.Copied::table).collect(Collectors.joining(", "));
    try (Connection connection = address.connect(password)) {
      RelationalSchema.migrate(address.source(password), PostgresAddress.SCHEMA);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        // Locked first and alone: readers lock this table, so that none sees tables of two runs.
        statement.execute("lock table runs in access exclusive mode");
        statement.execute("truncate " + everyTable);
        for (RelationalFolder.Copied table : tables) {
          copy(connection, table, RelationalFolder.copy(runFolder, table.table()));
        }
        fillCalendar(connection);
        statement.execute("analyze " + everyTable);
      }
      connection.commit();
    } catch (SQLException | IOException failed) {
      throw explained(address, failed);
    } catch (RuntimeException failed) {
      throw isFaultOfServer(failed.getCause()) ? explained(address, failed) : failed;
    }
  }

  /** Returns the id of the run in a database; empty if it contains none. */
  public static Optional<String> held(PostgresAddress address, Optional<String> password) {
    try (Connection connection = address.connect(password);
        Statement statement = connection.createStatement();
        ResultSet runs = statement.executeQuery("select run_id from runs")) {
      return runs.next() ? Optional.of(runs.getString(1)) : Optional.empty();
    } catch (SQLException failed) {
      if (NO_SUCH_TABLE.equals(failed.getSQLState())) {
        return Optional.empty();
      }
      throw explained(address, failed);
    }
  }

  private static void copy(Connection connection, RelationalFolder.Copied table, Path file)
      throws SQLException, IOException {
    String sql =
        "copy " + table.table() + " (" + String.join(", ", table.columns()) + ") from stdin";
    try (InputStream rows = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, rows, 1 << 16);
    }
  }

  private static void fillCalendar(Connection connection) throws SQLException, IOException {
    StringBuilder days = new StringBuilder();
    for (Iterator<Object[]> each = RunRows.calendar(connection); each.hasNext(); ) {
      days.append(CopyText.line(each.next()));
    }
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn("copy calendar (date) from stdin", new StringReader(days.toString()));
  }

  private static RuntimeException explained(PostgresAddress address, Exception failed) {
    Throwable cause = failed instanceof RuntimeException ? failed.getCause() : failed;
    if (isFaultOfServer(cause)) {
      return DatabaseErrors.lost(address.name(), cause.getMessage());
    }
    return new IllegalStateException("cannot load " + address.name(), failed);
  }

  private static boolean isFaultOfServer(Throwable failed) {
    return failed instanceof SQLException error
        && error.getSQLState() != null
        && FAULTS_OF_SERVER.contains(error.getSQLState().substring(0, 2));
  }
}
