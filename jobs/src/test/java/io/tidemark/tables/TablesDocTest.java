package io.tidemark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/TABLES.md} matches the declarations of the tables. To regenerate it: {@code mvn test
 * -Dtest=TablesDocTest -Dtidemark.regenerate=true}.
 */
class TablesDocTest {
  private static final Path DOC = Path.of("docs/TABLES.md");

  @Test
  void theDocumentationIsTheDeclaration() throws IOException {
    String declared = document();
    if (Boolean.getBoolean("tidemark.regenerate")) {
      Files.writeString(DOC, declared);
    }

    assertThat(Files.readString(DOC)).isEqualTo(declared);
  }

  @Test
  void everyColumnIsDocumentedAndEveryNameIsOnce() {
    List<Table> tables = Tables.all();

    assertThat(tables).extracting(Table::name).doesNotHaveDuplicates();
    assertThat(tables)
        .flatExtracting(Table::columns)
        .allSatisfy(column -> assertThat(column.doc()).isNotBlank());
  }

  private static String document() {
    StringBuilder text = new StringBuilder();
    text.append("# Tables\n\n");
    text.append(
        "Generated from `io.tidemark.tables`. Columns that end in `_minor` hold minor units");
    text.append(
        " in the\nwarehouse; exports and the relational schema publish them in major units,");
    text.append(" without the suffix.\n");
    for (Table table : Tables.all()) {
      text.append("\n## ").append(table.name()).append("\n\nOne row per ").append(table.grain());
      text.append(". Key: `").append(String.join("`, `", table.key())).append("`.\n\n");
      text.append("| column | type | null | what |\n|---|---|---|---|\n");
      for (Column column : table.columns()) {
        text.append("| `").append(column.name()).append("` | ");
        text.append(column.type().simpleString()).append(" | ");
        text.append(column.nullable() ? "yes" : "").append(" | ");
        text.append(column.doc()).append(" |\n");
      }
    }
    return text.toString();
  }
}
