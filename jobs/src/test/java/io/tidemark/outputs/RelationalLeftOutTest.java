package io.tidemark.outputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.config.Policy;
import io.tidemark.config.RelationalSettings;
import io.tidemark.errors.UserError;
import io.tidemark.outputs.Runs.Run;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loading millions of invoices into a database takes long: a run may do without. */
class RelationalLeftOutTest {
  private static final Policy WITHOUT = Policy.of(Map.of("relational.store", "none"));
  private static final Instant NINE = Instant.parse("2025-03-01T09:00:00Z");

  @TempDir private Path warehouse;

  @Test
  void nothingIsWritten() {
    RelationalStore store = new RelationalStore(WITHOUT, Optional.empty());

    store.write(warehouse, Books.RUN, Books.tables());
    store.load(warehouse);

    assertThat(RelationalSettings.isKept(WITHOUT)).isFalse();
    assertThat(warehouse).isEmptyDirectory();
  }

  @Test
  void whoAsksIsToldThatAndHow() {
    Run run = publish(WITHOUT);

    assertThatThrownBy(() -> RelationalReader.open(run.folder(), run.id(), Optional.empty()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("RELATIONAL_LEFT_OUT: run 20250301T090000Z-01234567 keeps no")
        .hasMessageContaining("made with relational.store=none")
        .hasMessageContaining("run again with --set relational.store=h2");
    assertThatThrownBy(() -> RelationalReader.openKept(run.folder()))
        .hasMessageContaining("RELATIONAL_LEFT_OUT");
  }

  @Test
  void aStoreThatIsGoneIsStillDamage() {
    Run run = publish(Policy.defaults());

    assertThatThrownBy(() -> RelationalReader.open(run.folder(), run.id(), Optional.empty()))
        .hasMessageContaining("WAREHOUSE_DAMAGED");
  }

  private Run publish(Policy policy) {
    try (Runs runs = Runs.lock(warehouse)) {
      Run run = runs.start(NINE, "0123456789abcdef");
      runs.publish(run, Manifests.of(run, NINE, policy.texts(), Map.of()), NINE, 9);
      return run;
    }
  }
}
