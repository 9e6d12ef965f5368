package io.tidemark.relational;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading millions of invoices into a database takes long: a run may do without. */
class RelationalLeftOutTest {
  private static final Policy WITHOUT = Policy.of(Map.of("relational.store", "none"));

  @TempDir private Path warehouse;

  @Test
  void nothingIsWritten() {
    RelationalStore store = new RelationalStore(WITHOUT, Optional.empty());

    store.write(warehouse, Books.RUN, Store.exported(Books.tables()));
    store.load(warehouse);

    assertThat(store.isAskedFor(1)).isFalse();
    assertThat(warehouse).isEmptyDirectory();
  }

  @Test
  @DisplayName("Above relational.max_rows no copy is asked for")
  void mostRows() {
    RelationalStore byDefault = new RelationalStore(Policy.defaults(), Optional.empty());
    RelationalStore more =
        new RelationalStore(
            Policy.of(Map.of("relational.max_rows", "2000000000")), Optional.empty());

    assertThat(byDefault.isAskedFor(500_000)).isTrue();
    assertThat(byDefault.isAskedFor(500_001)).isFalse();
    assertThat(more.isAskedFor(2_000_000_000)).isTrue();
  }
}
