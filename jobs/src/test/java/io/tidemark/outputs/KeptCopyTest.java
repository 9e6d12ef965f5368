package io.tidemark.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.Policy;
import io.tidemark.errors.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was loaded into PostgreSQL, where no server is. */
class KeptCopyTest {
  @TempDir private static Path folder;

  @BeforeAll
  static void aRunThatWasLoadedIntoPostgres() throws IOException {
    Policy nowhere =
        Policy.of(
            Map.of(
                "relational.store", "postgresql",
                "relational.port", "1",
                "relational.database", "books",
                "relational.user", "ada"));
    List<RelationalFolder.Copied> copied = CopyFiles.write(folder, Books.RUN, Books.tables());
    RelationalFolder.writeAddress(folder, PostgresAddress.of(nowhere), copied);
  }

  @Test
  void itsFolderSaysOfItWhatADatabaseDoes() {
    String runId = Books.RUN.runId();
    try (RelationalReader copy = RelationalReader.openKept(folder);
        RelationalReader database =
            RelationalReader.open(Store.H2.books(), runId, Optional.empty())) {
      assertThat(copy.run()).isEqualTo(database.run());
      for (String table : List.of("runs", "customers", "adjustments", "invoices", "customer_mrr")) {
        List<String> rows = rows(copy, table);
        assertThat(rows).as(table).isEqualTo(rows(database, table));
        assertThat(rows.isEmpty()).as(table).isEqualTo(table.equals("adjustments"));
      }
    }
  }

  @Test
  void aFileThatIsGoneIsTheWarehousesDamage(@TempDir Path damaged) throws IOException {
    Files.createDirectory(RelationalFolder.of(damaged));
    Files.copy(
        RelationalFolder.of(folder).resolve("postgresql.json"),
        RelationalFolder.of(damaged).resolve("postgresql.json"));

    assertThatThrownBy(() -> RelationalReader.openKept(damaged))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("WAREHOUSE_DAMAGED");
  }

  @Test
  void whatCopyEscapesIsReadAsItWas() {
    Object[] values = {"a\tb", "\\N", null, "line\nfeed\r", "c:\\temp", ""};
    String line = CopyText.line(values);

    assertThat(CopyText.values(line.substring(0, line.length() - 1)))
        .containsExactly("a\tb", "\\N", null, "line\nfeed\r", "c:\\temp", "");
  }

  private static List<String> rows(RelationalReader reader, String table) {
    return reader.list(
        "select * from " + table + " order by 1, 2, 3, 4",
        row -> {
          StringBuilder text = new StringBuilder();
          for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            text.append(row.getObject(i)).append(" | ");
          }
          return text.toString();
        });
  }
}
