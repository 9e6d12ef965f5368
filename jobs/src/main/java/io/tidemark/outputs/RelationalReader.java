package io.tidemark.outputs;

import io.tidemark.errors.DatabaseErrors;
import io.tidemark.errors.Errors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the relational store of a published run, without Spark: one unchanging state of it,
 * whatever is loaded meanwhile.
 */
public final class RelationalReader implements AutoCloseable {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();
  private final HeldRun run;

  /**
   * The run a store holds.
   *
   * @param dataFrom business date of the first invoice
   * @param dataThrough business date of the last invoice; what is later is contracted
   */
  record HeldRun(String runId, LocalDate dataFrom, LocalDate dataThrough, ZoneId zone) {}

  private static final HeldRun NO_RUN = new HeldRun("no run", null, null, null);
  private static final String NO_SUCH_TABLE = "42P01";
  private static final String HELD =
      "select run_id, data_from_date, data_through_date, business_time_zone from runs";

  private RelationalReader(Connection connection) {
    this.connection = connection;
    List<HeldRun> runs = list(HELD, RelationalReader::heldRun);
    this.run = runs.isEmpty() ? NO_RUN : runs.get(0);
  }

  /**
   * Opens the store of a run.
   *
   * @param password of the PostgreSQL user, where the run was loaded into PostgreSQL
   * @throws io.tidemark.errors.UserError where there is none, it cannot be reached, or it holds
   *     another run
   */
  public static RelationalReader open(Path runFolder, String runId, Optional<String> password) {
    Optional<PostgresAddress> address = RelationalFolder.readAddress(runFolder);
    String name = address.map(PostgresAddress::name).orElse(H2File.in(runFolder).toString());
    try {
      Connection connection =
          address.isPresent() ? snapshot(address.get(), password) : file(runFolder);
      RelationalReader reader = new RelationalReader(connection);
      if (!reader.run.runId().equals(runId)) {
        reader.close();
        throw DatabaseErrors.holdsAnother(name, reader.run.runId(), runId);
      }
      return reader;
    } catch (SQLException e) {
      if (NO_SUCH_TABLE.equals(e.getSQLState())) {
        throw DatabaseErrors.holdsAnother(name, NO_RUN.runId(), runId);
      }
      throw new IllegalStateException("cannot read " + name, e);
    }
  }

  /**
   * Opens what a run's own folder has of it for a comparison, whatever run a PostgreSQL database
   * holds.
   *
   * @throws io.tidemark.errors.UserError where it is gone or damaged
   */
  static RelationalReader openKept(Path runFolder) {
    boolean isInH2 = RelationalFolder.readAddress(runFolder).isEmpty();
    try {
      return new RelationalReader(isInH2 ? file(runFolder) : KeptCopy.open(runFolder));
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read " + RelationalFolder.of(runFolder), e);
    }
  }

  HeldRun run() {
    return run;
  }

  /** One row of a result, as the caller wants it. */
  interface Mapper<T> {
    T row(ResultSet row) throws SQLException;
  }

  /** All rows of a query with its arguments in place of the question marks. */
  <T> List<T> list(String sql, Mapper<T> mapper, Object... arguments) {
    try {
      // A statement that is in use is none to take: its results would end.
      PreparedStatement known = prepared.remove(sql);
      PreparedStatement statement = known == null ? connection.prepareStatement(sql) : known;
      for (int i = 0; i < arguments.length; i++) {
        statement.setObject(i + 1, arguments[i]);
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(mapper.row(result));
        }
      }
      PreparedStatement other = prepared.put(sql, statement);
      if (other != null) {
        other.close();
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException("cannot read the relational store", e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("cannot close the relational store", e);
    }
  }

  private static Connection file(Path runFolder) throws SQLException {
    Path file = H2File.in(runFolder);
    if (!Files.exists(file)) {
      if (RelationalFolder.isLeftOut(runFolder)) {
        throw DatabaseErrors.leftOut(runFolder);
      }
      throw Errors.warehouseDamaged(file, "The run was published with it, but it is gone.");
    }
    return H2File.forReading(runFolder).getConnection();
  }

  /**
   * A load truncates, which a snapshot taken before would see as emptiness: the lock comes first,
   * and takes no snapshot.
   */
  private static Connection snapshot(PostgresAddress address, Optional<String> password)
      throws SQLException {
    Connection connection = address.connect(password);
    try (Statement statement = connection.createStatement()) {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      statement.execute("lock table runs in access share mode");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private static HeldRun heldRun(ResultSet row) throws SQLException {
    return new HeldRun(
        row.getString(1),
        row.getObject(2, LocalDate.class),
        row.getObject(3, LocalDate.class),
        ZoneId.of(row.getString(4)));
  }
}
