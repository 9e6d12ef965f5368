package io.tidemark.outputs;

import io.tidemark.errors.Errors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;

/**
 * A kept run that was loaded into PostgreSQL, read from the files of its own folder: the server
 * holds one run only, and need not be there.
 */
final class KeptCopy {
  /** What runs are compared by. */
  private static final Set<String> COMPARED =
      Set.of("runs", "customers", "adjustments", "invoices", "customer_mrr");

  private static final int BATCH = 1_000;

  private KeptCopy() {}

  /** A database in memory with those tables, gone with this connection. */
  static Connection open(Path runFolder) throws SQLException {
    DataSource memory = H2File.inMemory();
    Connection connection = memory.getConnection();
    try (Statement statement = connection.createStatement()) {
      RelationalSchema.migrateTables(memory, H2File.SCHEMA);
      dropChecks(statement);
      for (RelationalFolder.Copied table : RelationalFolder.copied(runFolder)) {
        if (COMPARED.contains(table.table())) {
          insert(connection, table, RelationalFolder.copy(runFolder, table.table()));
        }
      }
      statement.execute("create index on invoices (customer_id)");
      statement.execute("create index on invoices (invoice_id)");
      statement.execute("create index on customers (customer_id)");
      return connection;
    } catch (IOException | SQLException damaged) {
      connection.close();
      throw Errors.warehouseDamaged(RelationalFolder.of(runFolder), damaged.toString());
    }
  }

  /** They held when the run was loaded; and H2 ties some to the connection that made them. */
  private static void dropChecks(Statement statement) throws SQLException {
    List<String> drops = new ArrayList<>();
    try (ResultSet checks =
        statement.executeQuery(
            "select 'alter table \"' || table_name || '\" drop constraint \"' || constraint_name"
                + " || '\"' from information_schema.table_constraints"
                + " where constraint_type = 'CHECK'")) {
      while (checks.next()) {
        drops.add(checks.getString(1));
      }
    }
    for (String drop : drops) {
      statement.execute(drop);
    }
  }

  private static void insert(Connection connection, RelationalFolder.Copied table, Path file)
      throws SQLException, IOException {
    String columns = String.join(", ", table.columns());
    String marks = String.join(", ", Collections.nCopies(table.columns().size(), "?"));
    String sql = "insert into " + table.table() + " (" + columns + ") values (" + marks + ")";
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
        PreparedStatement statement = connection.prepareStatement(sql)) {
      int waiting = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        List<String> values = CopyText.values(line);
        for (int i = 0; i < values.size(); i++) {
          statement.setString(i + 1, values.get(i));
        }
        statement.addBatch();
        if (++waiting % BATCH == 0) {
          statement.executeBatch();
        }
      }
      statement.executeBatch();
    }
  }
}
