package io.tidemark.outputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.config.Policy;
import io.tidemark.config.RelationalSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading millions of invoices into a database takes long: a run may do without. */
class RelationalLeftOutTest {
  private static final Policy WITHOUT = Policy.of(Map.of("relational.store", "none"));

  @TempDir private Path warehouse;

  @Test
  void nothingIsWritten() {
    RelationalStore store = new RelationalStore(WITHOUT, Optional.empty());

    store.write(warehouse, Books.RUN, Books.tables());
    store.load(warehouse);

    assertThat(RelationalSettings.isKept(WITHOUT)).isFalse();
    assertThat(warehouse).isEmptyDirectory();
  }
}
