package io.tidemark.relational;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.errors.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The H2 file of a run: one, its owner's, and only read. */
class H2FileTest {
  @Test
  void aFileIsForItsOwnerAndOnlyRead() throws IOException, SQLException {
    Path folder = Store.H2.books().resolve("relational");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("tidemark.mv.db"));
    }
    assertThat(permissions(folder)).isEqualTo("rwx------");
    assertThat(permissions(folder.resolve("tidemark.mv.db"))).isEqualTo("rw-------");
    try (Connection connection = Store.H2.connect(Store.H2.books());
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("delete from daily_mrr"))
          .hasMessageContaining("read only");
    }
  }

  @Test
  void aFolderCannotCarryOptionsIntoTheAddress() {
    Path hostile = Store.newFolder().resolve("x;INIT=RUNSCRIPT FROM 'x.sql'");

    assertThatThrownBy(() -> Store.H2.load(hostile, Books.RUN, Books.tables()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("The path of a database must not contain ;.");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
